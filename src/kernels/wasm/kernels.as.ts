/** Everything the binary exports: the operations of ours, on memory of TensorFlow.js that it imports. */
export { adamStep } from '../adam/adam.as';
export { columnSums } from '../columnSums/columnSums.as';
export { gatedMix } from '../gatedMix/gatedMix.as';
export { gatedMixGrad } from '../gatedMix/gatedMixGrad.as';
export { gatherBatch } from '../gatherBatch/gatherBatch.as';
export { groupedDenseGradAffine } from '../groupedDense/gradAffine.as';
export { groupedDense, groupedDenseGradInput } from '../groupedDense/groupedDense.as';
export { sparseDense, sparseDenseGradAffine } from '../sparseDense/sparseDense.as';
export { takeTurn } from '../takeTurn/takeTurn.as';
export { taskLoss, taskLossGrad } from '../taskLoss/taskLoss.as';
export { replay } from './replay.as';
export { add, copy } from './values.as';
