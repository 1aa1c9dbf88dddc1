/** Runs that stop early: where no score has improved for so many evaluations, whoever evaluates, and wherever they went on from. */
import { expect, it } from 'vitest';
import { emptyRun, isComplete, type Run, runAfter } from '../../../../src/run/run.ts';
import { createFakeEngine, playOf, smallExperiment, startOf, turns } from './fakes.ts';

const experiment = smallExperiment({ numSteps: 60, stopEarly: 2 });

/** Steps that were evaluated, the state at the end, and the checkpoints. */
async function played(settings: Parameters<typeof createFakeEngine>[0], start = startOf(experiment)) {
  const { engine, record, trainers } = createFakeEngine(settings);
  engine.handle(start);
  engine.handle(playOf());
  await turns(200);
  return { engine, record, trainers, last: record.of('progress').at(-1) };
}

it('ends two evaluations after the best one, on one thread and on two', async () => {
  for (const turnsBehind of [undefined, 3]) {
    const settings = turnsBehind === undefined ? {} : { turnsBehind };
    const { record, trainers, last } = await played({ bestAt: 15, ...settings });
    expect(record.evaluatedSteps()).toEqual([0, 5, 10, 15, 20, 25]);
    expect(last).toMatchObject({ state: 'finished', step: 25 });
    expect(trainers.learningRates).toHaveLength(25);
  }
});

it('ends at the same step when it goes on from a checkpoint, and rests when that was the end', async () => {
  const first = createFakeEngine({ bestAt: 15 });
  first.engine.handle(startOf(experiment));
  await turns(20);
  for (let step = 0; step < 20; step++) first.engine.handle({ type: 'step', runId: 1 });
  await turns(200);
  const { checkpoint = null } = first.record.of('checkpoint').at(-1) ?? {};
  expect(checkpoint?.step).toBe(20);
  const second = await played({ bestAt: 15 }, startOf(experiment, 1, checkpoint));
  expect(second.last).toMatchObject({ state: 'finished', step: 25 });
  const { checkpoint: atEnd = null } = second.record.of('checkpoint').at(-1) ?? {};
  const third = await played({ bestAt: 15 }, startOf(experiment, 1, atEnd));
  expect(third.last).toMatchObject({ state: 'finished', step: 25 });
  expect(third.trainers.learningRates).toEqual([]);
});

it('is a complete run with its best steps, which single steps after the end leave as they are', async () => {
  const { engine, record } = await played({ bestAt: 15 });
  const runOf = () => record.events.reduce<Run>(runAfter, { ...emptyRun, experiment });
  const ended = runOf();
  expect(isComplete(ended)).toBe(true);
  const { id = '' } = experiment.cards[0] ?? {};
  expect(ended.networks.get(id)?.reportable.best?.steps).toEqual([15, 15, 15, 15]);
  for (let step = 0; step < 10; step++) engine.handle({ type: 'step', runId: 1 });
  await turns(100);
  expect(record.evaluatedSteps().at(-1)).toBe(35);
  expect(record.of('progress').at(-1)).toMatchObject({ state: 'finished', step: 35 });
  expect(runOf().networks.get(id)?.reportable).toEqual(ended.networks.get(id)?.reportable);
});
