/** The page without a mouse and without eyes: keys, names, contrast. */
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  barButton,
  field,
  patience,
  showTab,
  smallRun,
  stepOf,
  sweep,
  sweepForm,
  train,
  unfold,
  waitForPause,
  waitForPhase,
  waitForStepAfter,
  waitForTab,
} from './harness/playground.ts';
import { expect, test, testOnePage } from './harness/test.ts';

const { run: words, architectures } = text.app;
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const tabs = ['play', 'gates', 'equations', 'learned'] as const;

/** Three architectures with their forms, gates, learned weights, a repaired matrix and a field with a problem. */
const richRun = smallRun('steps=20&eval=10&backend=wasm&A=adattSp,experts:2&B=ple&C=crossStitch&t2=k:binary');

/** Themes differ in colours alone, so the dark page is held against the rules of these, and the light one against all. */
const rulesOf = { light: {}, dark: { runOnly: ['color-contrast', 'link-in-text-block'] } };

/** Serious faults, as "rule: element". */
async function faultsOf(page: Page, theme: 'light' | 'dark'): Promise<readonly string[]> {
  const { violations } = await page.evaluate(
    (rules) => window.axe.run(document, { ...rules, resultTypes: ['violations'], preload: false }),
    rulesOf[theme],
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

async function unfoldEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('section details')) {
      details.setAttribute('open', '');
    }
  });
}

test.for(['light', 'dark'] as const)(
  'axe finds no serious fault in the %s page',
  async (theme, { openPage }) => {
    const page = await openPage({ theme, path: richRun, initScripts: [{ path: axePath }] });
    await barButton(page, words.play).waitFor();
    expect(await faultsOf(page, theme), 'before the run').toEqual([]);
    await train(page);
    for (const tab of [...tabs, 'map'] as const) {
      await showTab(page, tab);
      await page.getByRole('figure').first().waitFor();
      await unfoldEverything(page);
      expect(await faultsOf(page, theme), tab).toEqual([]);
    }
    await barButton(page, text.app.menu.more).click();
    await page.getByRole('button', { name: text.app.menu.history }).click();
    await page.getByRole('list', { name: text.history.list }).getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: /^Name and note/ }).click();
    expect(await faultsOf(page, theme), 'history').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await showTab(page, 'sweep');
    await sweepForm(page).waitFor();
    expect(await faultsOf(page, theme), 'sweep, empty').toEqual([]);
    await sweep(page);
    await page.getByRole('figure').first().waitFor();
    await unfoldEverything(page);
    expect(await faultsOf(page, theme), 'sweep').toEqual([]);
  },
);

test('space, right arrow and R run the experiment', async ({ openPage }) => {
  const page = await openPage({ path: smallRun('A=adattSp&backend=wasm&steps=100000&eval=1000') });
  await barButton(page, words.play).waitFor();
  const key = (name: string) => page.keyboard.press(name);
  await key('ArrowRight');
  await expect.poll(() => stepOf(page), patience).toBe(1);
  await key('Space');
  await waitForStepAfter(page, 1);
  await key('Space');
  await waitForPhase(page, 'paused');
  const pausedAt = await waitForPause(page);
  await key('ArrowRight');
  await expect.poll(() => stepOf(page), patience).toBe(pausedAt + 1);
  await key('r');
  await waitForPhase(page, 'idle');
  expect(await stepOf(page)).toBe(0);
});

test('keys that a control wants do not run the experiment', async ({ openPage }) => {
  const page = await openPage({ path: richRun });
  const patterns = page.getByRole('button', { name: text.correlation.patterns.menu });
  await patterns.focus();
  await page.keyboard.press('Space');
  await page.getByRole('group', { name: text.correlation.patterns.menu }).waitFor();
  await page.keyboard.press('Escape');
  const play = page.getByRole('tab', { name: text.app.places.play });
  await play.focus();
  await play.press('ArrowRight');
  await waitForTab(page, 'gates');

  await unfold(page, architectures.name('A', text.models.label.adattSp));
  const name = field(page, text.experiment.fields.card.name);
  await name.fill('');
  await name.pressSequentially('r r');
  await name.press('ArrowRight');
  await name.press('Enter');
  await page.getByText(architectures.name('A', 'r r')).first().waitFor();

  await waitForPhase(page, 'idle');
});

const testControls = testOnePage(async (openPage) => {
  const page = await openPage({ path: richRun });
  await train(page);
  await showTab(page, 'sweep');
  await sweep(page);
  return page;
});

testControls.for([...tabs, 'sweep'] as const)(
  'the Tab key reaches every control of the tab %s, and nothing else',
  async (tab, { page }) => {
    await showTab(page, tab);
    await page.getByRole('figure').first().waitFor();
    await unfoldEverything(page);
    const numControls = await page.evaluate(watchFocus);
    expect(numControls).toBeGreaterThan(60);
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    for (let i = 0; i < 2 * numControls && (await page.evaluate(() => window.unreached.size)) > 0; i++) {
      await page.keyboard.press('Tab');
    }
    expect(await page.evaluate(() => [...window.unreached].map((control) => control.outerHTML))).toEqual([]);
    expect(await page.evaluate(() => window.strangeStops)).toEqual([]);
  },
);

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
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    window.unreached.delete(target);
    // What takes the arrow keys has a name, if no role among these.
    if (!target.matches(`${selector}, [aria-label], [aria-labelledby]`))
      window.strangeStops.push(target.outerHTML);
  });
  return window.unreached.size;
}
