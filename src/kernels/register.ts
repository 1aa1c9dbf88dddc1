/** Makes every operation of ours known to TensorFlow.js. */
import type { BackendName, KernelCoverage } from '../results/results.ts';
import { adamOperation } from './adam/adam.ts';
import { columnSumsOperation } from './columnSums/columnSums.ts';
import { gatedMixVariants } from './gatedMix/gatedMix.ts';
import { gatherBatchOperation } from './gatherBatch/gatherBatch.ts';
import { groupedDenseOperations } from './groupedDense/groupedDense.ts';
import { registerOperation, runsReference } from './operation.ts';
import { sparseDenseOperations } from './sparseDense/sparseDense.ts';
import { takeTurnOperation } from './takeTurn/takeTurn.ts';
import { taskLossOperations } from './taskLoss/taskLoss.ts';

/** Returns the names of their kernels. Safe to call more than once. Call before the first network is built. */
export function registerOperations(): readonly string[] {
  return [
    ...Object.values(groupedDenseOperations).map(registerOperation),
    ...Object.values(sparseDenseOperations).map(registerOperation),
    ...gatedMixVariants.flatMap(({ forward, backward }) => [forward, backward]).map(registerOperation),
    ...Object.values(taskLossOperations).map(registerOperation),
    registerOperation(adamOperation),
    registerOperation(gatherBatchOperation),
    registerOperation(takeTurnOperation),
    registerOperation(columnSumsOperation),
  ];
}

/** What a backend has kernels of its own for, once it has been started. */
export function kernelCoverageOf(backendName: BackendName): KernelCoverage {
  // Turns are taken only where steps are replayed.
  const isAsked = (name: string) => name !== takeTurnOperation.kernelName || backendName !== 'cpu';
  const names = registerOperations().filter(isAsked);
  return { numOperations: names.length, fallBacks: names.filter((name) => runsReference(name, backendName)) };
}
