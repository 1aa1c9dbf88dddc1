/** Makes every operation of ours known to TensorFlow.js. */
import { adamOperation } from './adam/adam.ts';
import { gatedMixVariants } from './gatedMix/gatedMix.ts';
import { gatherBatchOperation } from './gatherBatch/gatherBatch.ts';
import { groupedDenseOperations } from './groupedDense/groupedDense.ts';
import { registerOperation } from './operation.ts';
import { takeTurnOperation } from './takeTurn/takeTurn.ts';
import { taskLossOperations } from './taskLoss/taskLoss.ts';

/** Safe to call more than once. Call before the first network is built. */
export function registerOperations(): void {
  Object.values(groupedDenseOperations).forEach(registerOperation);
  gatedMixVariants.flatMap(({ forward, backward }) => [forward, backward]).forEach(registerOperation);
  Object.values(taskLossOperations).forEach(registerOperation);
  registerOperation(adamOperation);
  registerOperation(gatherBatchOperation);
  registerOperation(takeTurnOperation);
}
