/** Held-out rows in chunks that are evaluated at once: all rows together could exceed the memory of the device. Knows no tensors. */
import { concatenated } from '../../core/lists.ts';
import type { ReplicaData, SplitData } from '../../data/types.ts';
import { EVALUATION_ROWS } from '../../experiment/costs/memory.ts';

export type HeldOutSplit = 'validation' | 'test';

/** Inputs of some rows of a split, all replicas. */
export interface Chunk {
  /** `[R, rows, I]` */
  readonly shape: readonly [number, number, number];
  /** The values in that shape, or in `[1, rows, I]` where all replicas have the same rows. */
  readonly values: () => Float32Array<ArrayBuffer>;
  /** They lie there as they are; else each call puts them together, from rows that replicas share. */
  readonly isWhole: boolean;
}

/** The values of all replicas, `[R, rows, I]`. */
export function valuesOfAll({ shape, values }: Chunk): Float32Array<ArrayBuffer> {
  const [numReplicas, numRows, inputDim] = shape;
  const given = values();
  if (given.length === numReplicas * numRows * inputDim) return given;
  return concatenated(Array.from({ length: numReplicas }, () => given));
}

/** The rows that are evaluated at once, in their order. */
export type Chunks = Readonly<Record<HeldOutSplit, readonly Chunk[]>>;

/** Chunks of `replicas`, which must agree in the number of rows and inputs. */
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
      return { shape, values: () => gathered(splits, start, shape), isWhole: false };
    const ofReplicas = splits.map(({ inputs }) => inputs.subarray(start * inputDim, end * inputDim));
    const [only] = ofReplicas;
    const isShared = only !== undefined && splits.length === 1;
    // Rows never lie in memory that threads share.
    const values = isShared ? (only as Float32Array<ArrayBuffer>) : concatenated(ofReplicas);
    return { shape, values: () => values, isWhole: true };
  });
}

/** Rows of each split from `start` on, from the copy that they share. */
function gathered(
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
