/** Lists all operations and makes them known to TensorFlow.js. */
import type { BackendName, KernelCoverage } from '../../analysis/produced/backend.ts';
import { adamOperation } from './adam/adam.ts';
import { columnSumsOperation } from './columnSums/columnSums.ts';
import { dropoutOperations } from './dropout/dropout.ts';
import { elementwiseGateOperations } from './elementwiseGate/elementwiseGate.ts';
import { embeddingOperations } from './embedding/embedding.ts';
import { gatedMixVariants } from './gatedMix/gatedMix.ts';
import { gatherBatchOperation } from './gatherBatch/gatherBatch.ts';
import { groupedDenseOperations } from './groupedDense/groupedDense.ts';
import { type AnyOperation, registerOperation, runsReference } from './operation.ts';
import { pathLossOperations } from './pathLoss/pathLoss.ts';
import { sparseDenseOperations } from './sparseDense/sparseDense.ts';
import { stepInputsOperation } from './stepInputs/stepInputs.ts';
import { streamSumsOperation } from './streamSums/streamSums.ts';
import { taskLossOperations } from './taskLoss/taskLoss.ts';
import { uncertaintyOperations } from './uncertainty/uncertainty.ts';

const allOperations: readonly AnyOperation[] = [
  ...Object.values(groupedDenseOperations),
  ...Object.values(sparseDenseOperations),
  streamSumsOperation,
  ...Object.values(elementwiseGateOperations),
  ...Object.values(embeddingOperations),
  ...Object.values(dropoutOperations),
  ...gatedMixVariants.flatMap(({ forward, backward }) => [forward, backward]),
  ...Object.values(taskLossOperations),
  ...Object.values(uncertaintyOperations),
  ...Object.values(pathLossOperations),
  adamOperation,
  gatherBatchOperation,
  stepInputsOperation,
  columnSumsOperation,
];

/** Call before building a network; may be called again. */
export function registerOperations(): readonly string[] {
  return allOperations.map(registerOperation);
}

export function kernelCoverageOf(backendName: BackendName): KernelCoverage {
  // Left out: this operation runs only where steps are replayed.
  const isAsked = (name: string) => name !== stepInputsOperation.kernelName || backendName !== 'cpu';
  const names = registerOperations().filter(isAsked);
  return { numOperations: names.length, fallBacks: names.filter((name) => runsReference(name, backendName)) };
}
