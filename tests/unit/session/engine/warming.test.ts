/** A run that is set up before anybody asks for it, in case somebody does. */
import { describe, expect, test } from 'vitest';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import type { Command } from '../../../../src/run/protocol.ts';
import { createRunManager } from '../../../../src/session/engine/runManager.ts';
import { createPool, oneThread } from '../../../../src/session/pool/pool.ts';
import {
  createFakeClock,
  createFakeEngine,
  createFakeKeeper,
  createFakeTrainers,
  createRecord,
  playOf,
  smallExperiment,
  startOf,
  turns,
} from './fakes.ts';

const warmFor = (experiment: Experiment): Command => ({ type: 'warm', experiment });

/** A fake engine that counts the trainers it makes. */
function createCountedHost(settings: { readonly failing?: Error; readonly hasGpu?: boolean } = {}) {
  const clock = createFakeClock();
  const trainers = createFakeTrainers({ clock });
  const record = createRecord();
  const made: Experiment[] = [];
  let { failing } = settings;
  const engine = createRunManager({
    createTrainer: async (experiment, ...others) => {
      made.push(experiment);
      if (failing !== undefined) throw failing;
      return trainers.create(experiment, ...others);
    },
    backends: createFakeKeeper('wasm').keeper,
    pool: createPool(oneThread),
    hasGpu: async () => settings.hasGpu === true,
    emit: record.emit,
    clock,
  });
  const mend = () => {
    failing = undefined;
  };
  return { engine, record, made, trainers, mend };
}

describe('warming', () => {
  test('sets up what the start then finds, without a word before it', async () => {
    const { engine, record, made } = createCountedHost();
    engine.handle(warmFor(smallExperiment()));
    await turns(20);
    expect([made.length, record.events]).toEqual([1, []]);
    engine.handle(startOf(smallExperiment()));
    engine.handle(playOf());
    await turns(30);
    expect(made).toHaveLength(1);
    expect(record.of('ready')).toMatchObject([{ runId: 1, step: 0 }]);
    expect(record.evaluatedSteps()).toEqual([0, 5, 10, 15, 20]);
  });

  test('is caught up with by a start that comes before it is done', async () => {
    const { engine, record, made } = createCountedHost();
    engine.handle(warmFor(smallExperiment()));
    engine.handle(startOf(smallExperiment()));
    engine.handle(playOf());
    await turns(30);
    expect([made.length, record.evaluatedSteps()]).toEqual([1, [0, 5, 10, 15, 20]]);
  });

  test.each([
    ['another experiment', startOf(smallExperiment({ numSteps: 7 }))],
    ['a checkpoint', startOf(smallExperiment(), 1, { step: 7, numSummed: 0, cards: [] })],
    ['one thread', { ...startOf(smallExperiment()), isAlone: true } as Command],
    ['other backends', { ...startOf(smallExperiment()), excludedBackends: ['wasm'] } as Command],
    ['a file', { ...startOf(smallExperiment()), table: new Blob() } as Command],
  ])('is in vain for a start with %s, which leaves nothing of it', async (_, start) => {
    const { engine, made, trainers } = createCountedHost();
    engine.handle(warmFor(smallExperiment()));
    await turns(5);
    const [warmed] = trainers.alive;
    engine.handle(start);
    await turns(5);
    expect([made.length > 1 || trainers.alive.size === 0, warmed && trainers.alive.has(warmed)]).toEqual([
      true,
      false,
    ]);
  });

  test('that fails is tried again by the start, which says what is wrong', async () => {
    const { engine, record, made, mend } = createCountedHost({ failing: new Error('It broke.') });
    engine.handle(warmFor(smallExperiment()));
    await turns(20);
    expect(record.events).toEqual([]);
    mend();
    engine.handle(startOf(smallExperiment()));
    await turns(20);
    expect([made.length, record.of('failed'), record.of('ready').length]).toEqual([2, [], 1]);
  });

  test('waits for the start where a GPU would be measured', async () => {
    const { engine, record, made } = createCountedHost({ hasGpu: true });
    engine.handle(warmFor(smallExperiment()));
    await turns(20);
    expect(made).toHaveLength(0);
    engine.handle(startOf(smallExperiment()));
    await turns(20);
    expect([made.length, record.of('ready').length]).toEqual([1, 1]);
  });

  test('leaves nothing when the engine is closed', async () => {
    const { engine, trainers } = createFakeEngine();
    engine.handle(warmFor(smallExperiment()));
    await turns(5);
    expect(trainers.alive.size).toBe(1);
    await engine.close();
    expect(trainers.alive.size).toBe(0);
  });
});
