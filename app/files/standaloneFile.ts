/** Saves the page as one HTML file with the experiment, its run and a lesson, which works from disk. */
import { withLesson } from '../../src/experiment/link/extras.ts';
import { readLink } from '../../src/experiment/link/link.ts';
import { savedRunText } from '../../src/run/codec/savedRun.ts';
import { isStarted } from '../../src/run/run.ts';
import { textOfLesson } from '../../src/teach/lesson/lessonLetters.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from '../state/createPlayground.ts';
import { homeAddress, type StandaloneContents, standaloneElement } from '../state/link/standalone.ts';
import { isStale } from '../state/run/runKey.ts';
import { isSentRun } from '../state/run/runStatus.ts';
import { downloadFile } from '../ui/browser.ts';
import { formatMegabytes } from '../ui/format.ts';

const words = text.saving;

const emptyDataElement = '<script type="application/json" id="kept">null</script>';

export type Handout = Pick<StandaloneContents, 'link' | 'lesson'>;

export async function saveStandalone(
  playground: Playground,
  handedOut: Handout = handoutOfPage(playground),
): Promise<void> {
  const page = await (standaloneElement() === null ? downloadedPage() : ownPageSource()).catch(() => null);
  if (page === null) return playground.messages.showToast(text.app.menu.notLoaded, false);
  // `<` before a letter would be parsed as markup.
  const kept = JSON.stringify(standaloneContentsOf(playground, handedOut)).replaceAll('<', '\\u003c');
  const file = page.replace(emptyDataElement, () => emptyDataElement.replace('null', () => kept));
  const content = new Blob([file], { type: 'text/html' });
  downloadFile(content, words.standaloneName);
  playground.messages.showToast(words.standaloneSaved(formatMegabytes(content.size)), false);
}

function handoutOfPage({ links, lessons }: Playground): Handout {
  const [, link = ''] = links.currentLink().split('#');
  const { lesson } = lessons.getState();
  return { link: withLesson(link, null), lesson: lesson === null ? null : textOfLesson(lesson) };
}

function standaloneContentsOf({ run, lessons }: Playground, { link, lesson }: Handout): StandaloneContents {
  const status = run.status();
  const isWhole = status.phase === 'finished' || status.phase === 'recorded';
  const isShown = isWhole && isStarted(status) && !isStale(status.experiment, readLink(link).experiment);
  // Given weights are not in the experiment, and a sent run is in the link.
  const hasAll = status.givenTo.length === 0 && !isSentRun(status);
  const isTold = !lessons.getState().isCovered;
  const home = homeAddress();
  return {
    link,
    run: isShown && hasAll && isTold ? savedRunText(status) : null,
    lesson,
    home: home.startsWith('http') ? home : null,
  };
}

async function downloadedPage(): Promise<string> {
  const answer = await fetch(new URL('standalone.html', location.href.replace(/#.*$/, '')));
  const page = await answer.text();
  if (!answer.ok || !page.includes(emptyDataElement)) throw new Error('There is no page as one file.');
  return page;
}

async function ownPageSource(): Promise<string> {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  for (const element of copy.querySelectorAll('body > :not(script, noscript, #root)')) element.remove();
  copy.querySelector('#root')?.replaceChildren();
  const kept = copy.querySelector('#kept');
  if (kept !== null) kept.textContent = 'null';
  return `<!doctype html>\n${copy.outerHTML}\n`;
}
