/** Example calls of the task loss. */
import { type KernelCases, normalValues, randomFlags, testTensorOf } from '../cases.ts';
import { pathTerms } from '../pathLoss/pathLoss.ts';
import { pathLossOfNumbers } from '../pathLoss/pathLossCases.ts';
import { taskLoss, taskLossOperations } from './taskLoss.ts';

const lossBatchExamples = [
  { isBinary: [0], numRows: 1 },
  { isBinary: [1], numRows: 3 },
  { isBinary: [0, 1, 1], numRows: 9 },
  { isBinary: [0, 0], numRows: 16 },
  { isBinary: [0, 1], numRows: 70 },
  { isBinary: [1], numRows: 64 },
];

export const taskLossCases: KernelCases = {
  calls: (numReplicas) =>
    lossBatchExamples.flatMap(({ isBinary, numRows }) => {
      const shape = [numReplicas * isBinary.length, numRows];
      const labels = randomFlags('labels', shape, 0.5);
      const inputs = {
        logits: normalValues('logits', shape, 10),
        labels,
        mask: randomRowWeights(shape, isBinary.length),
      };
      const name = `tasks ${isBinary}, ${numRows} rows`;
      const attrs = (replicas: number) => ({ numReplicas: replicas, isBinary });
      const dy = normalValues('dy', shape.slice(0, 1));
      return [
        { name, operation: taskLossOperations.forward, inputs, attrs },
        { name, operation: taskLossOperations.backward, inputs: { dy, ...inputs }, attrs },
      ];
    }),
  differentiable: (numReplicas) =>
    lossBatchExamples.map(({ isBinary, numRows }) => {
      const shape = [numReplicas * isBinary.length, numRows];
      const attrs = { numReplicas, isBinary };
      const [labels, mask] = [randomFlags('labels', shape, 0.5), randomFlags('mask', shape, 0.6)];
      return {
        name: `tasks ${isBinary}, ${numRows} rows`,
        inputs: { logits: normalValues('logits', shape, 3) },
        constants: { labels, mask },
        onBackend: (tensors) =>
          taskLoss(
            testTensorOf(tensors, 'logits'),
            testTensorOf(tensors, 'labels'),
            testTensorOf(tensors, 'mask'),
            attrs,
          ),
        inNumbers: ({ logits }) =>
          pathLossOfNumbers(logits, {
            tasks: isBinary.flatMap((flag) => [0, flag, pathTerms.own]),
            numRows,
            labels: labels.values,
            mask: mask.values,
            coefficients: isBinary.flatMap(() => [1, 0, 0]),
          }),
      };
    }),
};

function randomRowWeights(shape: readonly number[], numTasks: number) {
  const [, numRows = 1] = shape;
  const mask = randomFlags('mask', shape, 0.6);
  mask.values.forEach((value, i) => {
    if (i % 3 === 0) mask.values[i] = 1.7 * value * ((i % 7) / 7);
    if (numTasks > 1 && Math.floor(i / numRows) % numTasks === numTasks - 1) mask.values[i] = 0;
  });
  return mask;
}
