/**
 * `npm run test:engines`: the built page in each engine of browsers that is installed. All open the link of a run that Chromium has
 * finished, train it with the keyboard alone, and must come to what Chromium and the command say, to the last printed digit.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { alignedTable } from '../../../src/cli/command.ts';
import { text } from '../../../src/text/text.ts';
import { chromiumEngine } from './chromiumEngine.ts';
import type { Engine, EngineKind } from './engine.ts';
import { firefoxEngine } from './firefoxEngine.ts';
import { allText, finishedRun, finishedShareLink, resultOf, tabTo, waitForPage } from './page.ts';
import { webkitEngine } from './webkitEngine.ts';

const { run: runWords } = text.app;
const { reproduction: words } = text.answer;

const fragment =
  '#tasks=2&source=synthetic&in=8&budget=asConfigured&train=200&val=50&test=50&reps=3&batch=16' +
  '&backend=wasm&steps=4000&eval=400&A=adattSp&B=ple';

/** How a run may come out of a link that holds its results; a build of the kernels differs in the last bits. */
const outcomes = [words.reproduced, words.sameVerdict(true), words.sameVerdict(false)];

const columns = [
  'engine',
  'version',
  'opened',
  'trained (steps/s)',
  'same verdict',
  'link',
  'keyboard',
  'errors',
];
/** A row for each engine, grown as far as it comes. */
const rows: string[][] = [];

interface Reference {
  readonly link: string;
  readonly result: Awaited<ReturnType<typeof resultOf>>;
}

let reference: Reference = { link: '', result: { sentence: '', losses: [] } };

afterAll(() => console.info(`\n${alignedTable([columns, ...rows])}`));

/** Opens a link and trains it with the keyboard alone. */
async function trainedIn(engine: Engine, link: string, row: string[] = []): Promise<void> {
  await engine.open(link);
  await waitForPage(engine);
  row.push('yes');
  await tabTo(engine, runWords.play);
  await engine.press('space');
  row.push((await finishedRun(engine)).toLocaleString('en'));
}

/** Everything an engine must do; what it has done is added to `row`. */
async function check(engine: Engine, row: string[]): Promise<void> {
  row.push(engine.version);
  await trainedIn(engine, reference.link, row);
  const link = await finishedShareLink(engine);
  await expect.poll(() => resultOf(engine), { timeout: 30_000 }).toEqual(reference.result);
  row.push('yes');
  let outcome = -1;
  const isSaid = async () => {
    const said = await allText(engine);
    outcome = outcomes.findIndex((sentence) => said.includes(sentence));
    return outcome >= 0;
  };
  await expect.poll(isSaid, { timeout: 20_000 }).toBe(true);
  const withoutResults = (some: string) => some.replace(/&fp=.*/, '');
  expect(withoutResults(link)).toBe(withoutResults(reference.link));
  row.push(outcome === 2 ? 'same to the last digit' : 'same to the last bit', 'yes');
  row.push(String(engine.problems?.length ?? 'not told'));
  expect(engine.problems ?? []).toEqual([]);
}

it('Chromium finishes the run that the others repeat', async () => {
  const engine = await chromiumEngine.launch?.();
  if (engine === undefined) throw new Error(`There is nothing to compare with: ${chromiumEngine.advice}`);
  await trainedIn(engine, inject('pageUrl') + fragment);
  reference = { link: await finishedShareLink(engine), result: await resultOf(engine) };
  await engine.close();
});

describe('opens a link, trains with the keyboard, and says what Chromium says', () => {
  it.for<EngineKind>([chromiumEngine, firefoxEngine, webkitEngine])(
    '$name',
    async ({ name, launch, advice }, { skip }) => {
      const row = [name];
      rows.push(row);
      if (launch === null) {
        row.push('not installed');
        return skip(`${name} is not installed: ${advice}`);
      }
      const engine = await launch();
      try {
        await check(engine, row);
      } finally {
        await engine.close();
      }
    },
  );
});

it('the command finds in the link what the page has written', async () => {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['src/cli/run.mjs', 'train', reference.link]);
  expect(outcomes.some((sentence) => stdout.includes(sentence))).toBe(true);
  rows.push(['npm run train', process.version, '', '', 'yes', 'same to the last bit']);
  expect(stdout).toContain(words.reproduced);
});
