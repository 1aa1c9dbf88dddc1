/** The whole engine in Node on its real backends: what fakes cannot show. */
import { afterEach, expect, test } from 'vitest';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import type { BackendChoice, Experiment } from '../../../../src/experiment/experiment.ts';
import { createEngine } from '../../../../src/session/engine/engine.ts';
import {
  createInProcessSession,
  type InProcessSession,
} from '../../../../src/session/engine/inProcessSession.ts';
import type { SessionEvent } from '../../../../src/session/protocol.ts';
import { nodeWasmPaths } from '../../../nodeWasmPaths.ts';
import { createRecord, playOf, startOf } from './fakes.ts';

const sessions: InProcessSession[] = [];

function createSession() {
  const session = createInProcessSession((emit) => createEngine(nodeWasmPaths, emit));
  sessions.push(session);
  const record = createRecord();
  session.subscribe(record.emit);
  const next = (isIt: (event: SessionEvent) => boolean): Promise<SessionEvent> =>
    new Promise((resolve, reject) => {
      const end = session.subscribe((event) => {
        if (!isIt(event) && event.type !== 'failed') return;
        end();
        if (event.type === 'failed') reject(new Error(event.message));
        else resolve(event);
      });
    });
  return { session, record, next };
}

afterEach(async () => {
  for (const session of sessions.splice(0)) await session.dispose();
});

function small(backend: BackendChoice, numSteps = 60): Experiment {
  const usual = defaultExperiment();
  return {
    ...usual,
    data: {
      ...usual.data,
      inputDim: 8,
      numFeatures: 4,
      numTrainRows: 500,
      numValidationRows: 100,
      numTestRows: 100,
    },
    cards: usual.cards.slice(0, 2),
    training: { ...usual.training, numReplicas: 2, batchSize: 32, numSteps, evalEvery: 20, backend },
  };
}

const isFinished = (event: SessionEvent) => event.type === 'progress' && event.state === 'finished';

async function trainOn(backend: BackendChoice) {
  const { session, record, next } = createSession();
  const finished = next(isFinished);
  session.send(startOf(small(backend)));
  session.send(playOf());
  await finished;
  const curve = record.of('evaluated').map(({ cardId, loss }) => ({ cardId, ...loss }));
  return { session, record, next, curve };
}

test.for(['cpu', 'wasm'] as const)(
  'trains on %s: losses fall, memory is constant, nothing is left',
  async (backend) => {
    const { session, record, next, curve } = await trainOn(backend);
    const report = record.of('ready')[0]?.backend;
    expect(report?.backend).toBe(backend);
    expect(report?.kernels.numOperations).toBe(backend === 'cpu' ? 14 : 15);
    expect(report?.kernels.fallBacks).toHaveLength(backend === 'cpu' ? 14 : 0);
    expect(curve.map(({ cardId, step }) => `${cardId}${step}`)).toEqual([
      'A0',
      'B0',
      'A20',
      'B20',
      'A40',
      'B40',
      'A60',
      'B60',
    ]);
    const meanOf = (losses: readonly number[] = []) =>
      losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    expect(meanOf(curve.at(-1)?.test)).toBeLessThan(meanOf(curve[1]?.test));
    const memories = record.of('progress').map(({ memory }) => memory);
    expect(new Set(memories.map(({ numTensors }) => numTensors)).size).toBe(1);
    const disposed = next((event) => event.type === 'disposed');
    session.send({ type: 'dispose', runId: 1 });
    expect(await disposed).toMatchObject({ memory: { numTensors: 0, numBytes: 0 } });
  },
);

test('a run on the backend that was warmed gives what any other gives', async () => {
  const { session: first, curve } = await trainOn('wasm');
  // TensorFlow.js is global: one engine at a time.
  await first.dispose();
  const { session, record, next } = createSession();
  session.send({ type: 'warm', experiment: small('wasm') });
  const finished = next(isFinished);
  session.send(startOf(small('wasm')));
  session.send(playOf());
  await finished;
  expect(record.of('evaluated').map(({ cardId, loss }) => ({ cardId, ...loss }))).toEqual(curve);
});

test('a run that is reset repeats itself exactly, on the backend it had', async () => {
  const { session, record, next, curve } = await trainOn('auto');
  const finished = next((event) => event.runId === 2 && isFinished(event));
  session.send(startOf(small('auto'), 2));
  session.send({ ...playOf(2) });
  await finished;
  const again = record.of('evaluated').filter((event) => event.runId === 2);
  expect(again.map(({ cardId, loss }) => ({ cardId, ...loss }))).toEqual(curve);
  expect(record.of('ready')[1]?.backend).toEqual(record.of('ready')[0]?.backend);
});

