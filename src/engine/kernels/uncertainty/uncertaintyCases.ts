/** Example calls of uncertainty weights. */
import { type KernelCases, normals } from '../cases.ts';
import { uncertaintyOperations } from './uncertainty.ts';

const kinds: readonly (readonly number[])[] = [[0], [1, 0, 1], [0, 0, 1, 1, 0]];

export const uncertaintyCases: KernelCases = {
  calls: (numReplicas) =>
    kinds.flatMap((isBinary) => {
      const shape = [numReplicas * isBinary.length];
      const positive = (name: string) => {
        const { values } = normals(name, shape);
        return { shape, values: values.map((value, i) => (i % isBinary.length === 2 ? 0 : value * value)) };
      };
      const { weights, backward } = uncertaintyOperations;
      const name = `tasks ${isBinary}`;
      return [
        {
          name,
          operation: weights,
          inputs: { logVariances: normals('logVariances', shape, 2), shares: positive('shares') },
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
