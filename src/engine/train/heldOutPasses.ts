/** Forward passes over held-out rows, replayed if the device can capture them, else eager. */
import {
  type CapturedPasses,
  NotCapturable,
  type PassToCapture,
  type StepCapture,
  StepDoesNotFit,
  stepCaptureOf,
} from '../backend/stepCapture.ts';
import { type ColumnSums, columnSums } from '../kernels/columnSums/columnSums.ts';
import { forwardPass } from '../network/forward.ts';
import type { Network } from '../network/network.ts';
import { type RecordOf, readInOneTransfer, recordOf, tensorsOfRecord } from '../tf/records.ts';
import { backend, dispose, reshape, type Tensor, tensor, tidy, tile, zeros } from '../tf/tf.ts';
import { type Chunk, type Chunks, type HeldOutSplit, valuesOfAllReplicas } from './heldOutChunks.ts';

type SumValues = RecordOf<ColumnSums, Float32Array>;

export interface LevelSums {
  /** Gate sums over rows, `[R*U, E]`; absent without gates. */
  readonly gates?: SumValues;
  /** Learned native weights, `[R*U, E]`. */
  readonly native?: Float32Array;
  /** Sums of expert outputs over rows, `[R*E, D]`. */
  readonly experts: SumValues;
}

export interface PassValues {
  /** `[R*T, N]` per split. */
  readonly logits: Readonly<Record<HeldOutSplit, Float32Array>>;
  /** Gates of all test rows; experts of the first chunk only, since their outputs are many. */
  readonly levels: readonly LevelSums[];
  /** Sum of each packed tensor: not finite if any weight is not, which logits may hide on a GPU. */
  readonly weights: readonly Float32Array[];
  readonly trainLossSum: Float32Array;
  /** Log variances of learned loss weights, `[R*T]`; undefined if these are fixed. */
  readonly logVariances: Float32Array | undefined;
}

/** Owned by the trainer. */
export interface HeldOutPasses {
  /** Evaluates a network. Rejects when `betweenParts` rejects. */
  readonly read: (network: Network, trainLossSum: Tensor) => Promise<PassValues>;
  /** Bytes on the device besides the tensors. */
  readonly numBytes: number;
  readonly dispose: () => void;
}

interface ForwardPassSpec {
  readonly kind: 'firstTest' | 'test' | 'validation';
  readonly chunk: Chunk;
}

const passesOverChunks = ({ test, validation }: Chunks): readonly ForwardPassSpec[] => [
  ...test.map((chunk, index) => ({ kind: index === 0 ? ('firstTest' as const) : ('test' as const), chunk })),
  ...validation.map((chunk) => ({ kind: 'validation' as const, chunk })),
];

/** Eager if steps are not replayed or the device cannot. The networks' tensors must stay until `dispose`. */
export async function createHeldOutPasses(
  networks: readonly Network[],
  chunks: Chunks,
  areStepsReplayed: boolean,
  betweenParts: () => Promise<void>,
): Promise<HeldOutPasses> {
  const capture = stepCaptureOf(backend());
  if (capture === null || !areStepsReplayed) return createEagerPasses(chunks, betweenParts);
  try {
    return await createReplayedPasses(capture, networks, chunks, betweenParts);
  } catch (error) {
    if (error instanceof NotCapturable || error instanceof StepDoesNotFit)
      return createEagerPasses(chunks, betweenParts);
    throw error;
  }
}

type OtherTensors = {
  /** Native weights per level, `[R*U, E]`. */
  readonly natives: Tensor[][];
  /** `[R*T]` */
  readonly logVariances: Tensor[];
  readonly trainLossSum: Tensor;
};

type OutputValues = RecordOf<PassOutputs, Float32Array>;

interface ReadPassValues {
  readonly outputs: readonly OutputValues[];
  readonly others: RecordOf<OtherTensors, Float32Array>;
}

