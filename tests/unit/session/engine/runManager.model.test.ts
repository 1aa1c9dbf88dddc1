/** Any sequence of commands, at any moment, against what a run may say at all. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LearningRateChange } from '../../../../src/experiment/experiment.ts';
import { learningRateAt } from '../../../../src/experiment/learningRate.ts';
import type { SessionEvent } from '../../../../src/run/protocol.ts';
import { createFakeEngine, playOf, smallExperiment, startOf, turns } from './fakes.ts';

type FakeEngine = ReturnType<typeof createFakeEngine>;

/** What we know to be true of the current run without looking at the engine. */
interface Model {
  runId: number;
  isPlaying: boolean;
  isDisposed: boolean;
  /** Single steps asked for and not yet taken. */
  numSingleSteps: number;
}

const numSteps = 40;
const evalEvery = 4;
const learningRate = 0.5;
const experiment = smallExperiment({ numSteps, evalEvery, learningRate });

type Act = fc.AsyncCommand<Model, FakeEngine>;

function act(name: string, run: (model: Model, fake: FakeEngine) => void | Promise<void>): Act {
  return { check: () => true, run: async (model, fake) => run(model, fake), toString: () => name };
}

const start = fc.constant(
  act('start', (model, { engine }) => {
    Object.assign(model, {
      runId: model.runId + 1,
      isPlaying: false,
      isDisposed: false,
      numSingleSteps: 0,
    });
    engine.handle(startOf(experiment, model.runId));
  }),
);
const play = fc.option(fc.constantFrom(10, 100)).map((stepsPerSecond) =>
  act(`play(${stepsPerSecond})`, (model, { engine }) => {
    model.isPlaying = true;
    engine.handle(playOf(model.runId, stepsPerSecond));
  }),
);
const pause = fc.constant(
  act('pause', (model, { engine, record }) => {
    model.isPlaying = false;
    const before = record.events.length;
    engine.handle({ type: 'pause', runId: model.runId });
    // Answered within the call, if there is a loop to be answered by.
    const isReady = record.of('ready').some((event) => event.runId === model.runId);
    const answer = record.events.slice(before).map((event) => event.type);
    expect(answer).toEqual(isReady && !model.isDisposed ? ['progress'] : []);
  }),
);
const step = fc.constant(
  act('step', (model, { engine }) => {
    model.numSingleSteps += 1;
    engine.handle({ type: 'step', runId: model.runId });
  }),
);
const speed = fc.option(fc.constantFrom(10, 100)).map((stepsPerSecond) =>
  act(`setSpeed(${stepsPerSecond})`, (model, { engine }) => {
    engine.handle({ type: 'setSpeed', runId: model.runId, stepsPerSecond });
  }),
);
const rate = fc.constantFrom(0.1, 0.2, 0.3).map((value) =>
  act(`setLearningRate(${value})`, (model, { engine }) => {
    engine.handle({ type: 'setLearningRate', runId: model.runId, value });
  }),
);
const stranger = fc.constant(
  act('other run', (model, { engine, record }) => {
    const before = record.events.length;
    for (const runId of [model.runId - 1, model.runId + 1]) {
      engine.handle({ type: 'pause', runId });
      engine.handle({ type: 'step', runId });
      engine.handle({ type: 'dispose', runId });
    }
    expect(record.events).toHaveLength(before);
  }),
);
const dispose = fc.constant(
  act('dispose', (model, { engine }) => {
    model.isDisposed = true;
    engine.handle({ type: 'dispose', runId: model.runId });
  }),
);
const warm = fc.constant(
  act('warm', (_, { engine, record }) => {
    const before = record.events.length;
    engine.handle({ type: 'warm', experiment });
    expect(record.events).toHaveLength(before);
  }),
);
const wait = fc.nat(6).map((count) => act(`wait(${count})`, () => turns(count)));

