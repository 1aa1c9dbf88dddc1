/** What goes wrong while training: said in one plain message, with the configuration kept and the run going on where it can. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  barButton,
  enter,
  field,
  patience,
  press,
  results,
  smallRun,
  stepOf,
  textOf,
  train,
  waitForPhase,
  waitForStepAfter,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';
import { hurryIntervals, recordWorkers } from './harness/workers.ts';

const { run: words, backend: backendWords } = text.app;
const { fields } = text.experiment;

/** Longer than any test; a step at a time, so that there is always more to do. */
const endlessRun = (rest: string): string => smallRun(`steps=100000&eval=1000&${rest}`);

/** The run has gone on beyond the step its message names, on that backend, with the set-up as it was. */
async function expectGoesOn(page: Page, message: RegExp, backend: 'webgpu' | 'wasm', hash: string) {
  const banner = results(page).getByText(message);
  await banner.waitFor(patience);
  const step = Number(/from step (\d+)/.exec(await textOf(banner))?.[1]);
  await barButton(page, backendWords.name(text.session.backendLabel(backend))).waitFor(patience);
  await waitForStepAfter(page, step);
  expect(await banner.count()).toBe(1);
  expect(new URL(page.url()).hash).toBe(hash);
}

/** So deep that one step of this size is enough; Adam keeps shallow networks finite at any learning rate. */
const deep = Array.from({ length: 5 }, () => '32-32-32-32').join('_');
const diverging = `lr=10&B=sharedBottom,levels:${deep}&backend=wasm`;

test('a run that diverges says so, stops, and leaves the page usable', async ({ openPage }) => {
  const page = await openPage({ path: smallRun(`steps=5000&eval=50&${diverging}`) });
  await press(page, words.play);
  const sentence = results(page).getByText(
    /Every network diverged by step \d+: its losses are no longer numbers/,
  );
  await sentence.waitFor(patience);
  await waitForPhase(page, 'failed');
  expect(await sentence.count()).toBe(1);
  await enter(field(page, fields.training.learningRate), '0.001');
  await enter(field(page, fields.training.numSteps), '20');
  await train(page);
  expect(await sentence.count()).toBe(0);
});

test('an architecture that diverges is left out, and the others go on', async ({ openPage }) => {
  const page = await openPage({ path: smallRun(`steps=100&eval=10&A=adattSp&${diverging}`) });
  await train(page);
  await results(page)
    .getByText(/B · Shared-Bottom: 2 of 2 repetitions diverged and are left out/)
    .first()
    .waitFor();
  const table = results(page).getByRole('table', { name: text.verdict.outcomes.title });
  const lost = table.getByRole('row', { name: /B · Shared-Bottom/ });
  await lost.getByText(/^2 of 2 repetitions diverged \(step \d+/).waitFor();
  expect(await textOf(table.getByRole('row', { name: /A · AdaTT-sp/ }))).not.toContain('diverged');
});

test('a worker that fails is replaced, and the run goes on', async ({ openPage }) => {
  const hash = endlessRun('A=adattSp&backend=wasm');
  const page = await openPage({ path: hash, tolerated: [/thrown by a test/] });
  await press(page, words.play);
  await waitForStepAfter(page, 0);
  await page.workers()[0]?.evaluate(() => {
    setTimeout(() => {
      throw new Error('thrown by a test');
    });
  });
  await expectGoesOn(page, /The training process stopped\. It was started again/, 'wasm', hash);
  await press(page, words.pause);
  await press(page, words.reset);
  await enter(field(page, fields.training.numSteps), '20');
  await train(page);
});

test('a worker that goes silent is replaced, and the run goes on', async ({ openPage }) => {
  const hash = endlessRun('A=adattSp&backend=wasm');
  const page = await openPage({ path: hash, initScripts: [recordWorkers, hurryIntervals] });
  await press(page, words.play);
  await waitForStepAfter(page, 0);
  await page.evaluate(() => window.workerRecord.workers[0]?.terminate());
  await expectGoesOn(page, /The training process stopped\. It was started again/, 'wasm', hash);
});

test('a worker that cannot be loaded is said once, and tried again on the next Play', async ({
  openPage,
}) => {
  const page = await openPage({
    path: smallRun('A=adattSp&backend=wasm&steps=20&eval=10'),
    tolerated: [/ERR_FAILED/],
  });
  const workerFile = '**/assets/worker-*.js';
  await page.route(workerFile, (route) => route.abort());
  await press(page, words.play);
  const message = results(page).getByText(text.session.notDownloaded);
  await message.waitFor(patience);
  expect(await message.count()).toBe(1);
  await waitForPhase(page, 'failed');
  await page.unroute(workerFile);
  await train(page);
  expect(await message.count()).toBe(0);
});

test('without the file of WebAssembly, plain JavaScript takes over and says why', async ({ openPage }) => {
  const page = await openPage({
    path: smallRun('A=adattSp&backend=wasm&steps=20&eval=10'),
    tolerated: [/ERR_FAILED/],
  });
  await page.route('**/*.wasm', (route) => route.abort());
  await train(page);
  await press(page, backendWords.name(text.session.backendLabel('cpu')));
  await page.getByText(text.session.insteadOf('cpu', 'wasm', '').trim()).waitFor();
});

test('a GPU that is lost once is used again, and twice no more', async ({ openPage }) => {
  const hash = endlessRun('A=sharedBottom&backend=webgpu');
  const page = await openPage({ path: hash, webgpu: true, ownBrowser: true });
  await press(page, words.play);
  await waitForStepAfter(page, 0);
  await crashGpu(page);
  await expectGoesOn(
    page,
    /The GPU stopped working\. Training goes on from step \d+ on WebGPU/,
    'webgpu',
    hash,
  );
  await crashGpu(page);
  await expectGoesOn(
    page,
    /The GPU stopped working\. Training goes on from step \d+ on WebAssembly/,
    'wasm',
    hash,
  );
  await press(page, words.reset);
  await waitForPhase(page, 'idle');
  expect(await stepOf(page)).toBe(0);
});

async function crashGpu(page: Page): Promise<void> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  await session?.send('Browser.crashGpuProcess');
}
