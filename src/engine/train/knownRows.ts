/** Makes a replica's rows at first request, for answers about its networks. */
import { concatenated } from '../../core/lists.ts';
import type { ReplicaData, SplitData } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { type RowTools, replicaDataOf } from './replicaData.ts';

const NUM_FIRST = 200;

export type RowsInOrder = Pick<SplitData, 'numRows' | 'inputs' | 'targets' | 'mask'> & {
  readonly isSparse: boolean;
  readonly rowLength: number;
};

export type KnownRows = ReturnType<typeof createKnownRows>;

export function createKnownRows(experiment: Experiment, tools: RowTools) {
  const first = new Map<number, Float32Array>();
  // Of one replica only: there may be many.
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
    /** `[n, I]`; empty for sparse rows. */
    firstOf: async (replica: number) => first.get(replica) ?? (await make(replica)).first,
    testOf: async (replica: number) => (test?.replica === replica ? test : await make(replica)).rows,
  };
}

// A copy lets the other rows be freed.
function firstRows(train: ReplicaData['train']): Float32Array {
  if (train.isSparse === true) return new Float32Array();
  return inputsOfRows(train, Math.min(NUM_FIRST, train.numRows));
}

/** Leaves out rows of other splits among them. */
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
