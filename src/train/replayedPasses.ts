/**
 * Forward passes over held-out rows, captured once for each size of chunk and replayed: no JavaScript per operation, and one
 * replica after the other, so that what a pass computes stays in the cache.
 */
import { type StepCapture, stepCaptureOf } from '../backend/stepCapture.ts';
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
} from './heldOutPasses.ts';

/** Passes that are replayed where steps are, unless that would need programs of its own; else eager ones. */
export async function createHeldOutPasses(
  networks: readonly Network[],
  chunks: Chunks,
  areStepsReplayed: boolean,
  betweenParts: () => Promise<void>,
): Promise<HeldOutPasses> {
  const capture = stepCaptureOf(backend());
  if (capture === null || capture.compiles || !areStepsReplayed)
    return createEagerPasses(chunks, betweenParts);
  return createReplayedPasses(capture, networks, chunks, betweenParts);
}

/** Captures the passes of `networks`, whose tensors must then stay the same until `dispose`. `betweenParts` as for eager passes. */
export async function createReplayedPasses(
  capture: StepCapture,
  networks: readonly Network[],
  chunks: Chunks,
  betweenParts: () => Promise<void>,
): Promise<HeldOutPasses> {
  const passes = passesOf(chunks);
  const captured = new Map<string, CapturedPass>();
  const keyOf = (network: Network, { kind, chunk }: Pass) =>
    `${networks.indexOf(network)} ${kind} ${chunk.shape[1]}`;
  const disposeAll = () => {
    for (const pass of captured.values()) pass.dispose();
    captured.clear();
  };
  try {
    for (const network of networks)
      for (const pass of passes) {
        const key = keyOf(network, pass);
        if (!captured.has(key)) captured.set(key, await capturePass(capture, network, pass));
      }
  } catch (error) {
    disposeAll();
    throw error;
  }
  const run = async (network: Network, others: OtherTensors) => {
    const outputs: OutputValues[] = [];
    for (const pass of passes) {
      const replayed = captured.get(keyOf(network, pass));
      if (replayed === undefined) throw new Error('This pass was not captured.');
      outputs.push(await replayed.run(pass.chunk));
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

type OutputValues = RecordOf<PassOutputs, Float32Array>;

interface CapturedPass {
  /** Passes the rows of a chunk of the size that was captured. */
  readonly run: (chunk: Chunk) => Promise<OutputValues>;
  readonly numBytes: number;
  readonly dispose: () => void;
}

async function capturePass(
  capture: StepCapture,
  network: Network,
  { kind, chunk }: Pass,
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
function emptyOutputs(
  network: Network,
  kind: Pass['kind'],
  { shape: [numReplicas, numRows, inputDim] }: Chunk,
) {
  const like: PassOutputs[] = [];
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
