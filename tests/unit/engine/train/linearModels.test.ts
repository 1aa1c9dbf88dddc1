import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { calibrationOf } from '../../../../src/analysis/calibration.ts';
import { logLoss } from '../../../../src/analysis/metrics.ts';
import { aucOfSorted, sortedScoresOf } from '../../../../src/core/areaUnderCurve.ts';
import type { HeldOutData, SplitData } from '../../../../src/data/types.ts';
import type { LinearFeatures } from '../../../../src/engine/train/linear/blocks.ts';
import { linearEntriesOf } from '../../../../src/engine/train/linear/entries.ts';
import { linearFitOf, scoresOfRows } from '../../../../src/engine/train/linear/fit.ts';
import { fittedLinearOf, labelledEntries } from '../../../../src/engine/train/linear/models.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { finished } from '../../data/setup.ts';

/** By scikit-learn; see linear.py. */
const golden: {
  readonly numTrainRows: number;
  readonly numbers: readonly (readonly number[])[];
  readonly categories: readonly (readonly [number, number])[];
  readonly targets: readonly (readonly number[])[];
  readonly mask: readonly (readonly number[])[];
  readonly weights: readonly number[];
  readonly models: readonly (readonly {
    readonly penalty: number;
    readonly weights: readonly number[];
    readonly intercept: number;
    readonly loss: number;
    readonly auc?: number;
    readonly observed?: readonly number[];
    readonly predicted?: readonly number[];
  }[])[];
} = JSON.parse(readFileSync(new URL('../../../golden/linear.json', import.meta.url), 'utf8'));

const INPUTS = 10;
const plain: LinearFeatures = { numFeatures: INPUTS, ids: null };

/** The ways in which rows come, with what a linear model sees in them. */
const forms = {
  dense: plain,
  sparse: plain,
  // Both categories as ids.
  ids: { numFeatures: INPUTS, ids: { numBefore: 3, firsts: [3, 7] } },
  'sparse ids': { numFeatures: INPUTS, ids: { numBefore: 3, firsts: [3, 7] } },
} as const satisfies Readonly<Record<string, LinearFeatures>>;
type Form = keyof typeof forms;

/** The features of a row, all of them or those that are not 0. */
const denseRow = (row: number): number[] => {
  const [first, second] = golden.categories[row] ?? [0, 0];
  const features = [...(golden.numbers[row] ?? []), ...Array.from({ length: 7 }, () => 0)];
  features[3 + first] = 1;
  features[7 + second] = 1;
  return features;
};
const sparseRow = (row: number): number[] => {
  const [first, second] = golden.categories[row] ?? [0, 0];
  return [0, 1, 2, 3 + first, 7 + second, ...(golden.numbers[row] ?? []), 1, 1];
};

const idRow = (row: number): number[] => [...(golden.numbers[row] ?? []), ...(golden.categories[row] ?? [])];
const sparseIdRow = (row: number): number[] => [0, 1, 2, 3, 4, ...idRow(row)];
const rowOfForm = { dense: denseRow, sparse: sparseRow, ids: idRow, 'sparse ids': sparseIdRow };

function splitOf(rows: readonly number[], form: Form): HeldOutData {
  const ofTasks = (lists: readonly (readonly number[])[]) =>
    Float32Array.from(lists.flatMap((list) => rows.map((row) => list[row] ?? 0)));
  return {
    numRows: rows.length,
    inputs: Float32Array.from(rows.flatMap(rowOfForm[form])),
    isSparse: form.startsWith('sparse'),
    targets: ofTasks(golden.targets),
    mask: ofTasks(golden.mask),
    weights: Float32Array.from(rows, (row) => golden.weights[row] ?? 0),
    floor: [Number.NaN, Number.NaN],
  };
}

const rows = golden.numbers.map((_, row) => row);
const trainRows = rows.slice(0, golden.numTrainRows);
const testRows = rows.slice(golden.numTrainRows);

function modelOf(split: SplitData, task: number, penalty: number, form: Form = 'dense') {
  return finished(
    linearFitOf(labelledEntries(split, task, task === 0, linearEntriesOf(forms[form])), penalty, {
      weights: new Float64Array(INPUTS),
      intercept: 0,
    }),
  );
}

const ones = (labels: Float64Array) => labels.map(() => 1);

