/** What is measured: AdaTT-sp networks by their sizes, as experiments of the product. Knows no backend, no implementation. */
import { cardsOf, defaultExperiment, defaultTasks } from '../../src/experiment/defaults.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { defaultCorrelation } from '../../src/experiment/matrix.ts';

/** A network and its batches. */
export interface Size {
  readonly numTasks: number;
  /** Of each task, per level. */
  readonly numTaskExperts: number;
  readonly inputDim: number;
  readonly levelDims: readonly (readonly number[])[];
  readonly batchSize: number;
}

export type SizeName = keyof typeof sizes;

export const sizes = {
  reference: { numTasks: 4, numTaskExperts: 2, inputDim: 32, levelDims: [[64], [32]], batchSize: 256 },
  small: { numTasks: 2, numTaskExperts: 1, inputDim: 16, levelDims: [[32], [16]], batchSize: 64 },
  large: { numTasks: 8, numTaskExperts: 4, inputDim: 128, levelDims: [[256], [128]], batchSize: 1024 },
} as const satisfies Record<string, Size>;

export const learningRate = 1e-3;

const towerDims = [16];
/** Held-out rows cost nothing per step; standardising needs a few. */
const numHeldOutRows = 16;

/**
 * AdaTT-sp of that size, in `numReplicas` repetitions, trained by Adam on squared errors. There are as many training rows as
 * fit one batch, so every step of every implementation sees the same rows, in whatever order.
 */
export function experimentOf(size: Size, numReplicas: number): Experiment {
  const { levelDims, numTaskExperts } = size;
  return {
    ...emptyExperimentOf(size, numReplicas),
    cards: cardsWith('adattSp', { levelDims, numTaskExperts }),
  };
}

/** Another architecture of those widths, everything else at its default. */
export function experimentOfArchitecture(id: string, size: Size): Experiment {
  return { ...emptyExperimentOf(size, 1), cards: cardsWith(id, { levelDims: size.levelDims }) };
}

function cardsWith(architecture: string, options: CardConfig['options']): readonly CardConfig[] {
  return cardsOf([architecture]).map((card) => ({
    ...card,
    options: { ...card.options, ...options, towerDims },
  }));
}

function emptyExperimentOf({ numTasks, inputDim, batchSize }: Size, numReplicas: number): Experiment {
  const base = defaultExperiment();
  const rows = { numTrainRows: batchSize, numValidationRows: numHeldOutRows, numTestRows: numHeldOutRows };
  return {
    ...base,
    tasks: defaultTasks(numTasks),
    data: { ...base.data, ...rows, inputDim, correlation: defaultCorrelation(numTasks) },
    cards: [],
    training: { ...base.training, numReplicas, batchSize, learningRate },
  };
}
