import { expect, test } from 'vitest';
import type { CalibrationBins, KnownLosses } from '../../../src/analysis/produced/evaluation.ts';
import { factsOf, packBins, packedFacts, unpackBins } from '../../../src/run/packedFacts.ts';
import { SavedPart } from '../../../src/run/savedPart.ts';

const bins: CalibrationBins = { count: [8, 0, 7], numYes: [1, 0, 5], predicted: [0.5, 0, 4.25] };

test('bins come back, with those that are not there in their places', () => {
  for (const list of [
    [bins, null, bins],
    [null, bins],
    [null, null],
  ])
    expect(unpackBins(new SavedPart(packBins(list), 'Bins'), list.length)).toEqual(list);
});

test('facts come back, and none are made of what was not known', () => {
  const losses = { validation: [1, 1], test: [1, 1], floor: [0, 0] };
  const facts: Partial<KnownLosses> = {
    numPositive: [12, 0],
    numNegative: [88, 0],
    trainRate: [0.125, Number.NaN],
    linear: {
      penalty: [10, 1],
      validation: [0.5, 0.25],
      test: [0.5, 0.25],
      auc: [0.75, Number.NaN],
      calibration: [bins, null],
      byRow: {
        numRows: [100, 90],
        numCompared: [50, 50],
        networks: { A: { steps: [20, 10], losses: [0.25, 0.5], areas: [0.125, Number.NaN] } },
      },
    },
  };
  const written = JSON.parse(JSON.stringify(packedFacts({ ...losses, ...facts })));
  expect(factsOf(new SavedPart(written, 'The run'), 2, 2)).toEqual(facts);
  const { linear } = facts;
  const grouped = { ...facts, ...(linear && { linear: { ...linear, gauc: [0.625, Number.NaN] } }) };
  const writtenGrouped = JSON.parse(JSON.stringify(packedFacts({ ...losses, ...grouped })));
  expect(factsOf(new SavedPart(writtenGrouped, 'The run'), 2, 2)).toEqual(grouped);
  expect(packedFacts(losses)).toEqual({});
  // Runs of regression tasks alone are written as ever.
  const numbersAlone = { numPositive: [0, 0], numNegative: [0, 0], trainRate: [Number.NaN, Number.NaN] };
  expect(packedFacts({ ...losses, ...numbersAlone })).toEqual({});
  expect(factsOf(new SavedPart({}, 'The run'), 2, 2)).toEqual({});
});
