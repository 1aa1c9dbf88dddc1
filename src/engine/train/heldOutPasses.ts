/** Forward passes over held-out rows on any backend; `replayedPasses.ts` runs them faster where it can. */
import { type ColumnSums, columnSums } from '../kernels/columnSums/columnSums.ts';
import { forward } from '../network/forward.ts';
import type { Network } from '../network/network.ts';
import { type RecordOf, readTogether } from '../tf/records.ts';
import { dispose, reshape, type Tensor, tensor, tidy, tile } from '../tf/tf.ts';
import type { Chunk, Chunks, HeldOutSplit } from './heldOutChunks.ts';

type SumValues = RecordOf<ColumnSums, Float32Array>;

export interface LevelSums {
  /** `[R*U, E]`, summed over rows; absent without gates. */
  readonly gates?: SumValues;
  /** Learned native weights, `[R*U, E]`. */
  readonly native?: Float32Array;
  /** `[R*E, D]`, summed over rows. */
  readonly experts: SumValues;
}

export interface PassValues {
  /** `[R*T, N]` per split. */
  readonly logits: Readonly<Record<HeldOutSplit, Float32Array>>;
  /**
   * Gates of all test rows; experts of the first chunk only, whose many outputs would take longer than the
   * losses.
   */
  readonly levels: readonly LevelSums[];
  /** Sum per packed tensor: not finite once any weight is not, which logits may hide on a GPU. */
  readonly weights: readonly Float32Array[];
  readonly trainLossSum: Float32Array;
  /** Log variances of learned loss weights, `[R*T]`; undefined if these are fixed. */
  readonly logVariances: Float32Array | undefined;
}

/** Owned by the trainer. */
export interface HeldOutPasses {
  /** Rejects as `betweenParts` does. */
  readonly read: (network: Network, trainLossSum: Tensor) => Promise<PassValues>;
  /** Bytes on the device besides the tensors. */
  readonly numBytes: number;
  /** Idempotent. */
  readonly dispose: () => void;
}

export interface Pass {
  readonly kind: 'firstTest' | 'test' | 'validation';
  readonly chunk: Chunk;
}

export const passesOf = ({ test, validation }: Chunks): readonly Pass[] => [
  ...test.map((chunk, index) => ({ kind: index === 0 ? ('firstTest' as const) : ('test' as const), chunk })),
  ...validation.map((chunk) => ({ kind: 'validation' as const, chunk })),
];

/** A type, not an interface: `tidy` takes only records. */
export type PassOutputs = {
  /** `[R*T, rows]` */
  readonly logits: Tensor;
  /** `[R*U, E]`, summed over rows; empty without gates. */
  readonly gates: ColumnSums[][];
  /** `[R*E, D]`, summed over the first chunk's rows. */
  readonly experts: ColumnSums[];
  readonly weights: Tensor[];
};

/** Takes `[R, rows, I]`. Call inside `tidy`. */
export function outputsOf(network: Network, kind: Pass['kind'], input: Tensor): PassOutputs {
  const { logits, gates, experts } = forward(network.plan, network.state().parameters, input);
  if (kind === 'validation') return { logits, gates: [], experts: [], weights: [] };
  const isFirst = kind === 'firstTest';
  return {
    logits,
    gates: gates.map((gate) => (gate === null ? [] : [columnSums(gate)])),
    experts: isFirst ? experts.map(columnSums) : [],
    weights: isFirst ? sumsOfWeights(network) : [],
  };
}

/** `PassValues.weights` on the device. Call inside `tidy`. */
export function sumsOfWeights(network: Pick<Network, 'state'>): Tensor[] {
  return network.state().parameters.map((parameter) => {
    const { shape, size } = parameter;
    const [numGroups = 1] = shape;
    const asRows = shape.length === 3 ? parameter : reshape(parameter, [numGroups, size / numGroups, 1]);
    return columnSums(asRows).squares;
  });
}

export type OtherTensors = {
  /** Native weights per level, `[R*U, E]`. */
  readonly natives: Tensor[][];
  /** `[R*T]` */
  readonly logVariances: Tensor[];
  readonly trainLossSum: Tensor;
};

export interface ReadValues {
  readonly outputs: readonly RecordOf<PassOutputs, Float32Array>[];
  readonly others: RecordOf<OtherTensors, Float32Array>;
}

