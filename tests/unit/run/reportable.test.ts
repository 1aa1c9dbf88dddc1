import { describe, expect, it } from 'vitest';
import { emptyReportableLosses } from '../../../src/analysis/reported.ts';
import { setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { architectures } from '../../../src/models/architectures.ts';
import { reportableAfter } from '../../../src/run/reportable.ts';
import { experimentOf } from './evaluatedRuns.ts';

/** Two evaluations of one repetition: task 1 is best at the first, task 2 at the second, both together there as well. */
const keptOf = (experiment: Experiment, withFunnel = false) => {
  const knownLosses = { validation: [1, 1], test: [1, 1], floor: [0, 0] };
  const given = [
    { step: 0, validation: [1, 9], test: [1, 9], auc: [0, 0] },
    { step: 100, validation: [2, 1], test: [2, 1], auc: [0, 0] },
  ];
  const rows = { losses: [1, 1], predicted: [1, 1] };
  const ofRows = { clicked: rows, unclicked: rows, all: rows };
  return given.reduce(
    (kept, point) =>
      reportableAfter(
        kept,
        withFunnel ? { ...point, funnel: { validation: point.validation, ofRows } } : point,
        { experiment, knownLosses },
      ),
    emptyReportableLosses,
  );
};

describe('which step is reported', () => {
  it('is one for all tasks of every architecture, also where they share nothing', () => {
    for (const { id } of architectures) {
      const { best, own } = keptOf(setTraining(experimentOf([id], 1), { evalEvery: 100 }));
      // By such scores learning rates are picked as well.
      expect([best?.steps, best?.scores, best?.test, own?.test]).toEqual([
        [100, 100],
        [1.5, 1.5],
        [2, 1],
        [1, 1],
      ]);
    }
  });

  it('is the only one where tasks come after tasks', () => {
    const experiment = setTraining(experimentOf(['singleTask'], 1), { evalEvery: 100 });
    expect(keptOf(experiment, true)).toMatchObject({ best: { steps: [100, 100] } });
    expect(keptOf(experiment, true).own).toBeUndefined();
  });
});
