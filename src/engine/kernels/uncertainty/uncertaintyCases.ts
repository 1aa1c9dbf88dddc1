/** Example calls of uncertainty weights. */
import { type KernelCases, normalValues } from '../cases.ts';
import { uncertaintyOperations } from './uncertainty.ts';

const taskKindExamples: readonly (readonly number[])[] = [[0], [1, 0, 1], [0, 0, 1, 1, 0]];

export const uncertaintyCases: KernelCases = {
  calls: (numReplicas) =>
    taskKindExamples.flatMap((isBinary) => {
      const shape = [numReplicas * isBinary.length];
      const positive = (name: string) => {
        const { values } = normalValues(name, shape);
        return { shape, values: values.map((value, i) => (i % isBinary.length === 2 ? 0 : value * value)) };
      };
      const { weights, backward } = uncertaintyOperations;
      const name = `tasks ${isBinary}`;
      return [
        {
          name,
          operation: weights,
          inputs: { logVariances: normalValues('logVariances', shape, 2), shares: positive('shares') },
          attrs: (replicas: number) => ({ numReplicas: replicas, isBinary }),
        },
        {
          name,
          operation: backward,
          inputs: { losses: positive('losses'), weights: positive('weights') },
          attrs: () => ({}),
        },
      ];
    }),
};
