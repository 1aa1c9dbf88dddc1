/** What a large run costs the page: its main thread stays free for the reader, and the engine's memory does not grow. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { barButton, patience, press, waitForPhase } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';
import { recordWorkers, reportsOf } from './harness/workers.ts';

const { run: words } = text.app;
const maxTaskMs = 100;

/** Four architectures in five repetitions. */
const path = '#tasks=2&in=16&batch=64&A=adattSp&B=ple&C=mmoe&D=sharedBottom&steps=500&backend=wasm';

test('a large run leaves the page responsive, and its memory as it was', async ({ openPage, annotate }) => {
  const page = await openPage({ path, initScripts: [recordWorkers] });
  await barButton(page, words.play).waitFor();

  const mainThread = await watchMainThread(page);
  await press(page, words.play);
  await waitForPhase(page, 'finished');
  const { longestMs, longestBusyMs } = await mainThread.end();
  await annotate(`longest task: ${longestMs} ms by the clock, ${longestBusyMs} ms of computing`);
  expect(longestBusyMs).toBeLessThanOrEqual(maxTaskMs);

  const late = (await reportsOf(page)).filter(({ type, step = 0 }) => type === 'progress' && step >= 50);
  expect(late.length).toBeGreaterThan(5);
  const [first] = late;
  await annotate(`from step 50 to 500: ${JSON.stringify(first?.memory)}`);
  expect(first?.memory?.numTensors).toBeGreaterThan(0);
  for (const { memory } of late) expect(memory).toEqual(first?.memory);

  await press(page, words.reset);
  const isDisposed = async () => (await reportsOf(page)).at(-1)?.type === 'disposed';
  await expect.poll(isDisposed, patience).toBe(true);
  expect((await reportsOf(page)).at(-1)?.memory).toEqual({ numTensors: 0, numBytes: 0 });
});

declare global {
  interface Window {
    longTasksMs: number[];
  }
}

/**
 * Watches the tasks of the page's main thread from now on. `longestMs` is the clock's: what the reader feels.
 * `longestBusyMs` leaves out the time in which another program had the processor: what the page is to blame for.
 */
async function watchMainThread(page: Page) {
  await page.evaluate(() => {
    window.longTasksMs = [0];
    new PerformanceObserver((list) => {
      window.longTasksMs.push(...list.getEntries().map((entry) => entry.duration));
    }).observe({ type: 'longtask' });
  });
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser of its own.');
  await browser.startTracing(page, { categories: ['toplevel'] });
  return {
    end: async () => ({
      longestMs: Math.max(...(await page.evaluate(() => window.longTasksMs))),
      longestBusyMs: longestBusyMsIn(JSON.parse((await browser.stopTracing()).toString())),
    }),
  };
}

/** What is used of a trace of the browser; times in microseconds. */
interface Trace {
  readonly traceEvents: readonly {
    readonly name: string;
    readonly pid: number;
    readonly tid: number;
    readonly args: { readonly name?: string };
    /** Of the processor, for this thread alone. */
    readonly tdur?: number;
  }[];
}

function longestBusyMsIn({ traceEvents }: Trace): number {
  const isPage = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) =>
      name.endsWith('RunTask') && isPage.some((thread) => thread.pid === pid && thread.tid === tid),
  );
  const timesUs = tasks.flatMap(({ tdur }) => tdur ?? []);
  expect(timesUs.length, 'tasks of the main thread in the trace').toBeGreaterThan(100);
  return Math.round(Math.max(...timesUs) / 1000);
}
