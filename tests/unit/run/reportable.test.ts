import { describe, expect, it } from 'vitest';
import { nothingReportable } from '../../../src/analysis/reported.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import { trainedExperimentOf } from '../../../src/experiment/derived/trained.ts';
import { setComparison, setTraining } from '../../../src/experiment/edit.ts';
import { setCardOptions } from '../../../src/experiment/editCards.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { architectures } from '../../../src/models/architectures.ts';
import { reportableAfter } from '../../../src/run/reportable.ts';
import { experimentOf } from './evaluatedRuns.ts';

/** Two evaluations of one repetition: task 1 is best at the first, task 2 at the second. */
const stepsOf = (experiment: Experiment, id: string) => {
  const knownLosses = { validation: [1, 1], test: [1, 1], floor: [0, 0] };
  const given = [
    { step: 0, validation: [1, 9], test: [1, 9], auc: [0, 0] },
    { step: 100, validation: [2, 1], test: [2, 1], auc: [0, 0] },
  ];
  return given.reduce(
    (kept, point) => reportableAfter(kept, point, { experiment, id, knownLosses }),
    nothingReportable,
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

/** True if every unit mixes nothing but experts of its own task. */
const isApart = (experiment: Experiment): boolean => {
  const [card] = experiment.cards;
  const topology = card && topologyOfCard(card, experiment);
  return (topology?.levels ?? []).every(({ experts, units }) =>
    units.every(({ owner, gate, native }) =>
      experts.every(
        (expert, index) =>
          expert.owner === owner || !(gate?.sees.includes(index) || native?.experts.includes(index)),
      ),
    ),
  );
};

describe('every task has a step of its own where tables share nothing, and nowhere else', () => {
  const ofOneCard = (id: string) => setTraining(experimentOf([id], 1), { evalEvery: 100 });

  it.each(architectures.map(({ id }) => id))('%s', (id) => {
    expect(stepsOf(ofOneCard(id), 'A')).toEqual(isApart(ofOneCard(id)) ? [0, 100] : [100, 100]);
  });

  it('the architecture without any sharing, and no other of the paper', () => {
    const apart = architectures.filter(({ id }) => isApart(ofOneCard(id)));
    expect(apart.map(({ role }) => role)).toContain('baseline');
    expect(apart.filter(({ libraryClass }) => libraryClass !== undefined)).toEqual([]);
  });

  it('ple without shared experts', () => {
    const experiment = setCardOptions(ofOneCard('ple'), 'A', { numSharedExperts: 0 });
    expect([isApart(experiment), stepsOf(experiment, 'A')]).toEqual([true, [0, 100]]);
  });
});