interface PassRunner extends Omit<HeldOutPasses, 'read'> {
  readonly run: (network: Network, others: OtherTensors) => Promise<ReadPassValues>;
}

const readerOfPasses = (
  passes: readonly ForwardPassSpec[],
  { run, ...owner }: PassRunner,
): HeldOutPasses => ({
  ...owner,
  read: async (network, trainLossSum) => {
    const { parameters } = network.state();
    const at = (place: number | null) => parameters.filter((_, index) => index === place);
    const natives = network.plan.levels.map(({ native }) => at(native));
    const logVariances = at(network.plan.logVariances);
    return passValuesOf(network, passes, await run(network, { natives, logVariances, trainLossSum }));
  },
});

/** A type, because TensorFlow.js's `tidy` accepts no interface. */
type PassOutputs = {
  /** `[R*T, rows]` */
  readonly logits: Tensor;
  /** Gate sums over rows, `[R*U, E]`; empty without gates. */
  readonly gates: ColumnSums[][];
  /** Sums of expert outputs over the first chunk's rows, `[R*E, D]`. */
  readonly experts: ColumnSums[];
  readonly weights: Tensor[];
};

/** Runs one pass over input `[R, rows, I]`. Call inside `tidy`. */
function passOutputsOf(network: Network, kind: ForwardPassSpec['kind'], input: Tensor): PassOutputs {
  const { logits, levels } = forwardPass(network.plan, network.state().parameters, input);
  if (kind === 'validation') return { logits, gates: [], experts: [], weights: [] };
  const isFirst = kind === 'firstTest';
  return {
    logits,
    gates: levels.map(({ gates }) => (gates === null ? [] : [columnSums(gates)])),
    experts: isFirst ? levels.map(({ experts }) => columnSums(experts)) : [],
    weights: isFirst ? weightSumsOf(network) : [],
  };
}

/** Sums for `PassValues.weights`, as tensors. Call inside `tidy`. */
export function weightSumsOf(network: Pick<Network, 'state'>): Tensor[] {
  return network.state().parameters.map((parameter) => {
    const { shape, size } = parameter;
    const [numGroups = 1] = shape;
    const asRows = shape.length === 3 ? parameter : reshape(parameter, [numGroups, size / numGroups, 1]);
    return columnSums(asRows).squares;
  });
}

