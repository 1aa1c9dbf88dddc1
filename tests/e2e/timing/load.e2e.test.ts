/** What a large run costs the page: its main thread stays free for the reader, and the engine's memory does not grow. */
import { text } from '../../../src/text/text.ts';
import { boundOf, watchMainThread } from '../harness/mainThread.ts';
import { barButton, patience, press, waitForPhase } from '../harness/playground.ts';
import { expect, test } from '../harness/test.ts';
import { freeRun, recordWorkers, reportsOf } from '../harness/workers.ts';

const { run: words } = text.app;
const maxTaskMs = 100;

/** Four architectures in five repetitions. */
const path = '#tasks=2&in=16&batch=64&A=adattSp&B=ple&C=mmoe&D=sharedBottom&steps=1500&backend=wasm';

test('a large run leaves the page responsive, and its memory as it was', async ({ openPage, annotate }) => {
  const page = await openPage({ path, ownBrowser: true, initScripts: [recordWorkers] });
  await barButton(page, words.play).waitFor();

  const mainThread = await watchMainThread(page);
  await press(page, words.play);
  await waitForPhase(page, 'finished');
  const { longestMs, longestBusyMs } = await mainThread.end();
  await annotate(`longest task: ${longestMs} ms by the clock, ${longestBusyMs} ms of computing`);
  expect(longestBusyMs).toBeLessThanOrEqual(boundOf(maxTaskMs));

  const late = (await reportsOf(page)).filter(({ type, step = 0 }) => type === 'progress' && step >= 50);
  expect(late.length).toBeGreaterThan(5);
  const memories = late.map(({ memory }) => JSON.stringify(memory));
  await annotate(`from step 50 on: ${[...new Set(memories)].join(', then ')}`);
  expect(late[0]?.memory?.numTensors).toBeGreaterThan(0);
  expect(new Set(memories).size).toBe(1);

  const numReports = (await reportsOf(page)).length;
  await press(page, words.reset);
  await press(page, words.play);
  const ofNext = async () =>
    (await reportsOf(page)).slice(numReports).find(({ type, step = 0 }) => type === 'progress' && step >= 50);
  await expect.poll(async () => (await ofNext())?.memory, patience).toEqual(late[0]?.memory);

  await press(page, words.reset);
  // Undo could bring it back, so the page itself lets it go when another run starts.
  await freeRun(page);
  const isDisposed = async () => (await reportsOf(page)).at(-1)?.type === 'disposed';
  await expect.poll(isDisposed, patience).toBe(true);
  expect((await reportsOf(page)).at(-1)?.memory).toEqual({ numTensors: 0, numBytes: 0 });
});
