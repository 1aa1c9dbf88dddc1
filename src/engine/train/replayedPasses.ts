/**
 * Held-out passes, captured once per chunk size and replayed: no JavaScript per operation, and one replica at a
 * time stays in the cache.
 */
import {
  NotCapturable,
  type PassToCapture,
  type StepCapture,
  StepDoesNotFit,
  stepCaptureOf,
} from '../backend/stepCapture.ts';
import type { Network } from '../network/network.ts';
import { flattened, type RecordOf, readTogether, recordOf } from '../tf/records.ts';
import { backend, dispose, type Tensor, tidy, zeros } from '../tf/tf.ts';
import { type Chunk, type Chunks, valuesOfAll } from './heldOutChunks.ts';
import {
  createEagerPasses,
  type HeldOutPasses,
  type OtherTensors,
  outputsOf,
  type Pass,
  type PassOutputs,
  passesOf,
  readerOf,
  rowsTensor,
  uploadedRowsOf,
} from './heldOutPasses.ts';

/** Eager if steps are not replayed or the device cannot. */
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

/** The networks' tensors must stay the same until `dispose`. */
export function createReplayedPasses(
  capture: StepCapture,
  networks: readonly Network[],
  chunks: Chunks,
  betweenParts: () => Promise<void>,
): Promise<HeldOutPasses> {
  const passes = passesOf(chunks);
  const keyOf = (network: Network, { kind, chunk }: Pass) =>
    `${networks.indexOf(network)} ${kind} ${chunk.shape[1]}`;
  const different = new Map(
    networks.flatMap((network) =>
      passes.map((pass) => [keyOf(network, pass), { ...pass, network }] as const),
    ),
  );
  const given = { passes, different, keyOf, betweenParts };
  return capture.capturePasses === undefined
    ? createSinglePasses(capture, given)
    : createJointPasses(capture.capturePasses.bind(capture), given);
}

interface GivenPasses {
  readonly passes: readonly Pass[];
  /** Passes that differ in more than their rows. */
  readonly different: ReadonlyMap<string, NetworkPass>;
  readonly keyOf: (network: Network, pass: Pass) => string;
  readonly betweenParts: () => Promise<void>;
}

type NetworkPass = Pass & { readonly network: Network };

async function createSinglePasses(
  capture: StepCapture,
  { passes, different, keyOf, betweenParts }: GivenPasses,
): Promise<HeldOutPasses> {
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
  const run = async (network: Network, others: OtherTensors) => {
    const outputs: OutputValues[] = [];
    for (const pass of passes) {
      outputs.push(await found(captured, keyOf(network, pass)).run(pass.chunk));
      await betweenParts();
    }
    return { outputs, others: await readTogether(() => others) };
  };
  return {
    read: readerOf(passes, run),
    numBytes: [...captured.values()].reduce((sum, { numBytes }) => sum + numBytes, 0),
    dispose: disposeAll,
  };
}

// More passes per submission would block the device, and rows not kept there take memory.
const passesTogether = 32;

async function createJointPasses(
  capturePasses: NonNullable<StepCapture['capturePasses']>,
  { passes, different, keyOf, betweenParts }: GivenPasses,
): Promise<HeldOutPasses> {
  const made = new Map([...different].map(([key, pass]) => [key, jointPassOf(pass)]));
  const captured = await capturePasses([...made.values()]).finally(() =>
    dispose([...made.values()].map(({ inputs: [rows] }) => rows)),
  );
  const uploaded = uploadedRowsOf(passes);
  const run = async (network: Network, others: OtherTensors) => {
    const outputs: OutputValues[] = [];
    const read: Float32Array[] = [];
    for (let first = 0; first < passes.length; first += passesTogether) {
      const runs = passes.slice(first, first + passesTogether).map((pass) => ({
        pass: found(made, keyOf(network, pass)),
        rows: uploaded.get(pass) ?? rowsTensor(pass.chunk),
      }));
      const isLast = first + passesTogether >= passes.length;
      const reading = captured.run(runs, isLast ? flattened(others) : []);
      dispose(runs.flatMap(({ rows }) => ([...uploaded.values()].includes(rows) ? [] : [rows])));
      const values = await reading;
      outputs.push(...runs.map(({ pass }, i) => recordOf(pass.record(), values[i] ?? [])));
      read.push(...(values[runs.length] ?? []));
      await betweenParts();
    }
    return { outputs, others: recordOf(others, read) };
  };
  return {
    read: readerOf(passes, run),
    numBytes: captured.numBytes,
    dispose: () => {
      captured.dispose();
      dispose([...uploaded.values()]);
    },
  };
}

function jointPassOf({
  network,
  kind,
  chunk,
}: NetworkPass): PassToCapture & { readonly record: () => PassOutputs } {
  const rows = zeros([...chunk.shape]);
  const computed: PassOutputs[] = [];
  return {
    inputs: [rows, ...network.state().parameters],
    compute: () => {
      const outputs = outputsOf(network, kind, rows);
      computed.push(outputs);
      return flattened(outputs);
    },
    record: () => {
      const [record] = computed;
      if (record === undefined) throw new Error('This pass was not captured.');
      return record;
    },
  };
}

function found<T>(passes: ReadonlyMap<string, T>, key: string): T {
  const pass = passes.get(key);
  if (pass === undefined) throw new Error('There is no such pass.');
  return pass;
}

type OutputValues = RecordOf<PassOutputs, Float32Array>;

type CapturedPass = Awaited<ReturnType<typeof capturePass>>;

async function capturePass(capture: StepCapture, { network, kind, chunk }: NetworkPass) {
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
    /** The chunk must have the captured size. */
    run: async (chunk: Chunk): Promise<OutputValues> => {
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

function emptyOutputs(
  network: Network,
  kind: Pass['kind'],
  { shape: [numReplicas, numRows, inputDim] }: Chunk,
) {
  const like: PassOutputs[] = [];
  const tensors = tidy(() => {
    // All shapes but the logits' are those of a pass over a single row.
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
