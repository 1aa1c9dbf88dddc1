/** Rows of the replicas of a run, for whoever answers about its networks: made when they are first asked for. */
import { concatenated } from '../../core/lists.ts';
import type { ReplicaData, SplitData } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { type RowTools, replicaDataOf } from './replicaData.ts';

/** Enough rows to see where there are many. */
const NUM_FIRST = 200;

/** Rows with their labels, in their order. */
export type RowsInOrder = Pick<SplitData, 'numRows' | 'inputs' | 'targets' | 'mask'> & {
  readonly isSparse: boolean;
  /** Numbers per row. */
  readonly rowLength: number;
};

export type KnownRows = ReturnType<typeof createKnownRows>;

/** Rows by the number of their replica. */
export function createKnownRows(experiment: Experiment, tools: RowTools) {
  const first = new Map<number, Float32Array>();
  /** Of one replica, since there may be many. */
  let test: { readonly replica: number; readonly rows: RowsInOrder } | null = null;
  const make = async (replica: number) => {
    const [data] = await replicaDataOf(experiment, [replica], tools);
    if (data === undefined) throw new Error('No rows were made.');
    const made = { replica, rows: inOrder(data.test), first: firstRows(data.train) };
    first.set(replica, made.first);
    test = made;
    return made;
  };
  return {
    /** The first training rows, `[n, I]`; none of sparse ones. */
    firstOf: async (replica: number) => first.get(replica) ?? (await make(replica)).first,
    testOf: async (replica: number) => (test?.replica === replica ? test : await make(replica)).rows,
  };
}

/** Copied, so that the others can go. */
function firstRows(train: ReplicaData['train']): Float32Array {
  if (train.isSparse === true) return new Float32Array();
  return inputsOfRows(train, Math.min(NUM_FIRST, train.numRows));
}

/** The rows without those of other splits that lie among them. */
function inOrder(split: SplitData): RowsInOrder {
  const { numRows, targets, mask, isSparse = false, places } = split;
  const inputs = places === undefined ? split.inputs : inputsOfRows(split, numRows);
  return { numRows, inputs, targets, mask, isSparse, rowLength: rowLengthOf(split) };
}

const rowLengthOf = ({ inputs, numRows, places }: SplitData): number =>
  inputs.length / (places?.numRows ?? numRows);

function inputsOfRows(split: SplitData, count: number): Float32Array {
  const rowLength = rowLengthOf(split);
  return concatenated(
    Array.from({ length: count }, (_, row) => {
      const start = (split.places?.rows[row] ?? row) * rowLength;
      return split.inputs.subarray(start, start + rowLength);
    }),
  );
}
