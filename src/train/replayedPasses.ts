/**
 * Forward passes over held-out rows, captured once for each size of chunk and replayed: no JavaScript per operation, and one
 * replica after the other, so that what a pass computes stays in the cache.
 */
import type { StepCapture } from '../backend/stepCapture.ts';
import type { ColumnSums } from '../kernels/columnSums/columnSums.ts';
import type { Network } from '../network/network.ts';
import { flattened, type RecordOf, recordOf } from '../tf/records.ts';
import { dispose, type Tensor, tidy, zeros } from '../tf/tf.ts';
import {
  type Chunk,
  type Chunks,
  type HeldOutPasses,
  type PassValues,
  sumsOfWeights,
  testPass,
  valuesOfAll,
} from './heldOutPasses.ts';

/** Captures the passes of `networks`, whose tensors must then stay the same until `dispose`. `betweenParts` as for eager passes. */
export async function createReplayedPasses(
  capture: StepCapture,
  networks: readonly Network[],
  chunks: Chunks,
  betweenParts: () => Promise<void>,
): Promise<HeldOutPasses> {
  const parts = partsOf(chunks);
  const captured = new Map<string, CapturedPass>();
  const keyOf = (network: Network, { kind, chunk }: Part) =>
    `${networks.indexOf(network)} ${kind} ${chunk.shape[1]}`;
  const disposeAll = () => {
    for (const pass of captured.values()) pass.dispose();
    captured.clear();
  };
  try {
    for (const network of networks)
      for (const part of parts) {
        const key = keyOf(network, part);
        if (!captured.has(key)) captured.set(key, await capturePass(capture, network, part));
      }
  } catch (error) {
    disposeAll();
    throw error;
  }
  return {
    read: async (network, trainLossSum) => {
      const done: Done[] = [];
      for (const part of parts) {
        const pass = captured.get(keyOf(network, part));
        if (pass === undefined) throw new Error('This pass was not captured.');
        done.push({ kind: part.kind, values: await pass.run(part.chunk) });
        await betweenParts();
      }
      return { ...(await valuesOf(network, done)), trainLossSum: await valuesIn(trainLossSum) };
    },
    numBytes: [...captured.values()].reduce((sum, { numBytes }) => sum + numBytes, 0),
    dispose: disposeAll,
  };
}

/** A kind of pass: what is read after it depends on where its rows stand. */
type PassKind = 'firstTest' | 'test' | 'validation';

interface Part {
  readonly kind: PassKind;
  readonly chunk: Chunk;
}

const partsOf = ({ test, validation }: Chunks): readonly Part[] => [
  ...test.map((chunk, index) => ({ kind: index === 0 ? ('firstTest' as const) : ('test' as const), chunk })),
  ...validation.map((chunk) => ({ kind: 'validation' as const, chunk })),
];

/** The tensors that a pass leaves, empty where nobody asks for them. A type, not an interface: `tidy` takes only records. */
type Outputs = {
  /** `[R*T, rows]` */
  readonly logits: Tensor;
  /** Level by level. */
  readonly gates: (ColumnSums | [])[];
  readonly experts: ColumnSums[];
  readonly weights: Tensor[];
};

function outputsOf(network: Network, kind: PassKind, input: Tensor): Outputs {
  if (kind === 'validation')
    return { logits: network.predict(input).logits, gates: [], experts: [], weights: [] };
  const isFirst = kind === 'firstTest';
  const { logits, ofGates, ofExperts } = testPass(network, input, isFirst);
  return {
    logits,
    gates: ofGates.map((sums) => sums ?? []),
    experts: ofExperts,
    weights: isFirst ? sumsOfWeights(network) : [],
  };
}

type OutputValues = RecordOf<Outputs, Float32Array>;

interface CapturedPass {
  /** Passes the rows of a chunk of the size that was captured. */
  readonly run: (chunk: Chunk) => Promise<OutputValues>;
  readonly numBytes: number;
  readonly dispose: () => void;
}

async function capturePass(
  capture: StepCapture,
  network: Network,
  { kind, chunk }: Part,
): Promise<CapturedPass> {
  const [numReplicas, numRows, inputDim] = chunk.shape;
  const input = zeros([numReplicas, numRows, inputDim]);
  const { record, tensors } = emptyOutputs(network, kind, chunk);
  const captured = await capture
    .captureStep({
      numReplicas,
      state: tensors,
      inputs: [input],
      compute: () => flattened(outputsOf(network, kind, input)),
    })
    .catch((error: unknown) => {
      dispose([input, ...tensors]);
      throw error;
    });
  return {
    run: async (chunk) => {
      capture.overwrite(input, valuesOfAll(chunk));
      captured.replay(1);
      return recordOf(record, await Promise.all(tensors.map(valuesIn)));
    },
    numBytes: captured.numBytes,
    dispose: () => {
      captured.dispose();
      dispose([input, ...tensors]);
    },
  };
}

/** Tensors for what a pass leaves, in the order of the record that comes with them. */
function emptyOutputs(network: Network, kind: PassKind, { shape: [numReplicas, numRows, inputDim] }: Chunk) {
  const like: Outputs[] = [];
  const tensors = tidy(() => {
    // Shapes are those of a pass over a single row, but for the logits.
    const ofRow = outputsOf(network, kind, zeros([numReplicas, 1, inputDim]));
    like.push(ofRow);
    return flattened(ofRow).map((tensor) =>
      zeros(tensor === ofRow.logits ? [tensor.size, numRows] : tensor.shape),
    );
  });
  const [record] = like;
  if (record === undefined) throw new Error('Nothing was computed.');
  return { record, tensors };
}

const valuesIn = async (tensor: Tensor): Promise<Float32Array> => (await tensor.data()) as Float32Array;

/** A pass that was carried out. */
interface Done {
  readonly kind: PassKind;
  readonly values: OutputValues;
}

async function valuesOf(network: Network, done: readonly Done[]): Promise<Omit<PassValues, 'trainLossSum'>> {
  const { plan, numReplicas, state } = network;
  const valuesOn = (isTest: boolean) =>
    done.filter(({ kind }) => (kind !== 'validation') === isTest).map(({ values }) => values);
  const onTest = valuesOn(true);
  const [first] = onTest;
  if (first === undefined) throw new Error('There are no test rows.');
  const logitsOf = (passes: readonly OutputValues[]) =>
    sideBySide(
      passes.map(({ logits }) => logits),
      numReplicas * plan.topology.numTasks,
    );
  const levels = first.experts.map(async (experts, l) => {
    const native = state().parameters[plan.levels[l]?.native ?? -1];
    const [gates, ...others] = onTest.flatMap((values) => values.gates[l] ?? []);
    return {
      experts,
      ...(gates && { gates: others.reduce(added, gates) }),
      ...(native && { native: await valuesIn(native) }),
    };
  });
  return {
    logits: { test: logitsOf(onTest), validation: logitsOf(valuesOn(false)) },
    levels: await Promise.all(levels),
    weights: first.weights,
  };
}

/** Arrays `[numRows, n]` of different n as one. */
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

type SumValues = RecordOf<ColumnSums, Float32Array>;

/** Rounded to single precision, as the device would. */
function added(a: SumValues, b: SumValues): SumValues {
  const sumOf = (name: keyof SumValues) => a[name].map((value, i) => value + (b[name][i] ?? 0));
  return { values: sumOf('values'), squares: sumOf('squares'), numPositive: sumOf('numPositive') };
}