for (const form of Object.keys(forms) as Form[])
  test(`rows have the linear models of scikit-learn: ${form}`, () => {
    const train = splitOf(trainRows, form);
    const tested = splitOf(testRows, form);
    for (const [task, models] of golden.models.entries())
      for (const expected of models) {
        const model = modelOf(train, task, expected.penalty, form);
        const size = Math.hypot(...expected.weights, expected.intercept);
        const off = [...model.weights, model.intercept].map(
          (weight, feature) => weight - ([...expected.weights, expected.intercept][feature] ?? 0),
        );
        expect(Math.hypot(...off)).toBeLessThan(3e-3 * size);
        const { rows: entries, labels } = labelledEntries(
          tested,
          task,
          task === 0,
          linearEntriesOf(forms[form]),
        );
        const scores = finished(scoresOfRows(entries, model));
        if (expected.auc === undefined) {
          const squares = scores.map((score, row) => (score - (labels[row] ?? 0)) ** 2);
          expect(squares.reduce((sum, square) => sum + square, 0) / labels.length).toBeCloseTo(
            expected.loss,
            3,
          );
          continue;
        }
        expect(logLoss(scores, labels, ones(labels))).toBeCloseTo(expected.loss, 4);
        const sorted = sortedScoresOf(scores, labels, ones(labels));
        expect(aucOfSorted(sorted)).toBeCloseTo(expected.auc, 3);
        const bins = calibrationOf(sorted);
        const shares = (sums: readonly number[]) => sums.map((sum, bin) => sum / (bins.count[bin] ?? 0));
        expect(bins.count).toEqual(Array.from({ length: 10 }, () => 8));
        for (const [bin, share] of shares(bins.numYes).entries())
          expect(share).toBeCloseTo(expected.observed?.[bin] ?? Number.NaN, 9);
        for (const [bin, share] of shares(bins.predicted).entries())
          expect(share).toBeCloseTo(expected.predicted?.[bin] ?? Number.NaN, 3);
      }
  });

const twoTasks = () => {
  const { tasks, data } = defaultExperiment();
  const [first] = tasks;
  if (first === undefined) throw new Error('There is no task.');
  return {
    tasks: [
      { ...first, kind: 'binary' as const },
      { ...first, kind: 'regression' as const },
    ],
    data: { ...data, inputDim: INPUTS },
  };
};

const fitted = (replicas: Parameters<typeof fittedLinearOf>[1], mostTestRows = 0) =>
  finished(fittedLinearOf(twoTasks(), replicas, mostTestRows));
const losses = (replicas: Parameters<typeof fittedLinearOf>[1]) => fitted(replicas).losses;

const replicaOf = (form: Form) => ({
  train: splitOf(trainRows, form),
  validation: splitOf(testRows.slice(0, 40), form),
  test: splitOf(testRows.slice(40), form),
});

test('penalties are chosen on validation rows, and measures are those of test rows', () => {
  const replica = replicaOf('sparse');
  const found = losses([replica, replica]);
  expect(found.test.slice(2)).toEqual(found.test.slice(0, 2));
  expect(found.auc[1]).toBeNaN();
  expect(found.calibration.map((bins) => bins?.count.reduce((sum, count) => sum + count, 0))).toEqual([
    40,
    undefined,
    40,
    undefined,
  ]);
  for (const [task, penalty] of found.penalty.slice(0, 2).entries()) {
    const lossAt = (one: number, part: SplitData) => {
      const { rows: entries, labels } = labelledEntries(part, task, task === 0, linearEntriesOf(plain));
      const scores = finished(scoresOfRows(entries, modelOf(replica.train, task, one)));
      if (task === 0) return logLoss(scores, labels, ones(labels));
      return scores.reduce((sum, score, row) => sum + (score - (labels[row] ?? 0)) ** 2, 0) / labels.length;
    };
    const ofAll = [1000, 100, 10, 1, 0.1].map((one) => lossAt(one, replica.validation));
    expect(found.validation[task]).toBeCloseTo(Math.min(...ofAll), 3);
    expect(found.test[task]).toBeCloseTo(lossAt(penalty, replica.test), 3);
  }
});

test('a task without labels has no model', () => {
  const replica = replicaOf('dense');
  const mask = replica.train.mask.map((one, index) => (index < trainRows.length ? 0 : one));
  const found = losses([{ ...replica, train: { ...replica.train, mask } }]);
  expect(found.test[0]).toBeNaN();
  expect(found.calibration[0]).toBeNull();
  expect(found.test[1]).toBeGreaterThan(0);
});

test('separable rows end in finite weights', () => {
  const replica = replicaOf('dense');
  const told = replica.train.inputs.map((value, index) =>
    index % INPUTS === 0 ? 3 * (replica.train.targets[Math.floor(index / INPUTS)] ?? 0) : value,
  );
  const model = modelOf({ ...replica.train, inputs: told }, 0, 0.1);
  expect([...model.weights, model.intercept].every(Number.isFinite)).toBe(true);
  expect(model.weights[0]).toBeGreaterThan(2);
});

test('areas within groups are those of labelled rows, where a column names groups', () => {
  const replica = replicaOf('ids');
  expect(losses([replica])).not.toHaveProperty('gauc');
  const together = new Int32Array(replica.test.numRows);
  const found = losses([{ ...replica, test: { ...replica.test, groups: together } }]);
  expect(found.gauc).toEqual([found.auc[0], Number.NaN]);
});
