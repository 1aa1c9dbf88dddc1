/** Makes every operation of ours known to TensorFlow.js. */
import { adamOperations } from './adam/adam.ts';
import { gatedMixOperations } from './gatedMix/gatedMix.ts';
import { groupedDenseOperations } from './groupedDense/groupedDense.ts';
import { registerOperation } from './operation.ts';
import { taskLossOperations } from './taskLoss/taskLoss.ts';

/** Safe to call more than once. Call before the first network is built. */
export function registerOperations(): void {
  groupedDenseOperations.forEach(registerOperation);
  gatedMixOperations.forEach(registerOperation);
  taskLossOperations.forEach(registerOperation);
  adamOperations.forEach(registerOperation);
}
