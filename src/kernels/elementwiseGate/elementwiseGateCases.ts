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
    return [
      {
        name: 'scores of both signs',
        operation: forward,
        inputs: { h, z },
        attrs: () => ({}),
        keepsRowsApart: true,
      },
      {
        name: 'scores of both signs',
        operation: gradScores,
        inputs: { dy, h, z },
        attrs: () => ({}),
        keepsRowsApart: true,
      },
      ...[0, 2].map((numPriors) => ({
        name: `${numPriors} priors`,
        operation: joined,
        inputs: { input, x },
        attrs: (replicas: number) => ({ numReplicas: replicas, numPriors }),
        keepsRowsApart: true,
      })),
      ...[0, 2].map((numPriors) => ({
        name: `${numPriors} priors`,
        operation: gradPrior,
        inputs: { dBoth: normals('dBoth', [numReplicas, 7, 6 + numPriors]) },
        attrs: (replicas: number) => ({ numReplicas: replicas, numPriors }),
        keepsRowsApart: true,
      })),
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