function checkRun(
  runId: number,
  events: readonly SessionEvent[],
  rates: readonly (readonly [number, number])[],
  mostOnTheWay: number,
): void {
  const mine = events.filter((event) => event.runId === runId);
  const steps = mine.flatMap((event) => (event.type === 'evaluated' ? [event.loss.step] : []));
  expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
  const last = rates.length;
  const due = Array.from({ length: Math.floor(last / evalEvery) + 1 }, (_, i) => i * evalEvery);
  // The last ones may still be on their way when the run was ended.
  const told = due.filter((at) => at < last);
  expect(steps).toEqual(expect.arrayContaining(told.slice(0, told.length - mostOnTheWay)));
  const changes: LearningRateChange[] = mine.flatMap((event) =>
    event.type === 'learningRateChanged' ? [{ step: event.step, value: event.value }] : [],
  );
  for (const [at, used] of rates) {
    expect(used).toBe(learningRateAt({ learningRate, learningRateChanges: changes }, at));
  }
}

/** Called just before a step: somebody must have asked for it. */
function checkMayStep(model: Model, at: number): void {
  if (model.numSingleSteps > 0) {
    model.numSingleSteps -= 1;
    return;
  }
  expect(model.isPlaying && !model.isDisposed).toBe(true);
  expect(at).toBeLessThan(numSteps);
}

test('whatever is pressed when, a run says only what is true', async () => {
  // Play and wait often, so that runs get somewhere; end them seldom.
  const usual = [
    play,
    play,
    play,
    pause,
    pause,
    step,
    speed,
    rate,
    stranger,
    warm,
    wait,
    wait,
    wait,
    wait,
    wait,
  ];
  const commands = fc.commands([...usual, ...usual, start, dispose], { maxCommands: 30, size: 'max' });
  await fc.assert(
    fc.asyncProperty(
      fc.option(fc.nat(3)),
      fc.option(fc.nat(3)),
      commands,
      async (turnsBefore, behind, list) => {
        const rates = new Map<number, (readonly [number, number])[]>();
        const fake = createFakeEngine({
          msPerStep: 17,
          ...(behind !== null && { turnsBehind: behind }),
          onStep: (at, used) => {
            const runId = fake.record.of('ready').at(-1)?.runId ?? 0;
            checkMayStep(model, at);
            rates.set(runId, [...(rates.get(runId) ?? []), [at, used]]);
            expect(fake.trainers.alive.size).toBe(1);
          },
        });
        const model: Model = {
          runId: 1,
          isPlaying: false,
          isDisposed: false,
          numSingleSteps: 0,
        };
        if (turnsBefore !== null) {
          fake.engine.handle({ type: 'warm', experiment });
          await turns(turnsBefore);
        }
        fake.engine.handle(startOf(experiment, 1));
        await fc.asyncModelRun(() => ({ model, real: fake }), list);
        await turns(200);

        for (let runId = 1; runId <= model.runId; runId++)
          checkRun(runId, fake.record.events, rates.get(runId) ?? [], behind === null ? 0 : 1);
        expect(fake.record.of('failed')).toEqual([]);
        expect(fake.trainers.alive.size).toBe(model.isDisposed ? 0 : 1);
        if (model.isDisposed) {
          expect(fake.record.events.at(-1)).toMatchObject({ type: 'disposed', runId: model.runId });
          return;
        }
        const end = fake.record.of('progress').at(-1);
        const taken = rates.get(model.runId)?.length ?? 0;
        const isFinished = taken >= numSteps;
        expect(end).toMatchObject({
          runId: model.runId,
          step: taken,
          state: isFinished ? 'finished' : 'paused',
        });
        expect(model.numSingleSteps).toBe(0);
        if (model.isPlaying) expect(taken).toBeGreaterThanOrEqual(numSteps);
        const evaluated = fake.record.of('evaluated').filter((event) => event.runId === model.runId);
        expect(evaluated.at(-1)?.loss.step).toBe(taken);
        // Standing still means standing still.
        const { length } = fake.record.events;
        await turns(20);
        expect(fake.record.events).toHaveLength(length);
      },
    ),
    { numRuns: 60 },
  );
});
