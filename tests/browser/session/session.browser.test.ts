/** The session as the page uses it: a real worker on real backends, and what happens when they are lost. */
import { afterEach, describe, expect, test } from 'vitest';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setData } from '../../../src/experiment/edit.ts';
import type { BackendChoice, Experiment } from '../../../src/experiment/experiment.ts';
import type { Command, Session, SessionEvent } from '../../../src/run/protocol.ts';
import { WorkerSession } from '../../../src/session/client/workerSession.ts';
import {
  createRecord,
  expectNothingLeft,
  isFinished,
  nextOf,
  playOf,
  startOf,
} from '../../unit/session/engine/fakes.ts';

const sessions: Session[] = [];

function createSession(createWorker: () => Worker) {
  const workers: Worker[] = [];
  const session = new WorkerSession(() => {
    const worker = createWorker();
    workers.push(worker);
    return worker;
  });
  sessions.push(session);
  const record = createRecord();
  session.subscribe(record.emit);
  return { session, record, next: nextOf(session), workers };
}

const createWorker = () => new Worker(new URL('../../../src/worker.ts', import.meta.url), { type: 'module' });
const createLossyWorker = () => new Worker(new URL('./lossyWorker.ts', import.meta.url), { type: 'module' });

afterEach(() => {
  for (const session of sessions.splice(0)) session.dispose();
});

function small(backend: BackendChoice, training: Partial<Experiment['training']> = {}): Experiment {
  const usual = defaultExperiment();
  const rows = { numTrainRows: 200, numValidationRows: 50, numTestRows: 50 };
  return {
    ...setData(usual, { source: 'synthetic', inputDim: 8, ...rows }),
    // The fewest operations: a software GPU takes its time for each.
    cards: cardsOf(['sharedBottom']),
    training: {
      ...{ ...usual.training, numReplicas: 2, batchSize: 16, numSteps: 6, evalEvery: 3 },
      ...training,
      backend,
    },
  };
}

const isRecovered = (event: SessionEvent) => event.type === 'recovered';

async function trainOn(backend: BackendChoice) {
  const fake = createSession(createWorker);
  const finished = fake.next(isFinished);
  fake.session.send(startOf(small(backend)));
  fake.session.send(playOf());
  await finished;
  return fake;
}

describe('training in a worker', () => {
  test('WebGPU and WebAssembly give the same losses, and nothing is left', async () => {
    const onGpu = await trainOn('webgpu');
    const onWasm = await trainOn('wasm');
    const lossesOf = ({ record }: typeof onGpu) => record.of('evaluated').map(({ loss }) => loss.test);
    expect(onGpu.record.of('ready')[0]?.backend.backend).toBe('webgpu');
    expect(onWasm.record.of('ready')[0]?.backend.backend).toBe('wasm');
    for (const { record } of [onGpu, onWasm])
      expect(record.of('ready')[0]?.backend.kernels.fallBacks).toEqual([]);
    expect(onGpu.record.events[0]).toMatchObject({
      type: 'preparing',
      stage: 'compiling',
      backend: 'webgpu',
    });
    expect(onWasm.record.of('preparing')).toEqual([]);
    const gpuLosses = lossesOf(onGpu).flat();
    const wasmLosses = lossesOf(onWasm).flat();
    expect(gpuLosses).toHaveLength(wasmLosses.length);
    for (const [index, loss] of gpuLosses.entries())
      expect(loss).toBeCloseTo(wasmLosses[index] ?? Number.NaN, 3);
    for (const { session } of [onGpu, onWasm]) await expectNothingLeft(session);
  });

  test('a processor in place of a GPU is not chosen', async () => {
    const { session, next } = createSession(createWorker);
    const ready = next((event) => event.type === 'ready');
    session.send(startOf(small('auto', { batchSize: 64 })));
    const event = await ready;
    const adapter = await navigator.gpu?.requestAdapter();
    if (adapter?.info.isFallbackAdapter !== true) return;
    // By its products, or by whole steps where other tests slowed the products of WebAssembly.
    const reason = expect.stringMatching(/ times a second|^WebAssembly is the fastest here/);
    expect(event).toMatchObject({ type: 'ready', backend: { backend: 'wasm', reason } });
  });

  test('on WebAssembly the first live point comes within two seconds, and a pause is answered within 300 ms', async () => {
    const { session, next } = createSession(createWorker);
    // The page has it loaded before Play is pressed; here, where every module is a file of its own, that takes seconds.
    const loaded = next((event) => event.type === 'ready');
    session.send(startOf(defaultExperiment()));
    await loaded;
    const live = next((event) => event.type === 'evaluated' && event.runId === 2);
    const startedMs = performance.now();
    session.send(startOf(defaultExperiment(), 2));
    session.send(playOf(2));
    await live;
    expect(performance.now() - startedMs).toBeLessThan(2000);
    await next((event) => event.type === 'progress' && event.step > 5);
    const paused = next((event) => event.type === 'progress' && event.state === 'paused');
    const pressedMs = performance.now();
    session.send({ type: 'pause', runId: 2 });
    await paused;
    expect(performance.now() - pressedMs).toBeLessThan(300);
  });

  test('the row under a dragging hand is answered within 50 ms, by all of its networks', async () => {
    const { session, next } = createSession(createWorker);
    const usual = defaultExperiment();
    const experiment = { ...usual, training: { ...usual.training, backend: 'wasm' as const } };
    const networkIds = experiment.cards.map(({ id }) => id);
    const evaluated = next((event) => event.type === 'evaluated');
    session.send(startOf(experiment));
    await evaluated;
    const times: number[] = [];
    for (let x = -1; x < 1; x += 0.1) {
      const points = { kind: 'plane', tasks: [0, 1], plane: 'tasks', columns: null, at: [x, 0.5] } as const;
      const answered = next((event) => event.type === 'probed');
      const movedMs = performance.now();
      session.send({
        type: 'probe',
        runId: 1,
        topic: 'row',
        request: { networkIds, replicas: [1], step: null, points, levels: 'all', experts: true },
      });
      const event = await answered;
      times.push(performance.now() - movedMs);
      const networks = event.type === 'probed' ? (event.probed?.networks ?? []) : [];
      expect(networks.map(({ networkId }) => networkId)).toEqual(networkIds);
      for (const {
        logits: [logits = []],
        levels: [level],
      } of networks) {
        expect(logits).toHaveLength(experiment.tasks.length);
        expect([...logits, ...(level?.experts ?? [Number.NaN])].every(Number.isFinite)).toBe(true);
      }
    }
    // Rows and truth are made for the first one.
    const later = times.slice(1).toSorted((a, b) => a - b);
    expect(later[Math.floor(later.length / 2)]).toBeLessThan(50);
  });
});

