import { describe, expect, it } from 'vitest';
import { noEvaluations } from '../../../src/analysis/reported.ts';
import { setComparison, setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { topologyOfCard } from '../../../src/experiment/plan/cardTopology.ts';
import { trainedExperimentOf } from '../../../src/experiment/plan/trained.ts';
import { architectures } from '../../../src/models/architectures.ts';
import { keepReportable } from '../../../src/report/evaluations.ts';
import { experimentOf } from './answered.ts';

/** Two evaluations of one repetition: task 1 is best at the first, task 2 at the second. */
const stepsOf = (experiment: Experiment, id: string) => {
  const knownLosses = { validation: [1, 1], test: [1, 1], floor: [0, 0] };
  const given = [
    { step: 0, validation: [1, 9], test: [1, 9], auc: [0, 0] },
    { step: 100, validation: [2, 1], test: [2, 1], auc: [0, 0] },
  ];
  return given.reduce(
    (kept, point) => keepReportable(kept, point, { experiment, id, knownLosses }),
    noEvaluations,
  ).best?.steps;
};

describe('which step is reported', () => {
  const experiment = setTraining(experimentOf(['adattSp', 'ple'], 1), { evalEvery: 100 });

  it('is one for all tasks that share a network, and one for each of a single-task model, seen or not', () => {
    const seen = setTraining(experimentOf(['adattSp', 'singleTask'], 1), { evalEvery: 100 });
    expect([stepsOf(experiment, 'A'), stepsOf(experiment, 'baseline'), stepsOf(seen, 'B')]).toEqual([
      [100, 100],
      [0, 100],
      [0, 100],
    ]);
  });

  it('is the same for the experiment as it is trained, tuned as well', () => {
    const tuned = setComparison(experiment, { isTuned: true, learningRates: [0.001, 0.01] });
    const ids = trainedExperimentOf(tuned).cards.map(({ id }) => id);
    expect(ids).toContain('baseline@0.01');
    for (const id of ids) expect(stepsOf(trainedExperimentOf(tuned), id)).toEqual(stepsOf(tuned, id));
    expect(stepsOf(tuned, 'baseline@0.01')).toEqual([0, 100]);
  });
});

/** Every expert and every unit is a task's own, and reads and mixes what is that task's alone. */
const isApart = (id: string): boolean => {
  const topology = topologyOfCard(
    { ...experimentOf([id]).cards[0], id: 'A' } as Experiment['cards'][number],
    experimentOf([id]),
  );
  return (topology?.levels ?? []).every(({ experts, units }) =>
    units.every(
      ({ owner, gate, native }) =>
        gate === null && native?.experts.every((expert) => experts[expert]?.owner === owner) === true,
    ),
  );
};

it('tells of every architecture what its tables say: whether tasks share anything', () => {
  for (const { id, sharesNothing } of architectures)
    expect([id, sharesNothing === true]).toEqual([id, isApart(id)]);
});
