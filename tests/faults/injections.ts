/** Ways to harm a page from outside: its workers, its GPU, its browser. Knows nothing of what the page makes of it. */
import type { Page, Worker } from 'playwright-core';
import { expect } from '../e2e/harness/test.ts';

/** The worker that leads the training; those that share in it are pool workers. */
export const leaderOf = async (page: Page): Promise<Worker> => (await workersOf(page)).leader;

export async function poolWorkersOf(page: Page): Promise<readonly Worker[]> {
  return (await workersOf(page)).poolWorkers;
}

async function workersOf(page: Page) {
  // A browser takes some seconds to end a worker that does not answer.
  const nameOf = (worker: Worker) => worker.evaluate(() => self.name).catch(() => null);
  const all = await Promise.all(
    page.workers().map(async (worker) => ({ worker, name: await nameOf(worker) })),
  );
  const named = all.filter(({ name }) => name !== null);
  const poolWorkers = named.filter(({ name }) => name === 'pool-worker').map(({ worker }) => worker);
  const leader = named.find(({ name }) => name !== 'pool-worker')?.worker;
  if (leader === undefined) throw new Error('The page has no worker that trains.');
  return { leader, poolWorkers };
}

/** An error that nothing there catches. */
export const throwIn = (worker: Worker): Promise<unknown> =>
  worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('thrown by a test');
    });
  });

/** It never answers again. */
export const hang = (worker: Worker): Promise<unknown> =>
  worker.evaluate(() => {
    setTimeout(() => {
      for (;;) performance.now();
    });
  });

/** The worker that leads runs `harm` before its own code, from its next start on. */
export async function beginWorkersWith(page: Page, harm: () => void): Promise<void> {
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${String(harm)})();${await response.text()}` });
  });
}

/** The files are not to be had until `page.unrouteAll`. */
export const withoutFile = (page: Page, files: string): Promise<unknown> =>
  page.route(files, (route) => route.abort());

/** As a faulty driver does. */
export async function crashGpu(page: Page): Promise<void> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  await session?.send('Browser.crashGpuProcess');
}

interface BrowserProcess {
  readonly id: number;
  readonly type: string;
}

/** The machine sleeps for some seconds, and the clocks of page and workers say an hour. Needs a browser of its own. */
export async function sleep(page: Page): Promise<void> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const processes: readonly BrowserProcess[] =
    (await session?.send('SystemInfo.getProcessInfo'))?.processInfo ?? [];
  const ids = processes.filter(({ type }) => type !== 'browser').map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(1);
  for (const id of ids) process.kill(id, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 3000));
  for (const id of ids) process.kill(id, 'SIGCONT');
  await moveClocks(page, 3_600_000);
}

/** Calendar and stopwatch of page and workers; the stopwatch of a browser never goes back. */
export async function moveClocks(page: Page, byMs: number): Promise<void> {
  for (const thread of [page, ...page.workers()]) await (thread as Page).evaluate(moveClock, byMs);
}

/** Runs in page or worker. */
function moveClock(byMs: number): void {
  const { now } = Date;
  Date.now = () => now.call(Date) + byMs;
  if (byMs < 0) return;
  const stopwatch = performance.now.bind(performance);
  performance.now = () => stopwatch() + byMs;
}