/** Long and wide enough to be worth more than one worker. */
function shared(training: Partial<Experiment['training']> = {}): Experiment {
  const wide = small('wasm', { batchSize: 128, numSteps: 600, evalEvery: 100, ...training });
  return { ...wide, cards: cardsOf(['adattSp', 'mmoe', 'sharedBottom']) };
}

const numWorkersHere =
  navigator.hardwareConcurrency > 2 ? navigator.hardwareConcurrency - 1 : navigator.hardwareConcurrency;

describe('training in several workers', () => {
  test('as many as there are cores for give the same run as one, and leave nothing', async () => {
    const runs = [];
    for (const isAlone of [false, true]) {
      const { session, record, next } = createSession(createWorker);
      const finished = next(isFinished);
      session.send({ ...startOf(shared()), isAlone } as Command);
      session.send(playOf());
      await finished;
      await expectNothingLeft(session);
      const [ready] = record.of('ready');
      const numThreads = isAlone ? 1 : Math.min(numWorkersHere, 6);
      expect(ready?.backend.numThreads).toBe(numThreads);
      runs.push([record.of('evaluated'), ready?.knownLosses, ready?.measuredCorrelation]);
    }
    expect(runs[0]?.[0]).toHaveLength(21);
    expect(runs[0]).toEqual(runs[1]);
  });
});

describe('losing the GPU', () => {
  test('once: a new one goes on; twice: WebAssembly does; the curve has no gap and no repeats', async () => {
    const { session, record, next, workers } = createSession(createLossyWorker);
    // Slow enough that the loss comes before the end, also on a busy machine.
    const experiment = small('webgpu', { numSteps: 40, evalEvery: 10 });
    const live = next((event) => event.type === 'evaluated' && event.loss.step > 0);
    session.send(startOf(experiment));
    session.send(playOf(1, 20));
    await live;
    // The second time before the run gets any further.
    for (const expected of ['webgpu', 'wasm'] as const) {
      const recovered = next(isRecovered);
      workers.at(-1)?.postMessage({ type: 'test:loseDevice' });
      expect(await recovered).toMatchObject({ backend: expected });
    }
    if (record.of('progress').at(-1)?.state !== 'finished') await next(isFinished);
    // At a speed chosen to watch, moments between those of the schedule are shown as well.
    const planned = record.validSteps().filter((step) => step % 10 === 0);
    expect(planned).toEqual(Array.from({ length: 5 }, (_, i) => 10 * i));
    expect([record.of('failed'), workers.length]).toEqual([[], 3]);
  });
});
