/** `npm run test:soak -- --leaks`: what single things leave behind when they are done many times. */

import { text } from '../../../src/text/text.ts';
import { press, stepOf, waitForPhase } from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';
import { recordWorkers, reportsOf } from '../../e2e/harness/workers.ts';
import * as actions from './actions.ts';
import { createSampler, expectFlat, type Sample } from './samples.ts';

const { run: words } = text.app;

/** `act` that many times, with a sample after every fifth. */
const timesOf = [
  ['50 resets', 50, actions.trainAndReset],
  ['45 lost workers', 45, actions.loseWorker],
] as const;

test.for(timesOf)(
  '%s leave nothing behind',
  { timeout: 1_800_000 },
  async ([title, count, act], { openPage }) => {
    const page = await openPage({ path: actions.start, ownBrowser: true, tolerated: [/thrown by a test/] });
    const sample = await createSampler(page);
    const samples: Sample[] = [];
    for (let done = 1; done <= count; done++) {
      await act(page);
      if (done % 5 === 0) samples.push(await sample());
    }
    expectFlat(`${title}, every fifth`, samples);
  },
);

test('20,000 steps on WebGPU hold the same tensors and bytes', { timeout: 1_800_000 }, async ({
  openPage,
}) => {
  const path = actions.start.replace(/&backend=.*/, '&backend=webgpu&steps=20000&eval=500&A=sharedBottom');
  const page = await openPage({ path, webgpu: true, ownBrowser: true, initScripts: [recordWorkers] });
  await press(page, words.play);
  await expect.poll(() => stepOf(page), { timeout: 1_700_000, interval: 5000 }).toBe(20_000);
  await waitForPhase(page, 'finished');
  // The first step is recorded, with tensors that later ones do without.
  const held = (await reportsOf(page)).flatMap(({ step = 0, memory }) =>
    memory === undefined || step === 0 ? [] : [memory],
  );
  console.info(`over 20,000 steps on WebGPU: ${JSON.stringify(held.at(-1))}`);
  expect(held.length).toBeGreaterThan(40);
  expect(new Set(held.map((memory) => JSON.stringify(memory))).size).toBe(1);
});
