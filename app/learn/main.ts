/** Entry of the article: takes guesses, and fetches the live part ahead. Without it the page is whole, and still. */
import '../ui/styles/tokens.css';
import '../ui/styles/global.css';
import './article.css';

const live = (): Promise<typeof import('./live.tsx')> => import('./live.tsx');

function take(guess: HTMLButtonElement): void {
  const figure = guess.closest<HTMLElement>('[data-figure]');
  if (figure === null) return;
  const guesses = [...figure.querySelectorAll('[data-guess]')];
  for (const one of guesses) one.setAttribute('aria-pressed', String(one === guess));
  const isRight = guesses.indexOf(guess) === Number(figure.dataset['right']);
  const said = figure.querySelector<HTMLElement>('[data-said]');
  // The page carries these words, so that no others are loaded before the live part.
  const words = said?.dataset ?? {};
  if (said !== null) said.textContent = words[isRight ? 'asGuessed' : 'otherwise'] ?? '';
  if (figure.dataset['answered'] !== undefined) return;
  figure.dataset['answered'] = '';
  live().then(
    ({ bringToLife }) => bringToLife(figure),
    () => {
      if (said !== null) said.textContent += ` ${words['failed'] ?? ''}`;
    },
  );
}

// Nobody knows at build time where the article will be.
const cited = document.querySelector('#cite ~ pre');
if (cited !== null)
  cited.textContent = cited.textContent.replace('{learn/}', `{${location.origin}${location.pathname}}`);

document.addEventListener('click', ({ target }) => {
  if (target instanceof HTMLButtonElement && target.matches('[data-guess]')) take(target);
});

// Everything that moves comes after what is read; the service worker, which fetches the rest, comes last.
addEventListener('load', () => {
  live().catch(() => {});
  if (import.meta.env.PROD)
    setTimeout(() => {
      navigator.serviceWorker?.register('../sw.js').catch(() => {});
    }, 2000);
});
