/** Every operation names the input that has a wrong shape, or a wrong number of axes in the page as well. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startCpu } from '../../../../src/engine/backend/startBackend.ts';
import { adamOperation, adamStep } from '../../../../src/engine/kernels/adam/adam.ts';
import { columnSums } from '../../../../src/engine/kernels/columnSums/columnSums.ts';
import { gatedMix } from '../../../../src/engine/kernels/gatedMix/gatedMix.ts';
import { gatherBatch } from '../../../../src/engine/kernels/gatherBatch/gatherBatch.ts';
import { groupedDense } from '../../../../src/engine/kernels/groupedDense/groupedDense.ts';
import { runOperation } from '../../../../src/engine/kernels/operation.ts';
import { sparseDense } from '../../../../src/engine/kernels/sparseDense/sparseDense.ts';
import { stepInputs } from '../../../../src/engine/kernels/stepInputs/stepInputs.ts';
import { taskLoss } from '../../../../src/engine/kernels/taskLoss/taskLoss.ts';
import { zeros } from '../../../../src/engine/tf/tf.ts';
import { freeTensorsAtEnd } from '../../ownTensors.ts';

freeTensorsAtEnd();

beforeAll(async () => {
  await startCpu();
});

const dense = { numReplicas: 2, numStreams: 1, reads: [0, 0, 0], relu: true };
const mix = {
  numReplicas: 2,
  numUnits: 3,
  numExperts: 4,
  sees: Array(12).fill(1),
  learns: Array(12).fill(0),
};
const loss = { numReplicas: 2, isBinary: [0, 1] };
const moments = () => ({ moment1: [zeros([4, 5])], moment2: [zeros([4, 5])] });

describe('a wrong shape is named, with the one expected', () => {
  it.each([
    [
      'a stream too few',
      () => groupedDense(zeros([1, 8, 5]), zeros([6, 6, 7]), dense),
      "GroupedDense needs 'x' as [R*S, B, I] with R = 2, S = 1, E = 3; got [1, 8, 5].",
    ],
    [
      'weights without a bias',
      () => groupedDense(zeros([2, 8, 5]), zeros([6, 5, 7]), dense),
      'R = 2, S = 1, E = 3, B = 8, I = 5; got [6, 5, 7].',
    ],
    [
      'places without values',
      () => sparseDense(zeros([2, 8, 5]), zeros([6, 6, 7]), { numReplicas: 2, relu: true }),
      "SparseDense needs 'x' as [R, B, 2*K] with R = 2, B = 8, K = 2.5; got [2, 8, 5].",
    ],
    [
      'gate logits of other rows',
      () => gatedMix({ experts: zeros([8, 9, 5]), logits: zeros([6, 8, 4]), native: null }, mix),
      "GatedMix needs 'logits' as [R*U, B, E] with R = 2, U = 3, E = 4, B = 9, D = 5; got [6, 8, 4].",
    ],
    [
      'native weights of one replica',
      () => gatedMix({ experts: zeros([8, 9, 5]), logits: null, native: zeros([3, 4]) }, mix),
      "NativeMix needs 'native' as [R*U, E] with R = 2, U = 3, E = 4, B = 9, D = 5; got [3, 4].",
    ],
    [
      'labels a row per row',
      () => taskLoss(zeros([4, 9]), zeros([9, 4]), zeros([4, 9]), loss),
      "TaskLoss needs 'labels' as [R*T, B] with R = 2, T = 2, B = 9; got [9, 4].",
    ],
    [
      'labels without their mask',
      () => gatherBatch(zeros([20, 5]), zeros([20, 3]), zeros([8], 'int32'), { numReplicas: 2 }),
      "GatherBatch needs 'labels' as [L, 2*T] with R = 2, N = 20, I = 5, L = 20, T = 1.5; got [20, 3].",
    ],
    [
      'a moment of another tensor',
      () =>
        adamStep({ parameters: [zeros([5, 4])], ...moments() }, [zeros([4, 5])], {
          tensor: zeros([4]),
          first: 0,
        }),
      'Tensor 0 of parameters has shape [5,4], expected [4,5].',
    ],
    [
      'a missing gradient',
      () => adamStep({ parameters: [zeros([4, 5])], ...moments() }, [], { tensor: zeros([4]), first: 0 }),
      'The list of parameters has shape [1], expected [0].',
    ],
    [
      'rates of fewer turns',
      () => stepInputs({ turn: zeros([1], 'int32'), rows: zeros([8, 6], 'int32'), rates: zeros([7, 4]) }),
      "StepInputs needs 'rates' as [K, N] with K = 8; got [7, 4].",
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe('an input that no kernel could take is named with its operation, what was got, and what to do', () => {
  it.each([
    [
      'too few axes',
      () => columnSums(zeros([4])),
      "ColumnSums needs 'x' as [G, B, D]; got [4]. Reshape it first.",
    ],
    [
      'none at all',
      () => runOperation(adamOperation, { parameter: zeros([2]) } as never, { firstRate: 0, decays: false }),
      "AdamStep needs 'moment1' as [...]; got parameter.",
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});
