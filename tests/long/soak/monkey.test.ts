/** `npm run test:soak -- --random`: half an hour of whatever there is to press, and what page and worker hold after each round. */
import type { Page } from 'playwright-core';
import { placeIds } from '../../../app/view/places.ts';
import { createStream, type RandomStream } from '../../../src/core/random.ts';
import { exampleCsv } from '../../../src/data/table/example.ts';
import { text } from '../../../src/text/text.ts';
import { drop } from '../../e2e/harness/ownFile.ts';
import { barButton, patience, showTab, train } from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';
import { start } from './actions.ts';
import { createSampler, expectFlat, type Sample } from './samples.ts';

type Act = (page: Page, random: RandomStream) => Promise<string>;

const words = [
  '',
  '0',
  '-1',
  '3',
  '1e9',
  '0.5',
  'NaN',
  '2, 4',
  '=1+1',
  '<img src=x onerror=f()>',
  'é\u202e"\'',
  'x'.repeat(300),
];
const keys =
  'Tab Tab Enter Space Escape ArrowLeft ArrowRight ArrowDown Home End Delete PageDown Control+z Control+Shift+z Control+y ? r p'.split(
    ' ',
  );
const links = [
  start,
  start.replace('A=adattSp', 'A=mmoe&C=ple&D=crossStitch'),
  start.replace('tasks=2', 'tasks=4&t2=k:binary,pos:.1'),
  '#v=2&tasks=5&A=adattSp&B=ple&C=mmoe',
  '#v=2&tasks=99&A=__proto__&corr=x&%E0%A4%A',
  '#',
];
const files: readonly (readonly [string, string])[] = [
  ['own.csv', exampleCsv(300)],
  ['own.csv', 'a;b\n"1;2'],
  ['set-up.json', '{"tasks": [1, 2'],
  ['weights.safetensors', '\u0010\0\0\0\0\0\0\0{"a":{}}        '],
  ['photo.png', '\u0089PNG'],
];

const anyOf = <T>(random: RandomStream, values: readonly T[]): T =>
  values[random.integerBelow(values.length)] as T;

/** A way to act on what a selector finds in sight. `x` and `y` say where it is. */
interface Found {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** Runs in the page: one of what is shown, brought into view. Links that lead away are left out. */
function found({ selector, share }: { readonly selector: string; readonly share: number }): Found | null {
  const leadsAway = (element: Element) =>
    element instanceof HTMLAnchorElement && !element.getAttribute('href')?.startsWith('#');
  const all = [...document.querySelectorAll(selector)].filter(
    (element) => element.checkVisibility() && !leadsAway(element),
  );
  const element = all[Math.floor(share * all.length)];
  if (element === undefined) return null;
  element.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = element.getBoundingClientRect();
  const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
  return { name: `${element.tagName} ${name.slice(0, 40)}`, x: left + width / 2, y: top + height / 2 };
}

const actOn =
  (
    selector: string,
    act: (page: Page, random: RandomStream, x: number, y: number) => Promise<unknown>,
  ): Act =>
  async (page, random) => {
    const one = await page.evaluate(found, { selector, share: random.uniform() });
    if (one === null) return `no ${selector}`;
    await act(page, random, one.x, one.y);
    return one.name;
  };

const click = actOn(
  'button:not(:disabled), summary, [role=tab], [role=radio], [role=option], input[type=radio], input[type=checkbox], label, svg [tabindex]',
  (page, _, x, y) => page.mouse.click(x, y),
);

const type = actOn(
  'input:not([type=radio]):not([type=checkbox]):not([type=file]), textarea',
  async (page, random, x, y) => {
    await page.mouse.click(x, y);
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(anyOf(random, words));
    await page.keyboard.press(anyOf(random, ['Enter', 'Tab', 'Escape']));
  },
);

const choose: Act = (page, random) =>
  page.evaluate(
    ([one, other]) => {
      const all = [...document.querySelectorAll('select')].filter(
        (list) => list.checkVisibility() && !list.disabled,
      );
      const list = all[Math.floor(one * all.length)];
      if (list === undefined) return 'no list';
      list.selectedIndex = Math.floor(other * list.options.length);
      list.dispatchEvent(new Event('change', { bubbles: true }));
      return `SELECT ${list.value}`;
    },
    [random.uniform(), random.uniform()] as const,
  );

const drag = actOn('input[type=range], [role=slider], [role=spinbutton], svg', async (page, random, x, y) => {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + random.uniformBetween(-90, 90), y + random.uniformBetween(-40, 40), { steps: 4 });
  await page.mouse.up();
});

const pressKey: Act = async (page, random) => {
  const key = anyOf(random, keys);
  await page.keyboard.press(key);
  return `key ${key}`;
};

const followLink: Act = async (page, random) => {
  const link = anyOf(random, links);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, link);
  return `link ${link}`;
};

const dropFile: Act = async (page, random) => {
  const [name, content] = anyOf(random, files);
  await drop(page, name, Buffer.from(content, 'latin1'));
  return `file ${name}`;
};

const look: Act = async (page, random) => {
  const width = anyOf(random, [390, 1280]);
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: anyOf(random, ['light', 'dark']) });
  // Not by the wheel, whose event the browser does not always answer once the width has changed.
  await page.evaluate((distance) => scrollBy(0, distance), random.uniformBetween(-2000, 2000));
  return `width ${width}`;
};

const wait: Act = async (page, random) => {
  await page.waitForTimeout(random.uniformBetween(0, 800));
  return 'wait';
};

/** How often out of a hundred. */
const habits: readonly (readonly [number, Act])[] = [
  [45, click],
  [13, type],
  [7, choose],
  [8, drag],
  [12, pressKey],
  [4, followLink],
  [2, dropFile],
  [3, look],
  [6, wait],
];

/** Does one thing, and says what. */
function actAtRandom(page: Page, random: RandomStream): Promise<string> {
  const act = anyOf(
    random,
    habits.flatMap(([share, habit]) => Array.from({ length: share }, () => habit)),
  );
  return act(page, random);
}

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
