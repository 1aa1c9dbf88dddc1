/** Fits a linear model per task to the networks' rows; validation rows choose its penalty. */
import { calibrationOf } from '../../../analysis/calibration.ts';
import { logLoss, meanSquaredError } from '../../../analysis/metrics.ts';
import type { CalibrationBins, LinearLosses } from '../../../analysis/produced/evaluation.ts';
import { evenlySpacedIndices, type ScoredRows } from '../../../analysis/rowPairs.ts';
import { aucOfSorted, groupedAuc, sortedScoresOf } from '../../../core/areaUnderCurve.ts';
import type { DataSetup, ReplicaData, SplitData } from '../../../data/types.ts';
import { linearFeaturesOf } from './blocks.ts';
import {
  type EntryRows,
  type LinearEntries,
  labelledRowsOf,
  linearEntriesOf,
  type PartialComputation,
} from './entries.ts';
import { type LabelledEntries, type LinearWeights, linearFitOf, scoresOfRows } from './fit.ts';

// Penalties from strong to weak: each fit starts from the previous model.
const PENALTIES = [1000, 100, 10, 1, 0.1] as const;

interface FittedTask {
  readonly penalty: number;
  readonly validation: number;
  readonly test: number;
  readonly auc: number;
  readonly gauc: number | null;
  readonly calibration: CalibrationBins | null;
  readonly tested: ScoredRows;
}

export interface FittedLinear {
  readonly losses: LinearLosses;
  /** Scores of the first replica's test rows, for the row-by-row comparison. */
  readonly tested: readonly ScoredRows[];
}

/** Fits once for replicas with the same rows. */
export function* fittedLinearOf(
  setup: DataSetup,
  replicas: readonly ReplicaData[],
  mostTestRows: number,
): PartialComputation<FittedLinear> {
  const made = new Map<ReplicaData, readonly FittedTask[]>();
  const entries = linearEntriesOf(linearFeaturesOf(setup));
  for (const replica of replicas) {
    if (made.has(replica)) continue;
    const ofTasks: FittedTask[] = [];
    for (const [task, { kind }] of setup.tasks.entries())
      ofTasks.push(yield* fittedTask(replica, task, kind === 'binary', entries, mostTestRows));
    made.set(replica, ofTasks);
  }
  const all = replicas.flatMap((replica) => made.get(replica) ?? []);
  const losses = {
    penalty: all.map(({ penalty }) => penalty),
    validation: all.map(({ validation }) => validation),
    test: all.map(({ test }) => test),
    auc: all.map(({ auc }) => auc),
    ...(replicas.every(({ test }) => test.groups) && {
      gauc: all.map(({ gauc }) => gauc ?? Number.NaN),
    }),
    calibration: all.map(({ calibration }) => calibration),
  };
  const [first] = made.values();
  return { losses, tested: (first ?? []).map(({ tested }) => tested) };
}

function* fittedTask(
  { train, validation, test }: ReplicaData,
  task: number,
  isBinary: boolean,
  entries: LinearEntries,
  mostTestRows: number,
): PartialComputation<FittedTask> {
  const measure = linearMeasureOf(isBinary);
  const problem = labelledEntries(train, task, isBinary, entries);
  const heldOut = labelledEntries(validation, task, isBinary, entries);
  const tested = labelledEntries(test, task, isBinary, entries);
  if ([problem, heldOut, tested].some(({ labels }) => labels.length === 0)) return unfittedTask;
  let model: LinearWeights = { weights: new Float64Array(entries.numFeatures), intercept: 0 };
  let best = { penalty: Number.NaN, loss: Number.POSITIVE_INFINITY, model };
  for (const penalty of PENALTIES) {
    model = yield* linearFitOf(problem, penalty, model);
    const loss = measure(heldOut, yield* scoresOfRows(heldOut.rows, model));
    if (loss < best.loss) best = { penalty, loss, model };
    // Weaker penalties take longest and would fit the training rows even closer.
    else break;
  }
  const scores = yield* scoresOfRows(tested.rows, best.model);
  const sorted = sortedScoresOf(scores, tested.labels, allRowsMask(tested.rows));
  const groups = test.groups?.filter((_, row) => test.mask[task * test.numRows + row] === 1);
  return {
    penalty: best.penalty,
    validation: best.loss,
    test: measure(tested, scores),
    auc: isBinary ? aucOfSorted(sorted) : Number.NaN,
    gauc: isBinary && groups ? groupedAuc(scores, tested.labels, allRowsMask(tested.rows), groups) : null,
    calibration: isBinary ? calibrationOf(sorted) : null,
    tested: scoredRowsOf(tested, scores, sorted.positives.length, mostTestRows),
  };
}

function scoredRowsOf(
  { labels, isBinary }: LabelledEntries,
  scores: Float64Array,
  numPositive: number,
  most: number,
): ScoredRows {
  const places = evenlySpacedIndices(labels.length, most);
  const at = (values: Float64Array) => Float64Array.from(places, (place) => values[place] ?? Number.NaN);
  return { isBinary, labels: at(labels), scores: at(scores), numRows: labels.length, numPositive };
}

const unfittedTask: FittedTask = {
  penalty: Number.NaN,
  validation: Number.NaN,
  test: Number.NaN,
  auc: Number.NaN,
  gauc: null,
  calibration: null,
  tested: {
    isBinary: false,
    labels: new Float64Array(),
    scores: new Float64Array(),
    numRows: 0,
    numPositive: 0,
  },
};

const allRowsMask = ({ at }: EntryRows): Float32Array => new Float32Array(at.length).fill(1);

const linearMeasureOf =
  (isBinary: boolean) =>
  ({ rows, labels }: LabelledEntries, scores: Float64Array): number =>
    (isBinary ? logLoss : meanSquaredError)(scores, labels, allRowsMask(rows));

/** Row weights have mean 1. */
export function labelledEntries(
  split: SplitData,
  task: number,
  isBinary: boolean,
  entries: LinearEntries,
): LabelledEntries {
  const { rows, labelled } = labelledRowsOf(split, task, entries);
  const first = task * split.numRows;
  const labels = Float64Array.from(labelled, (row) => split.targets[first + row] ?? 0);
  const weights = Float64Array.from(labelled, (row) => split.weights?.[row] ?? 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { rows, labels, counts: weights.map((weight) => (weight * weights.length) / total), isBinary };
}
