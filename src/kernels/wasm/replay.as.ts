/** Carries out the calls of captured steps, so that many steps of many calls are one call from JavaScript. */
import { adamStep } from '../adam/adam.as';
import { columnSums } from '../columnSums/columnSums.as';
import { gatedMix } from '../gatedMix/gatedMix.as';
import { gatedMixGrad } from '../gatedMix/gatedMixGrad.as';
import { gatherBatch } from '../gatherBatch/gatherBatch.as';
import { groupedDenseGradAffine } from '../groupedDense/gradAffine.as';
import { groupedDense, groupedDenseGradInput } from '../groupedDense/groupedDense.as';
import { sparseDense, sparseDenseGradAffine } from '../sparseDense/sparseDense.as';
import { takeTurn } from '../takeTurn/takeTurn.as';
import { taskLoss, taskLossGrad } from '../taskLoss/taskLoss.as';
import { add, copy } from './values.as';

/** What a call takes in the list: the number of its function in `wasmFunctionNames`, then its arguments. */
const callBytes: usize = 64;

/** Carries out the `numCalls` calls from `calls` on, `numSteps` times. */
export function replay(calls: usize, numCalls: i32, numSteps: i32): void {
  const end = calls + <usize>numCalls * callBytes;
  for (; numSteps > 0; numSteps--) {
    for (let call = calls; call < end; call += callBytes) carryOut(call);
  }
}

function carryOut(c: usize): void {
  switch (load<i32>(c)) {
    case 0: return adamStep(a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6));
    case 1: return add(a(c, 1), a(c, 2), a(c, 3), a(c, 4));
    case 2: return columnSums(a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6), a(c, 7));
    case 3: return copy(a(c, 1), a(c, 2), a(c, 3));
    case 4: return gatedMix(
      a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6), a(c, 7), a(c, 8), a(c, 9), a(c, 10), a(c, 11), a(c, 12),
    );
    case 5: return gatedMixGrad(
      a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6), a(c, 7), a(c, 8), a(c, 9), a(c, 10), a(c, 11), a(c, 12),
      a(c, 13), a(c, 14),
    );
    case 6: return gatherBatch(
      a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6), a(c, 7), a(c, 8), a(c, 9), a(c, 10),
    );
    case 7: return groupedDense(
      a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6), a(c, 7), a(c, 8), a(c, 9), a(c, 10), a(c, 11), a(c, 12),
    );
    case 8: return groupedDenseGradAffine(
      a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6), a(c, 7), a(c, 8), a(c, 9), a(c, 10), a(c, 11), a(c, 12),
    );
    case 9: return groupedDenseGradInput(
      a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6), a(c, 7), a(c, 8), a(c, 9), a(c, 10), a(c, 11), a(c, 12),
    );
    case 10: return sparseDense(
      a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6), a(c, 7), a(c, 8), a(c, 9), a(c, 10), a(c, 11),
    );
    case 11: return sparseDenseGradAffine(
      a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6), a(c, 7), a(c, 8), a(c, 9), a(c, 10), a(c, 11),
    );
    case 12: return takeTurn(a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6), a(c, 7), a(c, 8));
    case 13: return taskLoss(a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6), a(c, 7), a(c, 8));
    case 14: return taskLossGrad(a(c, 1), a(c, 2), a(c, 3), a(c, 4), a(c, 5), a(c, 6), a(c, 7), a(c, 8), a(c, 9));
    default: unreachable();
  }
}

/** Argument number `i` of a call, counted from 1. */
@inline
function a(call: usize, i: i32): i32 {
  return load<i32>(call + (<usize>i << 2));
}