test('a run continued from a checkpoint, elsewhere, ends with the same losses', async () => {
  const { session, record, curve } = await trainOn('wasm');
  await session.dispose();
  const whole = curve.at(-1);
  const first = createSession();
  const paused = first.next((event) => event.type === 'checkpoint');
  first.session.send(startOf(small('wasm', 33)));
  first.session.send(playOf());
  const event = await paused;
  const checkpoint = event.type === 'checkpoint' ? event.checkpoint : null;
  expect(checkpoint?.step).toBe(33);
  await first.session.dispose();

  const second = createSession();
  const finished = second.next(isFinished);
  second.session.send(startOf(small('wasm'), 1, checkpoint));
  second.session.send(playOf());
  await finished;
  const last = second.record.of('evaluated').at(-1)?.loss;
  expect(last?.test).toEqual(whole?.test);
  expect(record.of('failed')).toEqual([]);
});

test('in Node the automatic choice is WebAssembly, with a reason', async () => {
  const { session, record, next } = createSession();
  const ready = next((event) => event.type === 'ready');
  session.send(startOf(small('auto')));
  expect(await ready).toMatchObject({
    backend: { backend: 'wasm', reason: expect.stringContaining('WebGPU') },
  });
  // Nothing to compare it with, and no shaders.
  expect(record.of('preparing')).toEqual([]);
});

test('a tiny set-up is measured on plain JavaScript too, and that is said', async () => {
  const { session, record, next } = createSession();
  const tiny = small('auto');
  const ready = next((event) => event.type === 'ready');
  session.send(startOf({ ...tiny, training: { ...tiny.training, numReplicas: 1, batchSize: 16 } }));
  const event = await ready;
  const measured =
    event.type === 'ready' ? event.backend.candidates.filter(({ msPerStep }) => msPerStep !== null) : [];
  expect(measured.map(({ backend }) => backend).toSorted()).toEqual(['cpu', 'wasm']);
  expect(record.events.slice(0, 3)).toMatchObject([
    { type: 'preparing', stage: 'measuring', backend: 'wasm' },
    { type: 'preparing', stage: 'measuring', backend: 'cpu' },
    { type: 'ready' },
  ]);
});

/** As many repetitions and held-out rows as make both data and evaluations a matter of many parts. */
function manyParts(): Experiment {
  const usual = small('wasm');
  const [card] = usual.cards;
  return {
    ...usual,
    data: { ...usual.data, numValidationRows: 5000, numTestRows: 5000 },
    cards: card === undefined ? [] : [card],
    training: { ...usual.training, numReplicas: 4 },
  };
}

/** Counts the turns of the event loop: chances of a message to be answered. */
function countTurns() {
  let numTurns = 0;
  let isCounting = true;
  const turn = () => {
    numTurns += 1;
    if (isCounting) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    numTurns: () => numTurns,
    end: () => {
      isCounting = false;
    },
  };
}

test('messages are answered while data is made and while one card is evaluated', async () => {
  const { session, next } = createSession();
  const start = async (runId: number) => {
    const ready = next((event) => event.type === 'ready');
    session.send(startOf(manyParts(), runId));
    await ready;
  };
  // The first one also loads the backend.
  await start(1);
  const { numTurns, end } = countTurns();
  await start(2);
  const whenReady = numTurns();
  await next((event) => event.type === 'evaluated');
  end();
  // Three splits of each repetition; ten chunks of each held-out split.
  expect(whenReady).toBeGreaterThanOrEqual(12);
  expect(numTurns() - whenReady).toBeGreaterThanOrEqual(20);
});

test('a run that is ended in the middle of an evaluation does not finish it, and nothing of it is left', async () => {
  const { session, record, next } = createSession();
  const ready = next((event) => event.type === 'ready');
  session.send(startOf(manyParts()));
  await ready;
  const { numTurns, end } = countTurns();
  await new Promise((resolve) => setImmediate(resolve));
  const disposed = next((event) => event.type === 'disposed');
  session.send({ type: 'dispose', runId: 1 });
  expect(await disposed).toMatchObject({ memory: { numTensors: 0, numBytes: 0 } });
  end();
  expect(numTurns()).toBeLessThan(10);
  expect(record.of('evaluated')).toEqual([]);
});

test('a session that was disposed says so to whoever uses it, and can be disposed again', async () => {
  const { session } = createSession();
  await session.dispose();
  await session.dispose();
  const sentence = 'The session was used after it was disposed.';
  expect(() => session.send(startOf(small('cpu')))).toThrow(sentence);
  expect(() => session.subscribe(() => undefined)).toThrow(sentence);
});

test('an architecture that cannot be built is explained', async () => {
  const { session, record, next } = createSession();
  const experiment = small('cpu');
  const cards = experiment.cards.map((card) => ({ ...card, architecture: 'nothing' }));
  const failed = next(() => false);
  session.send(startOf({ ...experiment, cards }));
  await expect(failed).rejects.toThrow('nothing');
  expect(record.of('failed')[0]?.reason).toBe('setUp');
});
