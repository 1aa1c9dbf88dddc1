/** Example calls of fetching a batch. */
import { type KernelCases, normalValues } from '../cases.ts';
import { gatherBatchOperation } from './gatherBatch.ts';

const gatherBatchSizes = [
  { numRows: 11, batchSize: 7, hasOwnLabels: false },
  { numRows: 11, batchSize: 7, hasOwnLabels: true },
  { numRows: 1, batchSize: 1, hasOwnLabels: false },
] as const;

export const gatherBatchCases: KernelCases = {
  calls: (numReplicas) =>
    gatherBatchSizes.map(({ numRows, batchSize, hasOwnLabels }) => {
      const rows = Float32Array.from({ length: numReplicas * batchSize }, (_, i) => {
        const replica = Math.floor(i / batchSize);
        return replica * numRows + ((i * 7) % numRows);
      });
      return {
        name: `${numReplicas} x ${batchSize} of ${numRows}${hasOwnLabels ? ', labels of each' : ''}`,
        operation: gatherBatchOperation,
        inputs: {
          inputs: normalValues('inputs', [numReplicas * numRows, 5]),
          labels: normalValues('labels', [(hasOwnLabels ? numReplicas : 1) * numReplicas * numRows, 6]),
          rows: { values: rows, shape: [rows.length], dtype: 'int32' },
        },
        attrs: (replicas) => ({ numReplicas: replicas }),
        hasReplicas: false,
      };
    }),
};
