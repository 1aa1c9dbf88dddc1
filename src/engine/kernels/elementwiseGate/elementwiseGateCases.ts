/** Example calls of elementwise gates. */
import { type KernelCases, normalValues, testTensorOf, testValueAt } from '../cases.ts';
import { elementwiseGate, elementwiseGateInput, elementwiseGateOperations } from './elementwiseGate.ts';

const { forward, gradScores, joined, gradPrior } = elementwiseGateOperations;

export const elementwiseGateCases: KernelCases = {
  calls: (numReplicas) => {
    const shape = [numReplicas * 3, 7, 5];
    const [dy, h, z] = [normalValues('dy', shape), normalValues('h', shape), normalValues('z', shape, 9)];
    const rows = [numReplicas, 7, 6];
    const [input, x] = [normalValues('input', rows), normalValues('x', rows)];
    const ofBoth = { name: 'scores of both signs', attrs: () => ({}), keepsRowsApart: true };
    return [
      { ...ofBoth, operation: forward, inputs: { h, z } },
      { ...ofBoth, operation: gradScores, inputs: { dy, h, z } },
      ...[0, 2].flatMap((numPriors) => {
        const attrs = (replicas: number) => ({ numReplicas: replicas, numPriors });
        const ofPriors = { name: `${numPriors} priors`, attrs, keepsRowsApart: true };
        const dBoth = normalValues('dBoth', [numReplicas, 7, 6 + numPriors]);
        return [
          { ...ofPriors, operation: joined, inputs: { input, x } },
          { ...ofPriors, operation: gradPrior, inputs: { dBoth } },
        ];
      }),
    ];
  },
  differentiable: (numReplicas) => {
    const shape = [numReplicas, 3, 5];
    return [
      {
        name: 'an elementwise gate',
        inputs: { h: normalValues('h', shape), z: normalValues('z', shape, 3) },
        onBackend: (tensors) => elementwiseGate(testTensorOf(tensors, 'h'), testTensorOf(tensors, 'z')),
        inNumbers: ({ h, z }) =>
          Array.from(h ?? [], (value, i) => (2 * value) / (1 + Math.exp(-testValueAt(z, i)))),
      },
      {
        name: 'a prior that is learned',
        inputs: { input: normalValues('input', shape) },
        constants: { x: normalValues('x', shape) },
        onBackend: (tensors) =>
          elementwiseGateInput(testTensorOf(tensors, 'input'), testTensorOf(tensors, 'x'), {
            numReplicas,
            numPriors: 2,
            learnsPrior: true,
          }),
        inNumbers: ({ input }) =>
          Array.from({ length: numReplicas * 3 }, (_, row) => [
            ...[3, 4].map((column) => testValueAt(input, 5 * row + column)),
            ...Array.from({ length: 5 }, (_, column) =>
              testValueAt(normalValues('x', shape).values, 5 * row + column),
            ),
          ]).flat(),
      },
    ];
  },
};
