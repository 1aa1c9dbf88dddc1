/** Experiments on which the page and the benchmark measure a machine. */
import { cardsOf, defaultExperiment, defaultTasks } from '../defaults.ts';
import type { Experiment } from '../experiment.ts';
import { defaultCorrelation } from '../matrix.ts';

export interface NetworkSize {
  readonly numTasks: number;
  readonly numTaskExperts: number;
  readonly inputDim: number;
  readonly levelDims: readonly (readonly number[])[];
  readonly batchSize: number;
}

export const referenceSize = {
  numTasks: 4,
  numTaskExperts: 2,
  inputDim: 32,
  levelDims: [[64], [32]],
  batchSize: 256,
} as const satisfies NetworkSize;

export interface SpeedCurvePoint {
  /** Width of experts in the first level; the second level has half of it. */
  readonly width: number;
  readonly repetitions: number;
}

// Small networks measure the cost of calls, large ones that of arithmetic.
export const speedCurvePoints: readonly SpeedCurvePoint[] = [16, 32, 64, 128].flatMap((width) =>
  [1, 5].map((repetitions) => ({ width, repetitions })),
);

export const sizeOfPoint = ({ width }: SpeedCurvePoint): NetworkSize => ({
  ...referenceSize,
  levelDims: [[width], [width / 2]],
});

const measuredTowerDims = [16];
// Standardising needs a few held-out rows; they cost nothing per step.
const numHeldOutRows = 16;

/** Other architectures get the options they share with AdaTT-sp. All training rows form one batch. */
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
    options: { ...card.options, levelDims, numTaskExperts, towerDims: measuredTowerDims },
  }));
  return {
    ...base,
    tasks: defaultTasks(numTasks),
    data: { ...base.data, ...rows, inputDim, correlation: defaultCorrelation(numTasks) },
    cards,
    training: { ...base.training, numReplicas, batchSize },
  };
};
