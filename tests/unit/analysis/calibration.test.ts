import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  calibrationOf,
  miscalibrationOf,
  predictedOverObserved,
  reliabilityOf,
} from '../../../src/analysis/calibration.ts';
import type { CalibrationBins } from '../../../src/analysis/produced/evaluation.ts';
import { wilsonInterval } from '../../../src/analysis/statistics.ts';
import { sortedScoresOf } from '../../../src/core/areaUnderCurve.ts';
import { createStream } from '../../../src/core/random.ts';

/** By scipy 1.15.3: binomtest(yes, count).proportion_ci(0.95, 'wilson'). */
const wilsonIntervals = [
  { yes: 0, count: 20, low: 0.0, high: 0.16112515805281935 },
  { yes: 1, count: 20, low: 0.008881448800795402, high: 0.23613119344674205 },
  { yes: 13, count: 40, low: 0.20084502231782703, high: 0.4798225381012233 },
  { yes: 400, count: 1000, low: 0.37007478121137727, high: 0.4306905704857338 },
  { yes: 7, count: 7, low: 0.6456695649333126, high: 1.0 },
];

test('Wilson intervals are those of scipy', () => {
  for (const { yes, count, low, high } of wilsonIntervals) {
    const interval = wilsonInterval(yes, count);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
  }
});

const binsOf = (logits: readonly number[], labels: readonly number[]) =>
  calibrationOf(
    sortedScoresOf(
      logits,
      labels,
      logits.map(() => 1),
    ),
  );

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('bins hold all rows, in order, as many in each', () => {
  const rows = fc.array(fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.constantFrom(0, 1)), {
    minLength: 10,
    maxLength: 60,
  });
  fc.assert(
    fc.property(rows, (given) => {
      const logits = given.map(([logit], row) => logit + row * 1e-9);
      const labels = given.map(([, label]) => label);
      const { count, numYes, predicted } = binsOf(logits, labels);
      expect(sum(count)).toBe(given.length);
      expect(Math.max(...count) - Math.min(...count)).toBeLessThanOrEqual(1);
      expect(sum(numYes)).toBe(sum(labels));
      const means = predicted.map((total, bin) => total / (count[bin] ?? 0));
      expect(means).toEqual(means.toSorted((a, b) => a - b));
    }),
  );
});

test('rows of one logit share a bin, whatever their labels', () => {
  const { count, numYes } = binsOf(
    Array.from({ length: 40 }, (_, row) => (row < 30 ? -1 : 2)),
    Array.from({ length: 40 }, (_, row) => row % 2),
  );
  expect(count.filter((rows) => rows > 0)).toEqual([30, 10]);
  expect(numYes.filter((rows) => rows > 0)).toEqual([15, 5]);
});

test('logits that are no numbers end the bins', () => {
  expect(sum(binsOf([Number.NaN, Number.NaN], [0, 1]).count)).toBe(0);
});

const oneBin = (count: number, yes: number, predicted: number): CalibrationBins => ({
  count: [count, count],
  numYes: [0, yes],
  predicted: [0.1, predicted - 0.1],
});

test('bins of repetitions are put together, with the intervals of as many rows as tell something', () => {
  const [low, high] = reliabilityOf([oneBin(100, 20, 30), null, oneBin(100, 40, 50)], 1);
  expect(low?.observed).toBe(0);
  expect(high).toMatchObject({ observed: 0.3, count: 100, numReplicas: 2, ...wilsonInterval(30, 100) });
  expect(high?.predicted).toBeCloseTo(0.399, 12);
  // Rows of their own in both of them.
  expect(reliabilityOf([oneBin(100, 30, 30), oneBin(100, 30, 30)], 2)[1]).toMatchObject(
    wilsonInterval(60, 200),
  );
  expect(reliabilityOf([null], 1)).toEqual([]);
});

test('predicted over observed has the spread of repetitions, and the rows of one file', () => {
  const calibration = [oneBin(500, 100, 100), oneBin(500, 100, 121), null];
  const plain = predictedOverObserved(calibration, { isSameRows: false, overlap: 0 });
  expect(plain).toMatchObject({ n: 2, numLeftOut: 1 });
  expect(plain.mean).toBeCloseTo(1.1, 9);
  // Of one file: a share of 0.1 in 1,000 rows alone has a standard error of 0.095 in logarithms.
  const ofFile = predictedOverObserved([oneBin(500, 100, 100), oneBin(500, 100, 100)], {
    isSameRows: true,
    overlap: 0,
  });
  expect(Math.log(ofFile.high)).toBeCloseTo(1.9623 * Math.sqrt(1 / 100 - 1 / 1000), 3);
  expect(predictedOverObserved([oneBin(500, 0, 3)], { isSameRows: true, overlap: 0 }).n).toBe(0);
});

test('intervals of predicted over observed hold what they are of', () => {
  const stream = createStream(5, 'test', 'calibration', 0);
  let numHeld = 0;
  for (let run = 0; run < 400; run++) {
    const logits = Array.from({ length: 300 }, () => stream.normal());
    const labels = logits.map((logit) => Number(stream.uniform() < 1 / (1 + Math.exp(-logit))));
    const bins = binsOf(logits, labels);
    const { low, high } = predictedOverObserved([bins, bins], { isSameRows: true, overlap: 0 });
    if (low <= 1 && high >= 1) numHeld++;
  }
  expect(numHeld / 400).toBeGreaterThan(0.92);
});

test('probabilities that come true cost nothing on average, however few rows there are', () => {
  const stream = createStream(6, 'test', 'calibration', 0);
  for (const numRows of [200, 1000]) {
    const costs = Array.from({ length: 300 }, () => {
      const logits = Array.from({ length: numRows }, () => stream.normal());
      const labels = logits.map((logit) => Number(stream.uniform() < 1 / (1 + Math.exp(-logit))));
      return miscalibrationOf([binsOf(logits, labels)], { train: 0.5, test: 0.5 })?.cost ?? 0;
    });
    // By chance alone it would be 5 / numRows, and in every one; what is left in half of them is nothing.
    expect(sum(costs) / costs.length).toBeLessThan(1.5 / numRows);
    expect(costs.filter((cost) => cost === 0).length).toBeGreaterThan(120);
  }
});
