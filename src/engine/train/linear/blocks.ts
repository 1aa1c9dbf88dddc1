/** Blocks of row entries for linear models: numbers, and ids as one feature each. */
import { idColumnsInRow } from '../../../data/rows.ts';
import type { DataSetup, SplitData } from '../../../data/types.ts';

/** The entries of row `r` begin at `r * stride` in both arrays. */
export interface EntryBlock {
  readonly numEntries: number;
  readonly stride: number;
  /** Feature index of each entry; null: consecutive from `firstFeature`. */
  readonly places: Float32Array | null;
  readonly firstFeature: number;
  readonly values: Float32Array;
}

/** Numbers of a row first, then one feature per id. */
export interface LinearFeatures {
  readonly numFeatures: number;
  readonly ids: { readonly numBefore: number; readonly firsts: readonly number[] } | null;
}

export function linearFeaturesOf(setup: DataSetup): LinearFeatures {
  const { numVectors, dim, numAfter } = idColumnsInRow(setup);
  if (numVectors.length === 0) return { numFeatures: setup.data.inputDim, ids: null };
  const numNumbers = setup.data.inputDim - numVectors.length * dim;
  let numFeatures = numNumbers;
  const firsts = numVectors.map((count) => {
    numFeatures += count;
    return numFeatures - count;
  });
  return { numFeatures, ids: { numBefore: numNumbers - numAfter, firsts } };
}

export function blocksOfSplit(split: SplitData, ids: LinearFeatures['ids']): readonly EntryBlock[] {
  const block = blockOfInputs(split);
  return ids === null ? [block] : blocksWithIdFeatures(block, ids);
}

function blockOfInputs({ numRows, inputs, isSparse = false, places }: SplitData): EntryBlock {
  const stride = inputs.length / (places?.numRows ?? numRows);
  return isSparse
    ? { numEntries: stride / 2, stride, places: inputs, firstFeature: 0, values: inputs.subarray(stride / 2) }
    : { numEntries: stride, stride, places: null, firstFeature: 0, values: inputs };
}

type IdFeatures = NonNullable<LinearFeatures['ids']>;

const blocksWithIdFeatures = (block: EntryBlock, ids: IdFeatures): readonly EntryBlock[] =>
  block.places === null ? splitOffIds(block, ids) : [replaceSparseIds(block, block.places, ids)];

const numStoredRowsOf = ({ values, stride }: EntryBlock): number =>
  Math.floor(values.length / stride) + Number(values.length % stride > 0);

// Splits a block of numbers and ids in two, since ids get a block of their own.
function splitOffIds(block: EntryBlock, { numBefore, firsts }: IdFeatures): readonly EntryBlock[] {
  const { stride, values } = block;
  const { length } = firsts;
  const places = new Float32Array(numStoredRowsOf(block) * length).map((_, entry) => {
    const [row, column] = [Math.floor(entry / length), entry % length];
    return (firsts[column] ?? 0) + (values[row * stride + numBefore + column] ?? 0);
  });
  const numAfter = stride - numBefore - length;
  return [
    { ...block, numEntries: numBefore },
    { ...block, numEntries: numAfter, firstFeature: numBefore, values: values.subarray(numBefore + length) },
    {
      numEntries: length,
      stride: length,
      places,
      firstFeature: 0,
      values: new Float32Array(places.length).fill(1),
    },
  ];
}

function replaceSparseIds(
  block: EntryBlock,
  given: Float32Array,
  { numBefore, firsts }: IdFeatures,
): EntryBlock {
  const { numEntries, stride } = block;
  const numKept = numStoredRowsOf(block);
  const places = new Float32Array(numKept * numEntries);
  const values = new Float32Array(numKept * numEntries);
  for (let row = 0; row < numKept; row++) {
    let next = 0;
    for (let entry = 0; entry < numEntries; entry++) {
      const from = row * stride + entry;
      const to = row * numEntries + entry;
      const [place, value] = [given[from] ?? 0, block.values[from] ?? 0];
      const isId = place >= numBefore && place < numBefore + firsts.length;
      // Padding of a sparse row has place 0, which may be an id's.
      if (isId && place - numBefore !== next) continue;
      places[to] = isId ? (firsts[next] ?? 0) + value : place < numBefore ? place : place - firsts.length;
      values[to] = isId ? 1 : value;
      if (isId) next++;
    }
  }
  return { ...block, stride: numEntries, places, values };
}