function passValuesOf(
  { plan, numReplicas }: Network,
  passes: readonly ForwardPassSpec[],
  { outputs, others: { natives, logVariances, trainLossSum } }: ReadPassValues,
): PassValues {
  const logitsOf = (isTest: boolean) =>
    joinedColumns(
      outputs.flatMap(({ logits }, i) => ((passes[i]?.kind !== 'validation') === isTest ? [logits] : [])),
      numReplicas * plan.topology.numTasks,
    );
  const [first] = outputs;
  if (first === undefined) throw new Error('There are no test rows.');
  const levels = first.experts.map((experts, l) => {
    const [gates, ...others] = outputs.flatMap((ofPass) => ofPass.gates[l] ?? []);
    const [native] = natives[l] ?? [];
    return { experts, ...(gates && { gates: others.reduce(sumOfSums, gates) }), ...(native && { native }) };
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
function sumOfSums(a: SumValues, b: SumValues): SumValues {
  const sumOf = (name: keyof SumValues) => a[name].map((value, i) => value + (b[name][i] ?? 0));
  return { values: sumOf('values'), squares: sumOf('squares'), numPositive: sumOf('numPositive') };
}

function joinedColumns(parts: readonly Float32Array[], numRows: number): Float32Array {
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
  const passes = passesOverChunks(chunks);
  const uploaded = uploadedRowsOf(passes);
  const run = async (network: Network, others: OtherTensors) => {
    const outputs: PassOutputs[] = [];
    try {
      // `tidy` frees each pass's activations: those of all chunks could exceed the device's memory.
      for (const pass of passes) {
        const { kind, chunk } = pass;
        outputs.push(
          tidy(() =>
            passOutputsOf(network, kind, rowsForReplicas(chunk, uploaded.get(pass) ?? rowsTensor(chunk))),
          ),
        );
        await betweenParts();
      }
      return await readInOneTransfer(() => ({ outputs, others }));
    } finally {
      dispose(outputs);
    }
  };
  return readerOfPasses(passes, { run, numBytes: 0, dispose: () => dispose([...uploaded.values()]) });
}

// Whole chunks stay on the device; the caller disposes them.
const uploadedRowsOf = (passes: readonly ForwardPassSpec[]): ReadonlyMap<ForwardPassSpec, Tensor> =>
  new Map(passes.filter(({ chunk }) => chunk.isWhole).map((pass) => [pass, rowsTensor(pass.chunk)]));

function rowsTensor({ values, shape: [, numRows, inputDim] }: Chunk): Tensor {
  const given = values();
  return tensor(given, [given.length / (numRows * inputDim), numRows, inputDim]);
}

/** Rows for every replica. Call inside `tidy`. */
function rowsForReplicas({ shape: [numReplicas] }: Chunk, given: Tensor): Tensor {
  return given.shape[0] === numReplicas ? given : tile(given, [numReplicas, 1, 1]);
}

/** Rejects with `NotCapturable` or `StepDoesNotFit`. */
export async function createReplayedPasses(
  capture: StepCapture,
  networks: readonly Network[],
  chunks: Chunks,
  betweenParts: () => Promise<void>,
): Promise<HeldOutPasses> {
  const passes = passesOverChunks(chunks);
  const keyOf = (network: Network, { kind, chunk }: ForwardPassSpec) =>
    `${networks.indexOf(network)} ${kind} ${chunk.shape[1]}`;
  // Those with the same key differ in their rows only.
  const different = new Map(
    networks.flatMap((network) =>
      passes.map((pass) => [keyOf(network, pass), { ...pass, network }] as const),
    ),
  );
  const given: ReplayedPassInputs = { passes, different, keyOf, betweenParts };
  const runner = await (capture.capturePasses === undefined
    ? createSinglePasses(capture, given)
    : createJointPasses(capture.capturePasses.bind(capture), given));
  return readerOfPasses(passes, runner);
}

interface ReplayedPassInputs {
  readonly passes: readonly ForwardPassSpec[];
  readonly different: ReadonlyMap<string, NetworkPass>;
  readonly keyOf: (network: Network, pass: ForwardPassSpec) => string;
  readonly betweenParts: () => Promise<void>;
}

type NetworkPass = ForwardPassSpec & { readonly network: Network };

async function createSinglePasses(
  capture: StepCapture,
  { passes, different, keyOf, betweenParts }: ReplayedPassInputs,
): Promise<PassRunner> {
  const captured = new Map<string, CapturedPass>();
  const disposeAll = () => {
    for (const pass of captured.values()) pass.dispose();
    captured.clear();
  };
  try {
    for (const [key, pass] of different) captured.set(key, await capturePass(capture, pass));
  } catch (error) {
    disposeAll();
    throw error;
  }
  return {
    run: async (network, others) => {
      const outputs: OutputValues[] = [];
      for (const pass of passes) {
        outputs.push(await passOfKey(captured, keyOf(network, pass)).run(pass.chunk));
        await betweenParts();
      }
      return { outputs, others: await readInOneTransfer(() => others) };
    },
    numBytes: [...captured.values()].reduce((sum, { numBytes }) => sum + numBytes, 0),
    dispose: disposeAll,
  };
}

type CapturedPass = Awaited<ReturnType<typeof capturePass>>;

async function capturePass(capture: StepCapture, { network, kind, chunk }: NetworkPass) {
  const [numReplicas, numRows, inputDim] = chunk.shape;
  const input = zeros([numReplicas, numRows, inputDim]);
  const outputs = tidy(() => {
    // A pass over a single row has the same output shapes, except that of the logits.
    const ofRow = passOutputsOf(network, kind, zeros([numReplicas, 1, inputDim]));
    const shapeOf = (one: Tensor) => (one === ofRow.logits ? [one.size, numRows] : one.shape);
    const empty = tensorsOfRecord(ofRow).map((one) => zeros(shapeOf(one)));
    return recordOf<PassOutputs, Tensor>(ofRow, empty) as PassOutputs;
  });
  const tensors = tensorsOfRecord(outputs);
  const captured = await capture
    .captureStep({
      numReplicas,
      state: tensors,
      inputs: [input],
      compute: () => tensorsOfRecord(passOutputsOf(network, kind, input)),
    })
    .catch((error: unknown) => {
      dispose([input, ...tensors]);
      throw error;
    });
  return {
    /** The chunk must have the captured size. */
    run: async (chunk: Chunk): Promise<OutputValues> => {
      capture.overwrite(input, valuesOfAllReplicas(chunk));
      captured.replay(1);
      return recordOf<PassOutputs, Float32Array>(outputs, await Promise.all(tensors.map(readTensorValues)));
    },
    numBytes: captured.numBytes,
    dispose: () => {
      captured.dispose();
      dispose([input, ...tensors]);
    },
  };
}

const readTensorValues = async (tensor: Tensor): Promise<Float32Array> =>
  (await tensor.data()) as Float32Array;

// Passes per submission. More would block the device, and rows that are not kept there take memory.
const passesPerSubmission = 32;

async function createJointPasses(
  capturePasses: (passes: readonly PassToCapture[]) => Promise<CapturedPasses>,
  { passes, different, keyOf, betweenParts }: ReplayedPassInputs,
): Promise<PassRunner> {
  const made = new Map([...different].map(([key, pass]) => [key, jointPassToCapture(pass)]));
  const captured = await capturePasses([...made.values()]).finally(() =>
    dispose([...made.values()].map(({ inputs: [rows] }) => rows)),
  );
  const uploaded = uploadedRowsOf(passes);
  const run: PassRunner['run'] = async (network, others) => {
    const outputs: OutputValues[] = [];
    const read: Float32Array[] = [];
    for (let first = 0; first < passes.length; first += passesPerSubmission) {
      const runs = passes.slice(first, first + passesPerSubmission).map((pass) => ({
        pass: passOfKey(made, keyOf(network, pass)),
        rows: uploaded.get(pass) ?? rowsTensor(pass.chunk),
      }));
      const isLast = first + passesPerSubmission >= passes.length;
      const reading = captured.run(runs, isLast ? tensorsOfRecord(others) : []);
      dispose(runs.flatMap(({ rows }) => ([...uploaded.values()].includes(rows) ? [] : [rows])));
      const values = await reading;
      outputs.push(...runs.map(({ pass }, i) => recordOf(pass.record(), values[i] ?? [])));
      read.push(...(values[runs.length] ?? []));
      await betweenParts();
    }
    return { outputs, others: recordOf(others, read) };
  };
  return {
    run,
    numBytes: captured.numBytes,
    dispose: () => {
      captured.dispose();
      dispose([...uploaded.values()]);
    },
  };
}

function jointPassToCapture({ network, kind, chunk }: NetworkPass) {
  const rows = zeros([...chunk.shape]);
  let outputs: PassOutputs | undefined;
  return {
    inputs: [rows, ...network.state().parameters] as const,
    compute: () => {
      outputs = passOutputsOf(network, kind, rows);
      return tensorsOfRecord(outputs);
    },
    record: (): PassOutputs => {
      if (outputs === undefined) throw new Error('This pass was not captured.');
      return outputs;
    },
  };
}

function passOfKey<T>(passes: ReadonlyMap<string, T>, key: string): T {
  const pass = passes.get(key);
  if (pass === undefined) throw new Error(`There is no pass ${key}.`);
  return pass;
}
