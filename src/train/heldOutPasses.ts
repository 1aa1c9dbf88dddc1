/** Forward passes over held-out rows: what an evaluation reads of a network. Chunk by chunk, and here operation by operation. */
import { concatenated } from '../core/concatenated.ts';
import type { ReplicaData, SplitData } from '../data/types.ts';
import { EVALUATION_ROWS } from '../experiment/costs/memory.ts';
import { type ColumnSums, columnSums } from '../kernels/columnSums/columnSums.ts';
import type { Network } from '../network/network.ts';
import type { RecordOf } from '../tf/records.ts';
import { concat, dispose, reshape, type Tensor, tensor, tidy, tile } from '../tf/tf.ts';
import { addedSums, type GateSums, gateSums, type LevelSums, levelSums } from './gateStatistics.ts';
import { readTogether } from './readback.ts';

/** The values that are read of one network. */
export interface PassValues {
  /** `[R*T, N]` of each split. */
  readonly logits: Readonly<Record<HeldOutSplit, Float32Array>>;
  /** Sums over test rows, see `gateStatistics.ts`. */
  readonly levels: readonly RecordOf<LevelSums, Float32Array>[];
  /** Sums over the weights, packed tensor by packed tensor: not finite once any weight is not, which logits may hide on a GPU. */
  readonly weights: readonly Float32Array[];
  readonly trainLossSum: Float32Array;
}

export type HeldOutSplit = 'validation' | 'test';

/** Owned by the trainer. */
export interface HeldOutPasses {
  /** Passes through `network` as it is now; `trainLossSum` is read with the rest. Rejects as `betweenParts` does. */
  readonly read: (network: Network, trainLossSum: Tensor) => Promise<PassValues>;
  /** Bytes on the device, besides the tensors. */
  readonly numBytes: number;
  /** Idempotent. */
  readonly dispose: () => void;
}

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

/** The tensors kept of a pass over test rows. A type, not an interface: `tidy` takes only records. */
export type TestPass = {
  readonly logits: Tensor;
  readonly ofGates: GateSums[];
  readonly ofExperts: ColumnSums[];
};

/** Experts are summed over the rows of the first chunk alone. Call inside `tidy`. */
export function testPass(network: Network, chunk: Tensor, isFirst: boolean): TestPass {
  const pass = network.predict(chunk);
  return {
    logits: pass.logits,
    ofGates: gateSums(pass),
    ofExperts: isFirst ? pass.experts.map(columnSums) : [],
  };
}

/** See `PassValues`. Call inside `tidy`. Packed tensors may have any number of axes. */
export function sumsOfWeights(network: Pick<Network, 'state'>): Tensor[] {
  return network.state().parameters.map((parameter) => {
    const { shape, size } = parameter;
    const [numGroups = 1] = shape;
    const asRows = shape.length === 3 ? parameter : reshape(parameter, [numGroups, size / numGroups, 1]);
    return columnSums(asRows).squares;
  });
}

/** Passes as TensorFlow.js runs them, on every backend. `betweenParts` is awaited after every chunk. */
export function createEagerPasses(chunks: Chunks, betweenParts: () => Promise<void>): HeldOutPasses {
  const uploaded = (split: HeldOutSplit) => chunks[split].map(uploadedChunk);
  const onDevice = { validation: uploaded('validation'), test: uploaded('test') };
  return {
    read: async (network, trainLossSum) => {
      const onTest: TestPass[] = [];
      const onValidation: Tensor[] = [];
      try {
        // Activations are freed with the `tidy` around a pass: those of all chunks could exceed the memory of the device.
        for (const [index, chunk] of onDevice.test.entries()) {
          onTest.push(tidy(() => testPass(network, rowsOf(chunk), index === 0)));
          await betweenParts();
        }
        for (const chunk of onDevice.validation) {
          onValidation.push(tidy(() => network.predict(rowsOf(chunk)).logits));
          await betweenParts();
        }
        return await readTogether(() => ({
          logits: { test: concat(logitsOf(onTest), 1), validation: concat(onValidation, 1) },
          levels: levelsOf(network, onTest),
          weights: sumsOfWeights(network),
          trainLossSum,
        }));
      } finally {
        dispose([onTest, onValidation]);
      }
    },
    numBytes: 0,
    dispose: () => {
      for (const { rows } of [onDevice.test, onDevice.validation].flat()) rows?.dispose();
    },
  };
}

/** Rows `[R, rows, I]` or `[1, rows, I]`; null: they are put together for each pass, or they would be there more than once. */
const uploadedChunk = (chunk: Chunk) => ({ chunk, rows: chunk.isWhole ? tensorOf(chunk) : null });

function tensorOf({ values, shape: [, numRows, inputDim] }: Chunk): Tensor {
  const given = values();
  return tensor(given, [given.length / (numRows * inputDim), numRows, inputDim]);
}

/** The rows of a chunk for every replica. Call inside `tidy`. */
function rowsOf({ chunk, rows }: ReturnType<typeof uploadedChunk>): Tensor {
  const given = rows ?? tensorOf(chunk);
  const [numReplicas] = chunk.shape;
  return given.shape[0] === numReplicas ? given : tile(given, [numReplicas, 1, 1]);
}

const logitsOf = (passes: readonly TestPass[]): Tensor[] => passes.map(({ logits }) => logits);

function levelsOf(network: Network, passes: readonly TestPass[]): LevelSums[] {
  const ofGates = passes.map((pass) => pass.ofGates).reduce(addedSums);
  return levelSums(
    network,
    ofGates,
    passes.flatMap((pass) => pass.ofExperts),
  );
}
