/** Variances of paired differences are what resampling the rows gives. */
import { expect, test } from 'vitest';
import { aucVariance } from '../../../src/analysis/aucInterval.ts';
import { logLoss } from '../../../src/analysis/metrics.ts';
import {
  areaVarianceOf,
  evenlySpacedIndices,
  lossVarianceOf,
  type ScoredRows,
} from '../../../src/analysis/rowPairs.ts';
import { areaUnderCurve } from '../../../src/core/areaUnderCurve.ts';
import { createStream } from '../../../src/core/random.ts';

const NUM_ROWS = 400;
const stream = createStream(5, 'test', 'rows', 0);

/** A linear model, and two repetitions of a network that sees a little more. */
function drawn(): { rows: ScoredRows; logits: Float32Array[] } {
  const labels = new Float64Array(NUM_ROWS);
  const scores = new Float64Array(NUM_ROWS);
  const logits = [0, 1].map(() => new Float32Array(NUM_ROWS));
  for (let row = 0; row < NUM_ROWS; row++) {
    const [seen, hidden] = [1.5 * stream.normal(), stream.normal()];
    labels[row] = Number(stream.uniform() < 1 / (1 + Math.exp(1 - seen - hidden)));
    scores[row] = seen - 0.9;
    // Ties are rows as well.
    for (const one of logits) one[row] = Math.round(8 * (seen + hidden - 1 + 0.3 * stream.normal())) / 8;
  }
  const numPositive = labels.reduce((sum, label) => sum + label, 0);
  return { rows: { isBinary: true, labels, scores, numRows: NUM_ROWS, numPositive }, logits };
}

test('variances agree with a paired bootstrap, and areas that are not paired are far less sure', () => {
  const { rows, logits } = drawn();
  const all = new Float64Array(NUM_ROWS).fill(1);
  const [areas, losses]: [number[], number[]] = [[], []];
  for (let draw = 0; draw < 1000; draw++) {
    const places = Int32Array.from({ length: NUM_ROWS }, () => stream.integerBelow(NUM_ROWS));
    const at = (values: ArrayLike<number>) => Float64Array.from(places, (row) => values[row] ?? 0);
    const labels = at(rows.labels);
    const difference = (measure: typeof logLoss) =>
      logits.reduce((sum, one) => sum + measure(at(one), labels, all) / logits.length, 0) -
      measure(at(rows.scores), labels, all);
    areas.push(difference(areaUnderCurve));
    losses.push(difference(logLoss));
  }
  const variance = (values: readonly number[]) => {
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
  };
  for (const ratio of [
    areaVarianceOf(rows, logits) / variance(areas),
    lossVarianceOf(rows, logits) / variance(losses),
  ]) {
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.15);
  }
  const numNegative = NUM_ROWS - rows.numPositive;
  const apart = aucVariance(areaUnderCurve(rows.scores, rows.labels, all), {
    numPositive: rows.numPositive,
    numNegative,
  });
  expect(areaVarianceOf(rows, logits)).toBeLessThan(apart);
});

test('a model differs from itself by nothing, and some rows stand for all', () => {
  const { rows } = drawn();
  expect(areaVarianceOf(rows, [rows.scores, rows.scores])).toBeCloseTo(0, 12);
  expect(lossVarianceOf(rows, [rows.scores])).toBe(0);
  const { logits } = drawn();
  const more = { ...rows, numRows: 4 * rows.numRows, numPositive: 4 * rows.numPositive };
  expect(areaVarianceOf(more, logits)).toBeCloseTo(areaVarianceOf(rows, logits) / 4, 12);
  expect(lossVarianceOf(more, logits)).toBeCloseTo(lossVarianceOf(rows, logits) / 4, 12);
  expect(areaVarianceOf({ ...rows, labels: rows.labels.map(() => 0), numPositive: 0 }, logits)).toBeNaN();
});

test('rows are spread evenly, each at most once', () => {
  expect([...evenlySpacedIndices(3, 5)]).toEqual([0, 1, 2]);
  expect([...evenlySpacedIndices(10, 4)]).toEqual([0, 2, 5, 7]);
  const many = evenlySpacedIndices(99_762, 20_000);
  expect([many.length, new Set(many).size, many.at(-1)]).toEqual([20_000, 20_000, 99_757]);
});
