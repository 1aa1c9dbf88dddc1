/** Example calls of dropout. */
import { type KernelCases, normalValues, type TestTensor, testTensorOf } from '../cases.ts';
import { dropout, dropoutHashOf, dropoutOperations } from './dropout.ts';

const { forward, backward } = dropoutOperations;
const dropoutTestRate = 0.3;
const dropoutTestRates: TestTensor = { values: Float32Array.of(0.5, 99_999), shape: [2] };

const dropoutTestKeysOf = (numReplicas: number): TestTensor => ({
  values: Float32Array.from({ length: 2 * numReplicas }, (_, i) => (i * 40_503 + 65_535) % 65_536),
  shape: [numReplicas, 2],
});

const positiveValues = (name: string, shape: readonly number[]): TestTensor => {
  const { values } = normalValues(name, shape);
  return { shape, values: values.map((value) => Math.max(value, 0)) };
};

export const dropoutCases: KernelCases = {
  calls: (numReplicas) => {
    const shape = [numReplicas * 3, 7, 5];
    const attrs = () => ({ rate: dropoutTestRate });
    const keys = dropoutTestKeysOf(numReplicas);
    const ones = { shape: [numReplicas, 2, 3], values: new Float32Array(6 * numReplicas).fill(1) };
    const ofBoth = { attrs, keepsRowsApart: true };
    return [
      {
        ...ofBoth,
        name: 'what a ReLU gave',
        operation: forward,
        inputs: { x: positiveValues('x', shape), keys },
        shared: { rates: dropoutTestRates },
      },
      {
        ...ofBoth,
        name: 'ones',
        operation: forward,
        inputs: { x: ones, keys },
        shared: { rates: dropoutTestRates },
        attrs: () => ({ rate: 0.5 }),
        // All backends must drop the same values.
        outputs: [[2, 0, 0, 2, 2, 0]],
      },
      {
        ...ofBoth,
        name: 'what was kept',
        operation: backward,
        inputs: { dy: normalValues('dy', shape), y: positiveValues('y', shape) },
      },
    ];
  },
  differentiable: (numReplicas) => {
    const shape = [numReplicas, 4, 5];
    const { values, shape: ofKeys } = dropoutTestKeysOf(numReplicas);
    const keyOf = (replica: number) => (values[2 * replica] ?? 0) + 65_536 * (values[2 * replica + 1] ?? 0);
    const x = normalValues('x', shape);
    return [
      {
        name: 'dropout',
        inputs: { x: { shape, values: x.values.map((value) => Math.abs(value) + 0.1) } },
        constants: { keys: { values, shape: ofKeys }, rates: dropoutTestRates },
        onBackend: (tensors) =>
          dropout(testTensorOf(tensors, 'x'), testTensorOf(tensors, 'keys'), testTensorOf(tensors, 'rates'), {
            rate: dropoutTestRate,
          }),
        inNumbers: ({ x: of }) =>
          Array.from(of ?? [], (value, i) =>
            dropoutHashOf(i % 20, keyOf(Math.floor(i / 20)), 99_999) < dropoutTestRate * 2 ** 16
              ? 0
              : value / (1 - dropoutTestRate),
          ),
      },
    ];
  },
};
