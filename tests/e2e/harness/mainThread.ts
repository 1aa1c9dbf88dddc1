/** How long the page's main thread is kept from answering, seen from outside. */
import type { Page } from 'playwright-core';
import { expect } from './test.ts';

declare global {
  interface Window {
    longTasksMs: number[];
  }
}

/**
 * The bound of a test that aims at so many milliseconds. `npm test` runs on machines of any speed, and fails for what is broken;
 * `npm run timings` holds the page to its aims.
 */
export const boundOf = (aimMs: number): number => (process.env['STRICT_TIMINGS'] === '1' ? 1 : 3) * aimMs;

/** For a test with such a bound: what other programs delay once is late by chance; what the page delays is late twice. */
export const onceMore = { retry: 1 };

/**
 * Watches the tasks of the page's main thread from now on. `longestMs` is the clock's: what the reader feels.
 * `longestBusyMs` leaves out the time in which another program had the processor: what the page is to blame for.
 */
export async function watchMainThread(page: Page) {
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
