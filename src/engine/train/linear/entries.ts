/** Rows as entries (feature and value), all that a linear model reads. */
import type { SplitData } from '../../../data/types.ts';
import { blocksOfSplit, type EntryBlock, type LinearFeatures } from './blocks.ts';

export interface EntryRows {
  readonly numFeatures: number;
  readonly blocks: readonly EntryBlock[];
  /** Positions of the rows in the blocks, `[N]`. */
  readonly at: Int32Array;
}

export type LinearEntries = ReturnType<typeof linearEntriesOf>;

export function linearEntriesOf({ numFeatures, ids }: LinearFeatures) {
  const made = new Map<Float32Array, readonly EntryBlock[]>();
  return {
    numFeatures,
    blocksOf: (split: SplitData): readonly EntryBlock[] => {
      const known = made.get(split.inputs);
      if (known !== undefined) return known;
      const blocks = blocksOfSplit(split, ids);
      made.set(split.inputs, blocks);
      return blocks;
    },
  };
}

export function labelledRowsOf(
  split: SplitData,
  task: number,
  { numFeatures, blocksOf }: LinearEntries,
): { readonly rows: EntryRows; readonly labelled: Int32Array } {
  const { numRows, places } = split;
  const mask = split.mask.subarray(task * numRows, (task + 1) * numRows);
  const labelled = Int32Array.from(mask.keys()).filter((row) => mask[row] === 1);
  const at = places === undefined ? labelled : labelled.map((row) => places.rows[row] ?? 0);
  return { rows: { numFeatures, blocks: blocksOf(split), at }, labelled };
}

export type PartialComputation<T> = Generator<void, T, void>;

const ROWS_AT_ONCE = 1 << 15;

export function* processInParts(
  numRows: number,
  take: (from: number, to: number) => void,
): PartialComputation<void> {
  for (let from = 0; from < numRows; from += ROWS_AT_ONCE) {
    if (from > 0) yield;
    take(from, Math.min(from + ROWS_AT_ONCE, numRows));
  }
}

/** Dot product of each row with weights `[I]`: `[N]`. */
export function* rowProductsOf(
  { blocks, at }: EntryRows,
  weights: Float64Array,
): PartialComputation<Float64Array> {
  const products = new Float64Array(at.length);
  for (const block of blocks)
    yield* processInParts(at.length, (from, to) => {
      const [some, ofSome] = [at.subarray(from, to), products.subarray(from, to)];
      if (block.places === null) addDenseProducts(block, some, weights.subarray(block.firstFeature), ofSome);
      else addSparseProducts(block, block.places, some, weights, ofSome);
    });
  return products;
}

/** Sum of the rows multiplied by factors `[N]`: `[I]`. */
export function* weightedRowSum(
  { numFeatures, blocks, at }: EntryRows,
  factors: Float64Array,
): PartialComputation<Float64Array> {
  const sums = new Float64Array(numFeatures);
  for (const block of blocks)
    yield* processInParts(at.length, (from, to) => {
      const [some, ofSome] = [at.subarray(from, to), factors.subarray(from, to)];
      if (block.places === null) addDenseRows(block, some, ofSome, sums.subarray(block.firstFeature));
      else addSparseRows(block, block.places, some, ofSome, sums);
    });
  return sums;
}

export function forEachEntryBlock(
  { blocks, at }: EntryRows,
  row: number,
  take: (feature: number, value: number) => void,
): void {
  for (const { numEntries, stride, places, firstFeature, values } of blocks) {
    const first = (at[row] ?? 0) * stride;
    for (let entry = first; entry < first + numEntries; entry++)
      take(places === null ? firstFeature + entry - first : (places[entry] ?? 0), values[entry] ?? 0);
  }
}

// Dense and sparse blocks have separate loops: half of the fitting time is spent here, and compilers would
// not separate them. Places are truncated to integers, which saves a check for each.

function addDenseProducts(
  { numEntries, stride, values }: EntryBlock,
  at: Int32Array,
  weights: Float64Array,
  products: Float64Array,
): void {
  for (let row = 0; row < at.length; row++) {
    const first = (at[row] ?? 0) * stride;
    let sum = 0;
    for (let entry = 0; entry < numEntries; entry++)
      sum += (values[first + entry] ?? 0) * (weights[entry] ?? 0);
    products[row] = (products[row] ?? 0) + sum;
  }
}

function addSparseProducts(
  { numEntries, stride, values }: EntryBlock,
  places: Float32Array,
  at: Int32Array,
  weights: Float64Array,
  products: Float64Array,
): void {
  for (let row = 0; row < at.length; row++) {
    const first = (at[row] ?? 0) * stride;
    let sum = 0;
    for (let entry = first; entry < first + numEntries; entry++)
      sum += (values[entry] ?? 0) * (weights[(places[entry] ?? 0) | 0] ?? 0);
    products[row] = (products[row] ?? 0) + sum;
  }
}

function addDenseRows(
  { numEntries, stride, values }: EntryBlock,
  at: Int32Array,
  factors: Float64Array,
  sums: Float64Array,
): void {
  for (let row = 0; row < at.length; row++) {
    const first = (at[row] ?? 0) * stride;
    const factor = factors[row] ?? 0;
    for (let entry = 0; entry < numEntries; entry++)
      sums[entry] = (sums[entry] ?? 0) + factor * (values[first + entry] ?? 0);
  }
}

function addSparseRows(
  { numEntries, stride, values }: EntryBlock,
  places: Float32Array,
  at: Int32Array,
  factors: Float64Array,
  sums: Float64Array,
): void {
  for (let row = 0; row < at.length; row++) {
    const first = (at[row] ?? 0) * stride;
    const factor = factors[row] ?? 0;
    for (let entry = first; entry < first + numEntries; entry++) {
      const place = (places[entry] ?? 0) | 0;
      sums[place] = (sums[place] ?? 0) + factor * (values[entry] ?? 0);
    }
  }
}
