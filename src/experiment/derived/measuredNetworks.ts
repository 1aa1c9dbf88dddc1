/** Networks that a machine is measured on, in the page as in the benchmark, as experiments. Knows no backend. */
import { cardsOf, defaultExperiment, defaultTasks } from '../defaults.ts';
import type { Experiment } from '../experiment.ts';
import { defaultCorrelation } from '../matrix.ts';

/** A network and its batches. */
export interface NetworkSize {
  readonly numTasks: number;
  /** Experts of each task, per level. */
  readonly numTaskExperts: number;
  readonly inputDim: number;
  readonly levelDims: readonly (readonly number[])[];
  readonly batchSize: number;
}

/** The size that the others are compared with. */
export const referenceSize = {
  numTasks: 4,
  numTaskExperts: 2,
  inputDim: 32,
  levelDims: [[64], [32]],
  batchSize: 256,
} as const satisfies NetworkSize;

/** One point of the curve of a machine: the reference at another width of its experts, in so many repetitions. */
export interface CurvePoint {
  /** Width of the first level; the second has half of it. */
  readonly width: number;
  readonly repetitions: number;
}

/** Small networks cost calls, large ones arithmetic: what a machine is good at shows over both. */
export const curvePoints: readonly CurvePoint[] = [16, 32, 64, 128].flatMap((width) =>
  [1, 5].map((repetitions) => ({ width, repetitions })),
);

export const sizeOfPoint = ({ width }: CurvePoint): NetworkSize => ({
  ...referenceSize,
  levelDims: [[width], [width / 2]],
});

const towerDims = [16];
/** Held-out rows cost nothing per step; standardising needs a few. */
const numHeldOutRows = 16;

/**
 * AdaTT-sp of that size, or another architecture of it as far as it has the same options, in `numReplicas` repetitions, trained
 * by Adam on squared errors. There are as many training rows as fit one batch, so every step sees the same rows, in whatever
 * order.
 */
export const experimentOfSize = (
  size: NetworkSize,
  numReplicas: number,
  architecture = 'adattSp',
): Experiment => {
  const { numTasks, numTaskExperts, inputDim, levelDims, batchSize } = size;
  const base = defaultExperiment();
  const rows = { numTrainRows: batchSize, numValidationRows: numHeldOutRows, numTestRows: numHeldOutRows };
  const cards = cardsOf([architecture]).map((card) => ({
    ...card,
    options: { ...card.options, levelDims, numTaskExperts, towerDims },
  }));
  return {
    ...base,
    tasks: defaultTasks(numTasks),
    data: { ...base.data, ...rows, inputDim, correlation: defaultCorrelation(numTasks) },
    cards,
    training: { ...base.training, numReplicas, batchSize },
  };
};
