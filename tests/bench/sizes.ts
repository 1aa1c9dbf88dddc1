/** What is measured: networks by their sizes. Knows no backend, no implementation. */
import { type NetworkSize, referenceSize } from '../../src/experiment/derived/measuredNetworks.ts';

export type SizeName = keyof typeof sizes;

export const sizes = {
  reference: referenceSize,
  small: { numTasks: 2, numTaskExperts: 1, inputDim: 16, levelDims: [[32], [16]], batchSize: 64 },
  large: { numTasks: 8, numTaskExperts: 4, inputDim: 128, levelDims: [[256], [128]], batchSize: 1024 },
} as const satisfies Record<string, NetworkSize>;
