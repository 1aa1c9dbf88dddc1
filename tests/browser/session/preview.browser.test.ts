/** Previews as the page uses them: in a real worker, as often as a hand moves a slider. */
import { expect, onTestFinished, test } from 'vitest';
import type { MemoryReport } from '../../../src/analysis/produced/backend.ts';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { previewExperimentOf } from '../../../src/experiment/derived/preview.ts';
import { setCorrelation } from '../../../src/experiment/edit.ts';
import type { FromWorker } from '../../../src/run/protocol.ts';
import { PrivateSession } from '../../../src/session/client/privateSession.ts';
import { WorkerSession } from '../../../src/session/client/workerSession.ts';

/** `VITE_SOAK_PREVIEWS=500` makes it longer. */
const numPreviews = Number(import.meta.env['VITE_SOAK_PREVIEWS'] ?? 12);

/** The first two cards after a slider was moved to that place, of a hundred. */
function editedTo(place: number) {
  const edited = setCorrelation(defaultExperiment(), 'correlation', {
    row: 0,
    column: 1,
    value: (place % 100) / 100,
  });
  return previewExperimentOf(edited, ['A', 'B'], 300);
}

function createWatchedSession() {
  const workers: Worker[] = [];
  const memories: MemoryReport[] = [];
  const openSession = () =>
    new WorkerSession(() => {
      const worker = new Worker(new URL('../../../src/worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === 'progress' && data.state === 'finished') memories.push(data.memory);
      });
      workers.push(worker);
      return worker;
    });
  const session = new PrivateSession(openSession);
  onTestFinished(() => session.close());
  return { session, workers, memories };
}

/** The longest time between two turns of the page, which is the longest of its tasks or longer; call it to end. */
function watchTurns(): () => number {
  let longestMs = 0;
  let lastMs = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
    // Not at once: turns without a pause would take a core from the workers.
    setTimeout(() => port2.postMessage(null));
  };
  port2.postMessage(null);
  return () => {
    port1.close();
    return longestMs;
  };
}

const round = (ms: number) => Math.round(ms * 10) / 10;

test(`${numPreviews} previews in a row come soon after each edit, keep the page free and the memory as it was`, {
  timeout: 900_000,
}, async () => {
  const { session, workers, memories } = createWatchedSession();
  const trained = async (place: number) => {
    const editedMs = performance.now();
    const trained = session.train({ experiment: editedTo(place) });
    const updateMs = performance.now() - editedMs;
    expect((await trained).run.networks.size).toBe(2);
    return { ms: performance.now() - editedMs, updateMs };
  };
  // The first ones load the worker, and those beside it.
  for (let place = 0; place < 5; place++) await trained(place);
  const endTurns = watchTurns();
  const times: { readonly ms: number; readonly updateMs: number }[] = [];
  for (let place = 0; place < numPreviews; place++) times.push(await trained(place));
  const longestMs = endTurns();
  const sorted = times.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const medianMs = sorted[numPreviews / 2] ?? Number.NaN;
  const updateMs = Math.max(...times.map((time) => time.updateMs));
  console.info(
    `preview of 2 cards, 300 steps: median ${round(medianMs)} ms, fastest ${round(sorted[0] ?? 0)} ms; ` +
      `longest update ${round(updateMs)} ms, longest turn of the page ${round(longestMs)} ms`,
  );
  // 150 ms and 30 ms are the aim on two cores that do nothing else; a busy machine takes longer.
  expect(medianMs).toBeLessThan(1500);
  expect(updateMs).toBeLessThan(150);
  expect(workers).toHaveLength(1);
  expect(memories.length).toBeGreaterThan(3);
  expect(memories.at(-1)).toEqual(memories[0]);
});
