import { describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/core/errors.ts';
import type { CreateTrainer } from '../../../../src/engine/train/trainer.ts';
import { text } from '../../../../src/text/text.ts';
import { createFakeEngine, createPlayedEngine, playOf, smallExperiment, startOf, turns } from './fakes.ts';

const lastOf = <T>(items: readonly T[]): T | undefined => items.at(-1);

describe('starting', () => {
  test('says what it prepares and when it is ready, evaluates before the first step, then rests', async () => {
    const { engine, record } = createFakeEngine();
    engine.handle(startOf(smallExperiment()));
    await turns(5);
    const types = record.events.map((event) => event.type);
    expect(types).toEqual(['preparing', 'preparing', 'ready', 'evaluated', 'progress']);
    expect(record.of('preparing')).toEqual(
      ['measuring', 'compiling'].map((stage) => ({ type: 'preparing', runId: 1, stage, backend: 'cpu' })),
    );
    expect(record.of('progress')[0]).toMatchObject({ state: 'paused', step: 0, stepsPerSecond: null });
    expect(record.of('ready')[0]).toMatchObject({
      step: 0,
      backend: { backend: 'cpu' },
      measuredCorrelation: [[1]],
    });
  });

  test('goes on from a checkpoint without evaluating there again', async () => {
    const { engine, record } = createFakeEngine();
    engine.handle(startOf(smallExperiment(), 1, { step: 7, numSummed: 0, cards: [] }));
    engine.handle(playOf());
    await turns(50);
    expect(record.of('ready')[0]?.step).toBe(7);
    expect(record.evaluatedSteps()).toEqual([10, 15, 20]);
  });

  test('a set-up that cannot run fails with its own sentence', async () => {
    const createTrainer = () => Promise.reject(new UserError('PLE needs a shared expert.'));
    const { engine, record } = createFakeEngine({}, { createTrainer });
    engine.handle(startOf(smallExperiment()));
    await turns(5);
    expect(record.events.filter(({ type }) => type !== 'preparing')).toEqual([
      { type: 'failed', runId: 1, reason: 'setUp', message: 'PLE needs a shared expert.' },
    ]);
  });
});

describe('playing', () => {
  test('evaluates at exactly the scheduled steps and at the end, then finishes', async () => {
    const { record } = createPlayedEngine({}, { numSteps: 18 });
    await turns(50);
    expect(record.evaluatedSteps()).toEqual([0, 5, 10, 15, 18]);
    expect(lastOf(record.of('progress'))).toMatchObject({ state: 'finished', step: 18 });
    expect(lastOf(record.of('checkpoint'))?.checkpoint.step).toBe(18);
    const order = record.events.slice(-3).map((event) => event.type);
    expect(order).toEqual(['evaluated', 'checkpoint', 'progress']);
  });

  test('trains on while other threads evaluate, and rests when all is told', async () => {
    const { engine, record, trainers } = createFakeEngine({ turnsBehind: 3 });
    const trainedOn: boolean[] = [];
    engine.handle(startOf(smallExperiment({ numSteps: 18 })));
    engine.handle(playOf());
    for (let turn = 0; turn < 100; turn++) {
      const before = record.evaluatedSteps().length;
      await turns(1);
      const steps = record.evaluatedSteps();
      if (steps.length > before) trainedOn.push(trainers.learningRates.length > (lastOf(steps) ?? 0));
    }
    expect(record.evaluatedSteps()).toEqual([0, 5, 10, 15, 18]);
    expect(trainedOn.slice(1)).toEqual([true, true, true, false]);
    const order = record.events.slice(-3).map((event) => event.type);
    expect(order).toEqual(['evaluated', 'checkpoint', 'progress']);
  });

  test('pause is answered at once, at the step that was reached, and then evaluated', async () => {
    const { engine, record } = createPlayedEngine(
      { msPerStep: 15 },
      { numSteps: 100_000, evalEvery: 10_000 },
    );
    await turns(20);
    engine.handle({ type: 'pause', runId: 1 });
    const answer = lastOf(record.events);
    expect(answer).toMatchObject({ type: 'progress', state: 'paused' });
    await turns(20);
    const step = answer?.type === 'progress' ? answer.step : -1;
    expect(step).toBeGreaterThan(0);
    expect(record.evaluatedSteps()).toEqual([0, step]);
    expect(lastOf(record.of('checkpoint'))?.checkpoint.step).toBe(step);
    expect(lastOf(record.of('progress'))?.step).toBe(step);
  });

  test('reports at most ten times a second, and takes a checkpoint every five seconds', async () => {
    const { record, clock } = createPlayedEngine({ msPerStep: 20 }, { numSteps: 1000, evalEvery: 1000 });
    while (clock.now() < 20_000) await turns(1);
    await turns(20);
    const running = record.of('progress').filter((event) => event.state === 'running');
    expect(running.length).toBeGreaterThan(100);
    expect(running.length).toBeLessThanOrEqual(201);
    expect(record.of('checkpoint')).toHaveLength(4);
    expect(running.at(-1)?.stepsPerSecond).toBeCloseTo(50, 0);
  });

  test.for([10, 100])('keeps to %i steps a second', async (stepsPerSecond) => {
    const { engine, trainers, clock } = createFakeEngine({ msPerStep: 1 });
    engine.handle(startOf(smallExperiment({ numSteps: 100_000, evalEvery: 10_000 })));
    engine.handle(playOf(1, stepsPerSecond));
    while (clock.now() < 10_000) await turns(1);
    const wanted = 10 * stepsPerSecond;
    expect(Math.abs(trainers.learningRates.length - wanted)).toBeLessThanOrEqual(0.02 * wanted);
  });
});

describe('learning rate', () => {
  test('a change is answered with the step it takes effect at', async () => {
    const { engine, record, trainers } = createPlayedEngine({}, { learningRate: 0.5, numSteps: 4 });
    await turns(20);
    engine.handle({ type: 'setLearningRate', runId: 1, value: 0.1 });
    engine.handle({ type: 'setLearningRate', runId: 1, value: 0.2 });
    engine.handle({ type: 'step', runId: 1 });
    await turns(10);
    expect(record.of('learningRateChanged').map(({ step, value }) => [step, value])).toEqual([
      [4, 0.1],
      [4, 0.2],
    ]);
    expect(trainers.learningRates).toEqual([0.5, 0.5, 0.5, 0.5, 0.2]);
  });

  test('changes of the configuration take effect at their steps', async () => {
    const { engine, trainers } = createFakeEngine();
    const learningRateChanges = [{ step: 2, value: 0.25 }];
    engine.handle(startOf(smallExperiment({ learningRate: 0.5, learningRateChanges, numSteps: 4 })));
    engine.handle(playOf());
    await turns(20);
    expect(trainers.learningRates).toEqual([0.5, 0.5, 0.25, 0.25]);
  });
});

describe('failing', () => {
  test('a diverged replica is reported once and the rest goes on', async () => {
    const { record } = createPlayedEngine({ divergeAt: 8 });
    await turns(50);
    expect(record.of('diverged')).toEqual([
      { type: 'diverged', runId: 1, cardId: 'A', replica: 0, step: 10 },
    ]);
    expect(lastOf(record.of('progress'))?.state).toBe('finished');
  });

  test('the run stops cleanly when all diverged', async () => {
    const { record, trainers } = createPlayedEngine({ allDivergeAt: 8 });
    await turns(50);
    expect(record.of('diverged')).toHaveLength(2);
    const message = text.engine.allDiverged(10);
    expect(lastOf(record.events)).toEqual({ type: 'failed', runId: 1, reason: 'diverged', message });
    expect(trainers.alive.size).toBe(0);
    expect(trainers.learningRates).toHaveLength(10);
  });

  test('an unexpected error becomes a plain sentence, and the next run works', async () => {
    let isBroken = true;
    const onStep = (step: number) => {
      if (isBroken && step === 3) throw new TypeError('x is not a function');
    };
    const { engine, record, trainers } = createPlayedEngine({ onStep });
    await turns(30);
    const message = text.engine.unexpected('x is not a function');
    expect(lastOf(record.events)).toEqual({ type: 'failed', runId: 1, reason: 'internal', message });
    expect(trainers.alive.size).toBe(0);
    isBroken = false;
    engine.handle(startOf(smallExperiment(), 2));
    engine.handle(playOf(2));
    await turns(50);
    expect(lastOf(record.events)).toMatchObject({ type: 'progress', runId: 2, state: 'finished' });
  });

  test('a lost device is the reason given, even when an operation fails first', async () => {
    const fake = createFakeEngine({
      onStep: (step) => {
        if (step < 3) return;
        setImmediate(() => fake.lose('the driver crashed'));
        throw new Error('AbortError');
      },
    });
    fake.engine.handle(startOf(smallExperiment()));
    fake.engine.handle(playOf());
    await turns(30);
    const message = text.engine.deviceFailed('the driver crashed');
    expect(fake.record.of('failed')).toEqual([{ type: 'failed', runId: 1, reason: 'device', message }]);
  });

  test('a device lost while the run stands still is reported too', async () => {
    const { engine, record, lose } = createFakeEngine();
    engine.handle(startOf(smallExperiment()));
    await turns(5);
    lose('unknown');
    await turns(5);
    expect(lastOf(record.events)).toMatchObject({ type: 'failed', reason: 'device' });
  });
});

describe('ending', () => {
  test('dispose is answered with what is left, also before the run is ready and after it failed', async () => {
    const early = createFakeEngine();
    early.engine.handle(startOf(smallExperiment()));
    early.engine.handle({ type: 'dispose', runId: 1 });
    await turns(5);
    expect(early.record.events.map((event) => event.type)).toEqual(['disposed']);

    const late = createFakeEngine({ allDivergeAt: 0 });
    late.engine.handle(startOf(smallExperiment()));
    await turns(5);
    late.engine.handle({ type: 'dispose', runId: 1 });
    await turns(5);
    expect(lastOf(late.record.events)).toMatchObject({
      type: 'disposed',
      memory: { numTensors: 0, numBytes: 0 },
    });
    expect(late.trainers.alive.size).toBe(0);
  });

  test('a new start ends the run before; its commands are dropped, as are starts with an old id', async () => {
    const { engine, record, trainers } = createFakeEngine();
    engine.handle(startOf(smallExperiment(), 4));
    engine.handle(playOf(4));
    await turns(3);
    engine.handle(startOf(smallExperiment(), 5));
    const before = record.events.length;
    engine.handle({ type: 'step', runId: 4 });
    engine.handle(startOf(smallExperiment(), 3));
    await turns(20);
    expect(record.events.slice(before).every((event) => event.runId === 5)).toBe(true);
    expect(lastOf(record.of('progress'))).toMatchObject({ runId: 5, state: 'paused', step: 0 });
    expect(trainers.alive.size).toBe(1);
  });

  test('a run that is ended while it is set up is not evaluated any more', async () => {
    const evaluated: number[] = [];
    const createTrainer: CreateTrainer = (...args) => {
      fake.engine.handle({ type: 'dispose', runId: 1 });
      return fake.trainers.create(...args);
    };
    const onEvaluate = (step: number) => void evaluated.push(step);
    const fake = createFakeEngine({ onEvaluate }, { createTrainer });
    const { engine, record, trainers } = fake;
    engine.handle(startOf(smallExperiment()));
    await turns(5);
    expect(record.events.map((event) => event.type)).toEqual(['preparing', 'disposed']);
    expect([evaluated, trainers.alive.size]).toEqual([[], 0]);
  });

  test('a run that is over no longer listens to the backend, which outlives it', async () => {
    const { engine, numListeners } = createFakeEngine();
    for (let runId = 1; runId <= 5; runId++) {
      engine.handle(startOf(smallExperiment(), runId));
      await turns(5);
    }
    expect(numListeners()).toBe(1);
    engine.handle({ type: 'dispose', runId: 5 });
    await turns(5);
    expect(numListeners()).toBe(0);
  });

  test('close frees the trainer and the backend without a word', async () => {
    const { engine, record, trainers, isClosed } = createFakeEngine();
    engine.handle(startOf(smallExperiment()));
    await turns(5);
    const before = record.events.length;
    await engine.close();
    expect(record.events).toHaveLength(before);
    expect([trainers.alive.size, isClosed()]).toEqual([0, true]);
  });
});
