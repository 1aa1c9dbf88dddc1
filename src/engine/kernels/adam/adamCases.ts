/** Example calls of Adam. */
import { type KernelCases, normalValues } from '../cases.ts';
import { adamOperation } from './adam.ts';

export const adamCases: KernelCases = {
  calls: (numReplicas) =>
    [1, 3, 8, 33].flatMap((size) => {
      const shape = [numReplicas * size];
      const square = normalValues(`square${size}`, shape);
      const calledWith = (decays: boolean) => ({
        name: `${size} values${decays ? ' that decay' : ''}`,
        operation: adamOperation,
        inputs: {
          parameter: normalValues(`parameter${size}`, shape),
          moment1: normalValues(`mean${size}`, shape),
          moment2: { shape, values: square.values.map((value) => value * value) },
          gradient: normalValues(`gradient${size}`, shape),
        },
        shared: { rates: { values: Float32Array.of(0.5, 0.01, 10, 1000, 0.875), shape: [5] } },
        attrs: () => ({ firstRate: 1, decays }),
      });
      return [calledWith(false), calledWith(true)];
    }),
};
