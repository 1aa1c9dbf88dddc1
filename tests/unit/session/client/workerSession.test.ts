import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { BackendName } from '../../../../src/analysis/produced/backend.ts';
import type { CommandOf, ToWorker } from '../../../../src/run/protocol.ts';
import { WorkerSession } from '../../../../src/session/client/workerSession.ts';
import { text } from '../../../../src/text/text.ts';
import { createRecord, playOf, smallExperiment, startOf, turns } from '../engine/fakes.ts';
import { createFakeWorker, type FakeWorkerSettings } from './fakeWorker.ts';

const longRun = smallExperiment({ numSteps: 100_000, evalEvery: 50 });

/** A session whose workers are, one after the other, of the given kind or on the given backend; the last one repeats. */
function createSession(...kinds: readonly (FakeWorkerSettings | BackendName)[]) {
  const workers: ReturnType<typeof createFakeWorker>[] = [];
  const given: ToWorker[][] = [];
  const createWorker = () => {
    const commands: ToWorker[] = [];
    given.push(commands);
    const kind = kinds[workers.length] ?? kinds.at(-1) ?? 'cpu';
    const settings = typeof kind === 'string' ? { backend: kind } : kind;
    const fake = createFakeWorker({ ...settings, onCommand: (message) => commands.push(message) });
    workers.push(fake);
    return fake.worker;
  };
  const session = new WorkerSession(createWorker, { everyMs: 1000, numMissed: 2 });
  onTestFinished(() => session.dispose());
  const record = createRecord();
  session.subscribe(record.emit);
  const startsOf = (index: number) =>
    (given[index] ?? []).filter((message): message is CommandOf<'start'> => message.type === 'start');
  return { session, record, workers, given, startsOf };
}

type FakeSession = ReturnType<typeof createSession>;

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 5000 && !condition(); i++) await turns(1);
  expect(condition()).toBe(true);
}

/** Plays until a checkpoint was taken and the run is past it. */
async function playPastCheckpoint({ session, record }: FakeSession, runId = 1): Promise<number> {
  session.send(startOf(longRun, runId));
  session.send(playOf(runId));
  await until(() => record.of('checkpoint').length > 0 && (record.evaluatedSteps().at(-1) ?? 0) > 550);
  return record.of('checkpoint').at(-1)?.checkpoint.step ?? 0;
}

describe('carrying', () => {
  test('warms a worker that the first run then uses, and none once there was a run', async () => {
    const { session, record, workers, given } = createSession('wasm');
    const warm = { type: 'warm', experiment: smallExperiment() } as const;
    session.send(warm);
    expect(workers).toHaveLength(1);
    session.send(startOf(smallExperiment()));
    await until(() => record.of('ready').length > 0);
    session.send(warm);
    expect([workers.length, given[0]?.map(({ type }) => type)]).toEqual([1, ['warm', 'start']]);
  });

  test('a worker dropped after dispose is silent, and an unsubscribed listener hears nothing', async () => {
    const { session, record, workers } = createSession('wasm');
    const other = createRecord();
    session.subscribe(other.emit)();
    session.send(startOf(smallExperiment()));
    await turns(1);
    session.dispose();
    session.dispose();
    await turns(20);
    expect([record.events.length, other.events.length, workers.length, workers[0]?.isAlive()]).toEqual([
      0,
      0,
      1,
      false,
    ]);
  });

  test('buffers of a checkpoint are moved, also when tensors share one', async () => {
    const { session, record } = createSession('wasm');
    session.send(startOf(smallExperiment()));
    session.send({ type: 'step', runId: 1 });
    await until(() => record.of('checkpoint').length > 0);
    const [card] = record.of('checkpoint')[0]?.checkpoint.cards ?? [];
    expect(card?.parameters).toEqual({ fake: Float32Array.of(1) });
    expect(card?.lossSum).toEqual(Float32Array.of(-1));
  });
});

