/** Example calls of elementwise gates. */
import { given, type KernelCases, normals, valueAt } from '../cases.ts';
import { elementwiseGate, elementwiseGateInput, elementwiseGateOperations } from './elementwiseGate.ts';

const { forward, gradScores, joined, gradPrior } = elementwiseGateOperations;

export const elementwiseGateCases: KernelCases = {
  calls: (numReplicas) => {
    const shape = [numReplicas * 3, 7, 5];
    const [dy, h, z] = [normals('dy', shape), normals('h', shape), normals('z', shape, 9)];
    const rows = [numReplicas, 7, 6];
    const [input, x] = [normals('input', rows), normals('x', rows)];
    const ofBoth = { name: 'scores of both signs', attrs: () => ({}), keepsRowsApart: true };
    return [
      { ...ofBoth, operation: forward, inputs: { h, z } },
      { ...ofBoth, operation: gradScores, inputs: { dy, h, z } },
      ...[0, 2].flatMap((numPriors) => {
        const attrs = (replicas: number) => ({ numReplicas: replicas, numPriors });
        const ofPriors = { name: `${numPriors} priors`, attrs, keepsRowsApart: true };
        const dBoth = normals('dBoth', [numReplicas, 7, 6 + numPriors]);
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
        inputs: { h: normals('h', shape), z: normals('z', shape, 3) },
        onBackend: (tensors) => elementwiseGate(given(tensors, 'h'), given(tensors, 'z')),
        inNumbers: ({ h, z }) =>
          Array.from(h ?? [], (value, i) => (2 * value) / (1 + Math.exp(-valueAt(z, i)))),
      },
      {
        name: 'a prior that is learned',
        inputs: { input: normals('input', shape) },
        constants: { x: normals('x', shape) },
        onBackend: (tensors) =>
          elementwiseGateInput(given(tensors, 'input'), given(tensors, 'x'), {
            numReplicas,
            numPriors: 2,
            learnsPrior: true,
          }),
        inNumbers: ({ input }) =>
          Array.from({ length: numReplicas * 3 }, (_, row) => [
            ...[3, 4].map((column) => valueAt(input, 5 * row + column)),
            ...Array.from({ length: 5 }, (_, column) =>
              valueAt(normals('x', shape).values, 5 * row + column),
            ),
          ]).flat(),
      },
    ];
  },
};
