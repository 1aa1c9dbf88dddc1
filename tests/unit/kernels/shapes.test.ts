/** Every operation names the input that has a wrong shape, or a wrong number of axes in the page as well. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startCpu } from '../../../src/backend/startBackend.ts';
import { adamOperation, adamStep } from '../../../src/kernels/adam/adam.ts';
import { columnSums } from '../../../src/kernels/columnSums/columnSums.ts';
import { gatedMix } from '../../../src/kernels/gatedMix/gatedMix.ts';
import { gatherBatch } from '../../../src/kernels/gatherBatch/gatherBatch.ts';
import { groupedDense } from '../../../src/kernels/groupedDense/groupedDense.ts';
import { run } from '../../../src/kernels/operation.ts';
import { sparseDense } from '../../../src/kernels/sparseDense/sparseDense.ts';
import { takeTurn } from '../../../src/kernels/takeTurn/takeTurn.ts';
import { taskLoss } from '../../../src/kernels/taskLoss/taskLoss.ts';
import { zeros } from '../../../src/tf/tf.ts';
import { freeTensorsAtEnd } from '../ownTensors.ts';

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
      'The input of a dense layer has shape [1,8,5], expected [2,8,5].',
    ],
    [
      'weights without a bias',
      () => groupedDense(zeros([2, 8, 5]), zeros([6, 5, 7]), dense),
      'Weight and bias of a dense layer has shape [6,5,7], expected [6,6,7].',
    ],
    [
      'places without values',
      () => sparseDense(zeros([2, 8, 5]), zeros([6, 6, 7]), { numReplicas: 2, relu: true }),
      'The input of a sparse layer has shape [2,8,5], expected [2,8,4].',
    ],
    [
      'gate logits of other rows',
      () => gatedMix({ experts: zeros([8, 9, 5]), logits: zeros([6, 8, 4]), native: null }, mix),
      'The gate logits of a mix has shape [6,8,4], expected [6,9,4].',
    ],
    [
      'native weights of one replica',
      () => gatedMix({ experts: zeros([8, 9, 5]), logits: null, native: zeros([3, 4]) }, mix),
      'The native weights of a mix has shape [3,4], expected [6,4].',
    ],
    [
      'labels a row per row',
      () => taskLoss(zeros([4, 9]), zeros([9, 4]), zeros([4, 9]), loss),
      'The labels of the loss has shape [9,4], expected [4,9].',
    ],
    [
      'labels without their mask',
      () => gatherBatch(zeros([20, 5]), zeros([20, 3]), zeros([8], 'int32'), { numReplicas: 2 }),
      'The labels to gather from has shape [20,3], expected [20,2].',
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
      () => takeTurn({ turn: zeros([1], 'int32'), rows: zeros([8, 6], 'int32'), rates: zeros([7, 4]) }),
      'The rates of the turns has shape [7,4], expected [8,4].',
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
      () => run(adamOperation, { parameter: zeros([2]) } as never, { firstRate: 0, decays: false }),
      "AdamStep needs 'moment1' as [...]; got parameter.",
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});
