/** Example calls of the inputs of the second and third of three steps. */
import type { KernelCases } from '../cases.ts';
import { stepInputsOperation } from './stepInputs.ts';

const rows = Float32Array.of(1, 2, 3, 4, 5, 6);
const timetableTestRates = Float32Array.of(0.1, 1, 2, 0.2, 3, 4, 0.3, 5, 6);

export const stepInputsCases: KernelCases = {
  calls: () =>
    [1, 2].map((turn) => ({
      name: `turn ${turn}`,
      operation: stepInputsOperation,
      inputs: {
        turn: { values: Float32Array.of(turn), shape: [1], dtype: 'int32' },
        rows: { values: rows, shape: [3, 2], dtype: 'int32' },
        rates: { values: timetableTestRates, shape: [3, 3] },
      },
      attrs: () => ({}),
      hasReplicas: false,
      outputs: [
        Array.from(rows.subarray(2 * turn, 2 * turn + 2)),
        Array.from(timetableTestRates.subarray(3 * turn, 3 * turn + 3)),
        [turn + 1],
      ],
    })),
};
