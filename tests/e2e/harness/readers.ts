/** Readers of a page as it stands. Each returns one line for each fault it finds in one view of a walk. */
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { exampleCsv } from '../../../src/data/table/example.ts';
import { architectures } from '../../../src/models/architectures.ts';
import { englishIn } from '../../unit/text/chineseTexts.ts';
import { layoutFaultsOf } from './layoutFaults.ts';
import type { Look } from './looks.ts';
import type { InitScript } from './sharedPages.ts';

export interface Reader {
  readonly name: string;
  /** Whether there is anything to read in this look that others don't show. */
  readonly reads: (look: Look) => boolean;
  readonly faultsOf: (page: Page, look: Look) => Promise<readonly string[]>;
}

/** What a page needs before its own code, to be read. */
export const scriptsOfReaders: readonly InitScript[] = [
  { path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') },
];

declare global {
  interface Window {
    axe: typeof axe;
    /** Controls that have not had the focus yet. */
    unreached: Set<Element>;
    /** What else has had the focus. */
    strangeStops: string[];
  }
}

/** A card that can be pressed is named by its title and described by the rest of its words. */
const allRules = { rules: { 'label-content-name-mismatch': { enabled: false } } };
/** Themes differ in colours alone: the dark page is held against these rules. */
const rulesOf = {
  light: allRules,
  dark: { runOnly: ['color-contrast', 'link-in-text-block'] },
  forced: allRules,
};

async function seriousFaultsOf(page: Page, { theme }: Look): Promise<readonly string[]> {
  const { violations } = await page.evaluate(
    // What lies behind an open dialog isn't reached.
    (rules) =>
      window.axe.run(document.querySelector('dialog[open]') ?? document, {
        ...rules,
        resultTypes: ['violations'],
        preload: false,
      }),
    rulesOf[theme],
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
}

/** Presses Tab through the page: every control gets the focus, and nothing else does. A dialog keeps the focus, and isn't read. */
async function unreachedOf(page: Page): Promise<readonly string[]> {
  if (await page.locator('dialog[open], :popover-open').count()) return [];
  const numControls = await page.evaluate(watchFocus);
  for (let i = 0; i < 2 * numControls; i++) {
    await page.keyboard.press('Tab');
    // Asked seldom, since each question waits for the page.
    if (i % 10 === 9 && (await page.evaluate(() => window.unreached.size)) === 0) break;
  }
  // A control that was drawn anew meanwhile is another one.
  return page.evaluate(() => [
    ...Array.from(window.unreached)
      .filter((control) => control.isConnected)
      .map((control) => `unreached: ${control.outerHTML}`),
    ...window.strangeStops,
  ]);
}

/** Runs in the page: crosses off every control that gets the focus; returns how many there are. */
function watchFocus(): number {
  const selector = 'a[href], button, input, select, textarea, summary, [role="application"], [role="grid"]';
  const isReachable = (control: Element): boolean => {
    if (!control.checkVisibility() || control.matches(':disabled')) return false;
    // One of each group has the focus; the arrow keys lead to the others.
    if (control.matches('[role="tab"]')) return control.getAttribute('aria-selected') === 'true';
    // A cell below the diagonal of the correlation is the one above it again.
    return !control.matches('input[type="radio"]:not(:checked), [role="spinbutton"][tabindex="-1"]');
  };
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  window.unreached = new Set([...document.querySelectorAll(selector)].filter(isReachable));
  window.strangeStops = [];
  const note = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    window.unreached.delete(target);
    // What takes the arrow keys has a name, if no role among these.
    if (!target.matches(`${selector}, [aria-label], [aria-labelledby]`))
      window.strangeStops.push(`strange stop: ${target.outerHTML}`);
  };
  document.addEventListener('focusin', note);
  return window.unreached.size;
}

/** English on purpose: names in the example file and of architectures in links, of a build, and the two lines of one name. */
const englishNames = new Set<string>([
  ...(exampleCsv(50).match(/[A-Za-z]{2,}/g) ?? []),
  ...architectures.map(({ id }) => id),
  ...['example', 'relaxed-simd', 'AdaTTSp', 'Shared', 'Bottom', 'ue'],
]);

/** Of the Chinese page: what people read or hear there in English. Values of a link stand between quotation marks. */
export async function englishOf(page: Page): Promise<readonly string[]> {
  const said = await page.evaluate(wordsOfPage);
  return said.filter(
    (words) =>
      !words.includes('…') &&
      !words.startsWith('<iframe') &&
      englishIn(words.replaceAll(/"[^"]*"/g, '')).some((word) => !englishNames.has(word)),
  );
}

/** Runs in the page. */
function wordsOfPage(): readonly string[] {
  const said = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node.parentElement?.closest('script, style, noscript, code, [lang="en"]') === null)
      said.add(node.textContent?.trim() ?? '');
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [aria-valuetext]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext'])
      said.add(element.getAttribute(name) ?? '');
  return [...said];
}

const isUsual = ({ width, theme }: Look) => (width === 1280 || width === 390) && theme !== 'forced';

const readers: readonly Reader[] = [
  { name: 'layout', reads: () => true, faultsOf: layoutFaultsOf },
  { name: 'axe', reads: isUsual, faultsOf: seriousFaultsOf },
  { name: 'keys', reads: ({ width, theme }) => width === 1280 && theme === 'light', faultsOf: unreachedOf },
];

const inChinese: Reader = { name: 'language', reads: isUsual, faultsOf: englishOf };

/** Those of the English page, or of the Chinese one. */
export const readersOf = (language: string | undefined): readonly Reader[] =>
  language === 'zh' ? [...readers, inChinese] : readers;
