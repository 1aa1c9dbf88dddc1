/** Made-up sparse rows, and what any sparse rows are with all their zeros. */
import type { ReplicaData, SplitData } from '../../../../src/data/types.ts';
import { normalValues, randomFlags } from '../../../../src/engine/kernels/cases.ts';
import {
  expandedTestRows,
  randomSparseRows,
} from '../../../../src/engine/kernels/sparseDense/sparseDenseCases.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';

/** Rows of the sizes that `experiment` asks for, of at most `numEntries` inputs that are not 0, and labels without a meaning. */
export function sparseReplicaOf({ tasks, data }: Experiment, numEntries: number): ReplicaData {
  const splitOf = (name: string, numRows: number): SplitData => ({
    numRows,
    inputs: randomSparseRows(name, [1, numRows, numEntries], data.inputDim).values,
    isSparse: true,
    targets: Float32Array.from(
      tasks.flatMap(({ kind }, task) => {
        const shape = [numRows];
        const label = `${name} ${task}`;
        return Array.from(
          (kind === 'binary' ? randomFlags(label, shape, 0.4) : normalValues(label, shape)).values,
        );
      }),
    ),
    mask: randomFlags(`mask of ${name}`, [tasks.length * numRows], 0.8).values,
  });
  const floor = tasks.map(() => Number.NaN);
  return {
    train: splitOf('train', data.numTrainRows),
    validation: { ...splitOf('validation', data.numValidationRows), floor },
    test: { ...splitOf('test', data.numTestRows), floor },
  };
}

/** The same rows with all their zeros. */
export const denseReplicaOf = ({ train, validation, test }: ReplicaData, inputDim: number): ReplicaData => ({
  train: withZeros(train, inputDim),
  validation: withZeros(validation, inputDim),
  test: withZeros(test, inputDim),
});

function withZeros<T extends SplitData>(split: T, inputDim: number): T {
  const { inputs, numRows } = split;
  const shape = [1, numRows, inputs.length / numRows];
  return { ...split, inputs: expandedTestRows({ values: inputs, shape }, inputDim).values, isSparse: false };
}
