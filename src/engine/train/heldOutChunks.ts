/** Splits held-out rows into chunks, because all rows together could exceed the device's memory. */
import { concatenatedFloats } from '../../core/lists.ts';
import type { ReplicaData, SplitData } from '../../data/types.ts';
import { EVALUATION_ROWS } from '../../experiment/costs/memory.ts';

export type HeldOutSplit = 'validation' | 'test';

export interface Chunk {
  /** `[R, rows, I]` */
  readonly shape: readonly [number, number, number];
  /** `[R, rows, I]`, or `[1, rows, I]` for shared rows. */
  readonly values: () => Float32Array<ArrayBuffer>;
  /** False if each call gathers the values from shared rows. */
  readonly isWhole: boolean;
}

export function valuesOfAllReplicas({ shape, values }: Chunk): Float32Array<ArrayBuffer> {
  const [numReplicas, numRows, inputDim] = shape;
  const given = values();
  if (given.length === numReplicas * numRows * inputDim) return given;
  return concatenatedFloats(Array.from({ length: numReplicas }, () => given));
}

export type Chunks = Readonly<Record<HeldOutSplit, readonly Chunk[]>>;

export const chunksOf = (replicas: readonly ReplicaData[]): Chunks => ({
  validation: chunksOfSplit(replicas, 'validation'),
  test: chunksOfSplit(replicas, 'test'),
});

function chunksOfSplit(replicas: readonly ReplicaData[], split: HeldOutSplit): readonly Chunk[] {
  const ofAll = replicas.map((replica) => replica[split]);
  const splits = new Set(ofAll).size === 1 ? ofAll.slice(0, 1) : ofAll;
  const [first] = splits;
  const numRows = first?.numRows ?? 0;
  const inputDim = (first?.inputs.length ?? 0) / (first?.places?.numRows ?? numRows);
  const starts = Array.from({ length: Math.ceil(numRows / EVALUATION_ROWS) }, (_, i) => i * EVALUATION_ROWS);
  return starts.map((start) => {
    const end = Math.min(start + EVALUATION_ROWS, numRows);
    const shape = [replicas.length, end - start, inputDim] as const;
    if (first?.places !== undefined)
      return { shape, values: () => gatheredRows(splits, start, shape), isWhole: false };
    const ofReplicas = splits.map(({ inputs }) => inputs.subarray(start * inputDim, end * inputDim));
    const [only] = ofReplicas;
    const isShared = only !== undefined && splits.length === 1;
    // The cast is safe: rows are never in a SharedArrayBuffer.
    const values = isShared ? (only as Float32Array<ArrayBuffer>) : concatenatedFloats(ofReplicas);
    return { shape, values: () => values, isWhole: true };
  });
}

function gatheredRows(
  splits: readonly SplitData[],
  start: number,
  [, numRows, inputDim]: Chunk['shape'],
): Float32Array<ArrayBuffer> {
  const values = new Float32Array(splits.length * numRows * inputDim);
  let offset = 0;
  for (const { inputs, places } of splits)
    for (const row of places?.rows.subarray(start, start + numRows) ?? []) {
      values.set(inputs.subarray(row * inputDim, (row + 1) * inputDim), offset);
      offset += inputDim;
    }
  return values;
}
