/** The page without a mouse and without eyes: keys, names, contrast. */
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { changeLook } from './harness/looks.ts';
import {
  barButton,
  showTab,
  smallRun,
  sweep,
  sweepForm,
  train,
  unfoldEverything,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { run: words } = text.app;
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const tabs = ['play', 'gates', 'equations', 'learned'] as const;

/** Three architectures with their forms, gates, learned weights, a repaired matrix and a field with a problem. */
const richRun = smallRun('steps=20&eval=10&backend=wasm&A=adattSp,experts:2&B=ple&C=crossStitch&t2=k:binary');

/** Themes differ in colours alone, so the dark page is held against the rules of these, and the light one against all. */
const rulesOf = { light: {}, dark: { runOnly: ['color-contrast', 'link-in-text-block'] } };

/** No serious fault in either theme. */
async function expectNoFault(page: Page, state: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await changeLook(page, { width: 1280, theme });
    const { violations } = await page.evaluate(
      (rules) => window.axe.run(document, { ...rules, resultTypes: ['violations'], preload: false }),
      rulesOf[theme],
    );
    const faults = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
      );
    expect(faults, `${state}, ${theme}`).toEqual([]);
  }
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

test('axe finds no serious fault, and the Tab key reaches every control and nothing else', async ({
  openPage,
}) => {
  const page = await openPage({ path: richRun, initScripts: [{ path: axePath }] });
  await barButton(page, words.play).waitFor();
  await expectNoFault(page, 'before the run');
  await train(page);
  for (const tab of [...tabs, 'map'] as const) {
    await showTab(page, tab);
    await page.getByRole('figure').first().waitFor();
    await unfoldEverything(page, 'section details');
    await expectNoFault(page, tab);
    if (tab !== 'map') await expectReachable(page, tab);
  }
  await barButton(page, text.app.menu.more).click();
  await page.getByRole('button', { name: text.app.menu.history }).click();
  await page.getByRole('list', { name: text.history.list }).getByRole('listitem').first().waitFor();
  await page.getByRole('button', { name: /^Name and note/ }).click();
  await expectNoFault(page, 'history');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await showTab(page, 'sweep');
  await sweepForm(page).waitFor();
  await expectNoFault(page, 'sweep, empty');
  await sweep(page);
  await page.getByRole('figure').first().waitFor();
  await unfoldEverything(page, 'section details');
  await expectNoFault(page, 'sweep');
  await expectReachable(page, 'sweep');
});

async function expectReachable(page: Page, tab: string): Promise<void> {
  const numControls = await page.evaluate(watchFocus);
  expect(numControls, tab).toBeGreaterThan(60);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  for (let i = 0; i < 2 * numControls; i++) {
    await page.keyboard.press('Tab');
    // Asked seldom, since each question waits for the page.
    if (i % 10 === 9 && (await page.evaluate(() => window.unreached.size)) === 0) break;
  }
  // What was drawn anew meanwhile is another one.
  const unreached = () =>
    [...window.unreached].filter((control) => control.isConnected).map((control) => control.outerHTML);
  expect(await page.evaluate(unreached), tab).toEqual([]);
  expect(await page.evaluate(() => window.strangeStops), tab).toEqual([]);
}

declare global {
  interface Window {
    /** Controls that have not had the focus yet. */
    unreached: Set<Element>;
    /** What else has had the focus. */
    strangeStops: string[];
  }
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
  window.unreached = new Set([...document.querySelectorAll(selector)].filter(isReachable));
  window.strangeStops = [];
  const note = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    window.unreached.delete(target);
    // What takes the arrow keys has a name, if no role among these.
    if (!target.matches(`${selector}, [aria-label], [aria-labelledby]`))
      window.strangeStops.push(target.outerHTML);
  };
  document.addEventListener('focusin', note);
  return window.unreached.size;
}
