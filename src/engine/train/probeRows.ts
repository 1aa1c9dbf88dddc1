/** Rows of a run's replicas that probes ask for, in their order. */
import { concatenatedFloats } from '../../core/lists.ts';
import type { ReplicaData, SplitData } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { type RowTools, replicaDataOf } from './replicaData.ts';

const NUM_FIRST_ROWS = 200;

export type RowsInOrder = Pick<SplitData, 'numRows' | 'inputs' | 'targets' | 'mask'> & {
  readonly isSparse: boolean;
  readonly rowLength: number;
};

export function createProbeRows(experiment: Experiment, tools: RowTools) {
  const first = new Map<number, Float32Array>();
  // Test rows of one replica only, because there may be many replicas.
  let test: { readonly replica: number; readonly rows: RowsInOrder } | null = null;
  const make = async (replica: number) => {
    const [data] = await replicaDataOf(experiment, [replica], tools);
    if (data === undefined) throw new Error('No rows were made.');
    const made = { replica, rows: rowsInFileOrder(data.test), first: firstTrainingRows(data.train) };
    first.set(replica, made.first);
    test = made;
    return made;
  };
  return {
    /** First training rows of a replica, `[n, I]`; empty for sparse rows. */
    firstOf: async (replica: number) => first.get(replica) ?? (await make(replica)).first,
    testOf: async (replica: number) => (test?.replica === replica ? test : await make(replica)).rows,
  };
}

// A copy lets the other rows be freed.
function firstTrainingRows(train: ReplicaData['train']): Float32Array {
  if (train.isSparse === true) return new Float32Array();
  return inputsOfRows(train, Math.min(NUM_FIRST_ROWS, train.numRows));
}

/** Rows of one split in order, without rows of other splits that are stored among them. */
function rowsInFileOrder(split: SplitData): RowsInOrder {
  const { numRows, targets, mask, isSparse = false, places } = split;
  const inputs = places === undefined ? split.inputs : inputsOfRows(split, numRows);
  return { numRows, inputs, targets, mask, isSparse, rowLength: rowLengthOf(split) };
}

const rowLengthOf = ({ inputs, numRows, places }: SplitData): number =>
  inputs.length / (places?.numRows ?? numRows);

function inputsOfRows(split: SplitData, count: number): Float32Array {
  const rowLength = rowLengthOf(split);
  return concatenatedFloats(
    Array.from({ length: count }, (_, row) => {
      const start = (split.places?.rows[row] ?? row) * rowLength;
      return split.inputs.subarray(start, start + rowLength);
    }),
  );
}
