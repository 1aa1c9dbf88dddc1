/** What goes on between page and worker, seen from the page: for what it never shows, and to harm a worker on purpose. */
import type { Page } from 'playwright-core';

/** What a worker said about its run. */
interface Report {
  readonly type: string;
  readonly runId: number | undefined;
  readonly step: number | undefined;
  readonly memory: { readonly numTensors: number; readonly numBytes: number } | undefined;
}

interface WorkerRecord {
  /** When the first one was made; 0: not yet. */
  firstMs: number;
  readonly workers: Worker[];
  readonly reports: Report[];
}

declare global {
  interface Window {
    workerRecord: WorkerRecord;
  }
}

/** An init script: keeps every worker the page makes, and the gist of what they say. */
export function recordWorkers(): void {
  const record: WorkerRecord = { firstMs: 0, workers: [], reports: [] };
  window.workerRecord = record;
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      record.firstMs ||= performance.now();
      record.workers.push(this);
      this.addEventListener('message', ({ data: { type, runId, step, memory } }) => {
        record.reports.push({ type, runId, step, memory });
      });
    }
  };
}

/** An init script: whatever the page does every few seconds, such as asking whether a worker lives, it does six times as often. */
export function hurryIntervals(): void {
  const usual = window.setInterval.bind(window);
  const hurried = (handler: TimerHandler, delayMs = 0) => usual(handler, delayMs / 6);
  Object.assign(window, { setInterval: hurried });
}

/** How many workers the page has made. The page must have been opened with `recordWorkers`. */
export const numWorkersOf = (page: Page): Promise<number> =>
  page.evaluate(() => window.workerRecord.workers.length);

/** Everything all workers have said, in order. The page must have been opened with `recordWorkers`. */
export const reportsOf = (page: Page): Promise<readonly Report[]> =>
  page.evaluate(() => window.workerRecord.reports);

/** Frees the last run, which a page keeps until the next one starts. The page must have been opened with `recordWorkers`. */
export const freeRun = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { workers, reports } = window.workerRecord;
    const runId = reports.findLast((report) => report.runId !== undefined)?.runId;
    for (const worker of workers) worker.postMessage({ type: 'dispose', runId });
  });
