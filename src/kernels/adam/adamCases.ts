/** Example calls of Adam. */
import { type KernelCases, normals } from '../cases.ts';
import { adamOperation } from './adam.ts';

export const adamCases: KernelCases = {
  calls: (numReplicas) =>
    [1, 3, 8, 33].map((size) => {
      const shape = [numReplicas * size];
      const square = normals(`square${size}`, shape);
      return {
        name: `${size} values`,
        operation: adamOperation,
        inputs: {
          parameter: normals(`parameter${size}`, shape),
          moment1: normals(`mean${size}`, shape),
          moment2: { shape, values: square.values.map((value) => value * value) },
          gradient: normals(`gradient${size}`, shape),
        },
        shared: { rates: { values: Float32Array.of(0.5, 0.01, 10, 1000), shape: [4] } },
        attrs: () => ({ firstRate: 1 }),
      };
    }),
};
