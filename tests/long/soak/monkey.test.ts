/** `npm run test:soak -- --random`: half an hour of whatever there is to press, and what page and worker hold after each round. */
import type { Page } from 'playwright-core';
import { placeIds } from '../../../app/view/places.ts';
import { createStream, type RandomStream } from '../../../src/core/random.ts';
import { text } from '../../../src/text/text.ts';
import { barButton, patience, showTab, train } from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';
import { start } from './actions.ts';
import { actAtRandom } from './monkey.ts';
import { createSampler, expectFlat, type Sample } from './samples.ts';

const minutes = Number(process.env['SOAK_MINUTES'] ?? 30);
const seed = Number(process.env['SOAK_SEED'] ?? 1);
const actsPerRound = 120;

type Held = { readonly numTensors: number; readonly numBytes: number };

/** Keeps the visitor on the page, by hand or keyboard: an init script under which other hosts and the other language are out of reach. */
function stayHere(): void {
  const leadsAway = (element: Element | null) =>
    element instanceof HTMLAnchorElement
      ? element.origin !== location.origin
      : element?.querySelector('[lang]') != null;
  const stay = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || !leadsAway(event.target.closest('a[href], button'))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener('click', stay, { capture: true });
}

/** Keeps what the worker that last finished a run as long as `start` says that it holds: an init script. */
function keepMemory(): void {
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data: { memory, state, step } }) => {
        if (state === 'finished' && step === 60) Object.assign(window, { lastMemory: memory });
      });
    }
  };
}

/** Closes every dialog, until none is open for a second: what was pressed, or a file that was given, may open one a moment later. */
async function closeDialogs(page: Page): Promise<void> {
  for (let numClosed = 0; numClosed < 2; ) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(500);
    const isAnyOpen = await page.evaluate(() => document.querySelector('dialog[open]') !== null);
    numClosed = isAnyOpen ? 0 : numClosed + 1;
  }
}

/** Closes what is open and trains what nobody trained before, which would be shown at once. */
async function settle(page: Page, path: string, runSeed: number): Promise<Held> {
  if (!page.url().startsWith(path)) await page.goto(path);
  await page.setViewportSize({ width: 1280, height: 900 });
  await closeDialogs(page);
  await page.evaluate((hash) => {
    // What somebody unfolded is no leak.
    for (const fold of document.querySelectorAll('details')) fold.open = false;
    location.hash = '#';
    location.hash = hash;
  }, `${start}&seed=${runSeed}`);
  await barButton(page, text.app.run.reset).waitFor(patience);
  await train(page);
  // Or take the place of the set-up that is to be measured.
  if (!page.url().includes(`seed=${runSeed}`)) return settle(page, path, runSeed);
  // Recharts keeps an element of the curves that were drawn last, and so the page around them, until others are drawn.
  await closeDialogs(page);
  await showTab(page, 'play');
  await page.locator(`#${placeIds.curves}`).evaluate((curves) => curves.scrollIntoView());
  await page.locator(`#${placeIds.curves} .recharts-surface`).first().waitFor(patience);
  return page.evaluate(() => (window as unknown as { readonly lastMemory: Held }).lastMemory);
}

async function round(page: Page, path: string, random: RandomStream, acts: string[]): Promise<void> {
  for (let count = 0; count < actsPerRound; count++) {
    acts.push(await actAtRandom(page, random));
    const { origin, pathname } = new URL(page.url());
    if (origin + pathname !== path) await page.goto(path);
  }
}

test(`a page that is pressed at random for ${minutes} minutes throws nothing and holds no more at the end`, {
  timeout: (minutes + 15) * 60_000,
}, async ({ openPage }) => {
  const page = await openPage({ path: start, ownBrowser: true, initScripts: [keepMemory, stayHere] });
  page.on('filechooser', (chooser) => {
    chooser
      .setFiles({ name: 'own.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') })
      .catch(() => undefined);
  });
  const path = new URL('./', page.url()).href;
  const sample = await createSampler(page);
  const samples: Sample[] = [];
  const held: Held[] = [];
  const random = createStream(seed, 'monkey');
  const endMs = performance.now() + minutes * 60_000;
  while (performance.now() < endMs || samples.length < 4) {
    const acts: string[] = [];
    try {
      await round(page, path, random, acts);
      held.push(await settle(page, path, 1000 * seed + samples.length));
    } catch (error) {
      console.info(`round ${samples.length + 1} of seed ${seed} did:\n${acts.join('\n')}`);
      await page.screenshot({ path: 'build/monkey.png' }).catch(() => undefined);
      throw error;
    }
    samples.push(await sample());
    console.info(`round ${samples.length}: ${JSON.stringify([samples.at(-1), held.at(-1)])}`);
  }
  // Parts of the page, their workers and kept runs come one after the other, as chance has it.
  expectFlat(`${samples.length * actsPerRound} acts of seed ${seed}`, samples, {
    warmUpShare: 0.5,
    unsteady: ['listeners'],
  });
  expect(new Set(held.map((memory) => JSON.stringify(memory))).size, JSON.stringify(held)).toBe(1);
});