export function readerOf(
  passes: readonly Pass[],
  run: (network: Network, others: OtherTensors) => Promise<ReadValues>,
): HeldOutPasses['read'] {
  return async (network, trainLossSum) => {
    const { parameters } = network.state();
    const at = (place: number | null) => parameters.filter((_, index) => index === place);
    const natives = network.plan.levels.map(({ native }) => at(native));
    const logVariances = at(network.plan.logVariances);
    return passValuesOf(network, passes, await run(network, { natives, logVariances, trainLossSum }));
  };
}

function passValuesOf(
  { plan, numReplicas }: Network,
  passes: readonly Pass[],
  { outputs, others: { natives, logVariances, trainLossSum } }: ReadValues,
): PassValues {
  const logitsOf = (isTest: boolean) =>
    sideBySide(
      outputs.flatMap(({ logits }, i) => ((passes[i]?.kind !== 'validation') === isTest ? [logits] : [])),
      numReplicas * plan.topology.numTasks,
    );
  const [first] = outputs;
  if (first === undefined) throw new Error('There are no test rows.');
  const levels = first.experts.map((experts, l) => {
    const [gates, ...others] = outputs.flatMap((ofPass) => ofPass.gates[l] ?? []);
    const [native] = natives[l] ?? [];
    return { experts, ...(gates && { gates: others.reduce(addedSums, gates) }), ...(native && { native }) };
  });
  return {
    logits: { test: logitsOf(true), validation: logitsOf(false) },
    levels,
    weights: first.weights,
    trainLossSum,
    logVariances: logVariances[0],
  };
}

// Rounded to single precision, as a device would.
function addedSums(a: SumValues, b: SumValues): SumValues {
  const sumOf = (name: keyof SumValues) => a[name].map((value, i) => value + (b[name][i] ?? 0));
  return { values: sumOf('values'), squares: sumOf('squares'), numPositive: sumOf('numPositive') };
}

/** Joins arrays `[numRows, n]` with different n. */
function sideBySide(parts: readonly Float32Array[], numRows: number): Float32Array {
  const rowLength = parts.reduce((sum, { length }) => sum + length / numRows, 0);
  const joined = new Float32Array(numRows * rowLength);
  let offset = 0;
  for (const part of parts) {
    const length = part.length / numRows;
    for (let row = 0; row < numRows; row++)
      joined.set(part.subarray(row * length, (row + 1) * length), row * rowLength + offset);
    offset += length;
  }
  return joined;
}

export function createEagerPasses(chunks: Chunks, betweenParts: () => Promise<void>): HeldOutPasses {
  const passes = passesOf(chunks);
  const uploaded = uploadedRowsOf(passes);
  const run = async (network: Network, others: OtherTensors) => {
    const outputs: PassOutputs[] = [];
    try {
      // `tidy` frees each pass's activations: those of all chunks could exceed the device's memory.
      for (const pass of passes) {
        const { kind, chunk } = pass;
        outputs.push(
          tidy(() => outputsOf(network, kind, rowsOf(chunk, uploaded.get(pass) ?? rowsTensor(chunk)))),
        );
        await betweenParts();
      }
      return await readTogether(() => ({ outputs, others }));
    } finally {
      dispose(outputs);
    }
  };
  return {
    read: readerOf(passes, run),
    numBytes: 0,
    dispose: () => dispose([...uploaded.values()]),
  };
}

// Whole chunks stay on the device; the caller disposes them.
export const uploadedRowsOf = (passes: readonly Pass[]): ReadonlyMap<Pass, Tensor> =>
  new Map(passes.filter(({ chunk }) => chunk.isWhole).map((pass) => [pass, rowsTensor(pass.chunk)]));

export function rowsTensor({ values, shape: [, numRows, inputDim] }: Chunk): Tensor {
  const given = values();
  return tensor(given, [given.length / (numRows * inputDim), numRows, inputDim]);
}

/** Rows for every replica. Call inside `tidy`. */
function rowsOf({ shape: [numReplicas] }: Chunk, given: Tensor): Tensor {
  return given.shape[0] === numReplicas ? given : tile(given, [numReplicas, 1, 1]);
}
