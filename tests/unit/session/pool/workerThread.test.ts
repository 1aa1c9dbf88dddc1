/** Members in workers of the worker that leads; a real one is lost in `tests/faults` and in `tests/long/soak`. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { poolWorkerName, workerThreads } from '../../../../src/session/pool/workerThread.ts';

class FakeWorker {
  static readonly all: FakeWorker[] = [];
  readonly terminate = vi.fn();
  readonly postMessage = vi.fn();
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  readonly options: WorkerOptions;

  constructor(_url: string, options: WorkerOptions) {
    this.options = options;
    FakeWorker.all.push(this);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('self', { location: { href: 'worker.js' } });
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  FakeWorker.all.length = 0;
});

function spawned() {
  const events = { onMessage: vi.fn(), onLost: vi.fn() };
  const thread = workerThreads().spawn(events);
  const [worker] = FakeWorker.all;
  if (worker === undefined) throw new Error('No worker was made.');
  return { ...events, thread, worker };
}

it('is a worker of the same script, by its name a worker, whose error is a loss and goes no further', () => {
  const { worker, onLost } = spawned();
  expect(worker.options.name).toBe(poolWorkerName);
  const event = new Event('error', { cancelable: true });
  worker.onerror?.(event);
  expect(onLost).toHaveBeenCalledOnce();
  expect(event.defaultPrevented).toBe(true);
});

it('ends a worker only when the page has had the time to end the one that leads, and hears nothing of it meanwhile', () => {
  const { worker, thread, onMessage, onLost } = spawned();
  thread.end();
  const event = new Event('error', { cancelable: true });
  worker.onerror?.(event);
  worker.onmessage?.(new MessageEvent('message', { data: { type: 'pong' } }));
  worker.onmessageerror?.();
  expect([onMessage, onLost].map(({ mock }) => mock.calls)).toEqual([[], []]);
  expect(event.defaultPrevented).toBe(true);
  vi.advanceTimersByTime(5000);
  expect(worker.terminate).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(worker.terminate).toHaveBeenCalledOnce();
});