describe('recovering', () => {
  test('a lost GPU is tried once more from the checkpoint, and the run plays on', async () => {
    const fake = createSession('webgpu');
    const { record, workers, startsOf } = fake;
    const step = await playPastCheckpoint(fake);
    workers[0]?.loseDevice();
    await until(() => record.of('recovered').length > 0);
    expect(record.of('recovered')).toEqual([
      {
        type: 'recovered',
        runId: 1,
        step,
        backend: 'webgpu',
        message: text.session.recoveredFromDevice(step, 'webgpu', true),
      },
    ]);
    expect(startsOf(1)).toMatchObject([{ runId: 1, excludedBackends: [], checkpoint: { step } }]);
    expect([workers[0]?.isAlive(), record.of('failed').length]).toEqual([false, 0]);
  });

  test('what was said after the checkpoint is said again, and nothing from before it', async () => {
    const fake = createSession('webgpu', 'wasm');
    const { record, workers } = fake;
    const step = await playPastCheckpoint(fake);
    const lost = record.evaluatedSteps().filter((evaluated) => evaluated > step);
    expect(lost.length).toBeGreaterThan(0);
    workers[0]?.loseDevice();
    const numEvents = record.events.length;
    const again = () =>
      record.events
        .slice(numEvents)
        .flatMap((event) => (event.type === 'evaluated' ? [event.loss.step] : []));
    await until(() => again().length > lost.length);
    expect(again()).toEqual(again().map((_, index) => (lost[0] ?? 0) + 50 * index));
  });

  test('a divergence is reported once, and again only when it came after the checkpoint', async () => {
    for (const [divergeAt, numReports] of [
      [100, 1],
      [540, 2],
    ] as const) {
      const fake = createSession({ backend: 'wasm', divergeAt });
      const { record, workers } = fake;
      await playPastCheckpoint(fake);
      workers[0]?.crash();
      await until(() => record.of('recovered').length > 0);
      await until(() => (record.evaluatedSteps().at(-1) ?? 0) > 700);
      expect(record.of('diverged')).toHaveLength(numReports);
    }
  });

  test('the second loss excludes the GPU, and losses of the next backends go the same way', async () => {
    const fake = createSession('webgpu', 'webgpu', 'wasm', 'wasm', 'cpu');
    const { record, workers, startsOf } = fake;
    await playPastCheckpoint(fake);
    for (let i = 0; i < 4; i++) {
      workers[i]?.loseDevice();
      await until(() => record.of('recovered').length === i + 1);
    }
    const excluded = [1, 2, 3, 4].map((index) => startsOf(index)[0]?.excludedBackends);
    expect(excluded).toEqual([[], ['webgpu'], ['webgpu'], ['webgpu', 'wasm']]);
    expect(record.of('recovered').map(({ backend }) => backend)).toEqual(['webgpu', 'wasm', 'wasm', 'cpu']);
  });

  test('a lost thread beside the worker is made again once, and then one trains alone; no backend is blamed', async () => {
    const fake = createSession('wasm');
    const { record, workers, startsOf } = fake;
    const step = await playPastCheckpoint(fake);
    for (const index of [0, 1]) {
      workers[index]?.loseMember();
      await until(() => record.of('recovered').length === index + 1);
    }
    const restarts = [1, 2].map((index) => startsOf(index)[0]);
    expect(restarts).toMatchObject([
      { isAlone: false, excludedBackends: [], checkpoint: { step } },
      { isAlone: true, excludedBackends: [], checkpoint: { step } },
    ]);
    const message = text.session.recoveredFromWorker(step, 'wasm', true);
    expect(record.of('recovered')).toMatchObject([{ message }, { message }]);
    expect([workers[0]?.isAlive(), record.of('failed').length]).toEqual([false, 0]);
  });

  test('a new start tries everything anew, whatever the run before has lost', async () => {
    const fake = createSession('wasm', 'wasm', 'cpu');
    const { session, record, workers, startsOf } = fake;
    await playPastCheckpoint(fake);
    for (const index of [0, 1, 2, 3]) {
      workers[index]?.crash();
      await until(() => record.of('recovered').length === index + 1);
    }
    expect(startsOf(4)).toMatchObject([{ excludedBackends: ['wasm', 'cpu'] }]);
    session.send(startOf(smallExperiment(), 2));
    expect(startsOf(4).at(-1)).toMatchObject({ runId: 2, excludedBackends: [], checkpoint: null });
  });

  test('a loss counts no more once the run got further: a laptop that sleeps twice keeps its GPU', async () => {
    const fake = createSession('webgpu');
    const { record, workers, startsOf } = fake;
    await playPastCheckpoint(fake);
    for (const index of [0, 1, 2]) {
      workers[index]?.loseDevice();
      await until(() => record.of('recovered').length === index + 1);
      const numCheckpoints = record.of('checkpoint').length;
      await until(() => record.of('checkpoint').length > numCheckpoints);
    }
    expect(startsOf(3)).toMatchObject([{ excludedBackends: [] }]);
  });

  test('a crashed worker is replaced; a paused run stays paused, at the same step', async () => {
    const { session, record, workers, given } = createSession('wasm');
    session.send(startOf(smallExperiment()));
    for (let i = 0; i < 7; i++) session.send({ type: 'step', runId: 1 });
    await until(() => record.of('checkpoint').at(-1)?.checkpoint.step === 7);
    workers[0]?.crash();
    await until(() => record.of('recovered').length > 0);
    await turns(20);
    expect(given[1]?.map((message) => message.type)).toEqual(['start']);
    expect(record.of('recovered')[0]?.message).toBe(text.session.recoveredFromWorker(7, 'wasm', false));
    expect(record.of('progress').at(-1)).toMatchObject({ state: 'paused', step: 7 });
  });

  test('what was changed while running is kept: speed, pause and learning rate', async () => {
    const fake = createSession('wasm');
    const { session, record, workers, startsOf, given } = fake;
    await playPastCheckpoint(fake);
    session.send({ type: 'setLearningRate', runId: 1, value: 0.25 });
    session.send({ type: 'setSpeed', runId: 1, stepsPerSecond: 100 });
    await until(() => record.of('learningRateChanged').length > 0);
    const change = record.of('learningRateChanged')[0];
    workers[0]?.crash();
    expect(startsOf(1)[0]?.experiment.training.learningRateChanges).toEqual([
      { step: change?.step, value: 0.25 },
    ]);
    expect(given[1]?.[1]).toEqual(playOf(1, 100));
    session.send({ type: 'pause', runId: 1 });
    await until(() => record.of('recovered').length > 0);
    await turns(20);
    expect(record.of('progress').at(-1)?.state).toBe('paused');
  });

  test('a worker that cannot be made, or dies while starting, is tried three times, then there is a sentence', () => {
    const session = new WorkerSession(() => {
      throw new Error('blocked');
    });
    const record = createRecord();
    session.subscribe(record.emit);
    session.send(startOf(smallExperiment()));
    expect(record.events).toEqual([
      { type: 'failed', runId: 1, reason: 'worker', message: text.session.cannotRecover },
    ]);

    const dying = createSession('wasm');
    dying.session.send(startOf(smallExperiment()));
    for (const index of [0, 1, 2]) dying.workers[index]?.crash();
    expect(dying.workers).toHaveLength(3);
    expect(dying.startsOf(2)[0]?.excludedBackends).toEqual(['webgpu']);
    expect(dying.record.events.map((event) => event.type)).toEqual(['failed']);
    // Starting again is a new chance.
    dying.session.send(startOf(smallExperiment(), 2));
    expect(dying.workers).toHaveLength(4);
  });

  test.for([
    [true, text.session.notDownloaded],
    [false, text.session.noNetwork],
  ] as const)(
    'a worker that cannot be downloaded is told from one that dies (online: %s)',
    ([onLine, message]) => {
      vi.stubGlobal('navigator', { onLine });
      const { session, record, workers } = createSession('wasm');
      session.send(startOf(smallExperiment()));
      for (const index of [0, 1, 2]) workers[index]?.failToLoad();
      expect(record.events).toEqual([{ type: 'failed', runId: 1, reason: 'worker', message }]);
      vi.unstubAllGlobals();
    },
  );

  test('a run that failed by itself is not started again', async () => {
    const { session, record, workers } = createSession('wasm');
    const broken = { ...smallExperiment(), cards: [] };
    session.send(startOf(broken));
    session.send({ type: 'dispose', runId: 1 });
    await until(() => record.of('disposed').length > 0);
    workers[0]?.crash();
    await turns(5);
    expect([workers.length, record.events.at(-1)?.type]).toEqual([1, 'disposed']);
    session.send({ type: 'dispose', runId: 1 });
    expect(record.of('disposed')).toHaveLength(2);
  });

  test('a worker that dies while it disposes is disposed', async () => {
    const { session, record, workers } = createSession('wasm');
    session.send(startOf(smallExperiment()));
    await until(() => record.of('ready').length > 0);
    session.send({ type: 'dispose', runId: 1 });
    workers[0]?.crash();
    expect(record.events.at(-1)).toEqual({
      type: 'disposed',
      runId: 1,
      memory: { numTensors: 0, numBytes: 0 },
    });
    expect(workers).toHaveLength(1);
  });
});

describe('silence', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('a worker that answers is left alone, one that hangs is replaced', async () => {
    const { session, record, workers } = createSession('wasm');
    session.send(startOf(smallExperiment()));
    await until(() => record.of('ready').length > 0);
    for (let i = 0; i < 10; i++) {
      vi.advanceTimersByTime(1000);
      await turns(5);
    }
    expect(workers).toHaveLength(1);
    workers[0]?.hang();
    vi.advanceTimersByTime(2000);
    await turns(5);
    expect(workers).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    await until(() => record.of('recovered').length > 0);
    expect(workers.map((worker) => worker.isAlive())).toEqual([false, true]);
    session.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });
});
