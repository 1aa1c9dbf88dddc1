/**
 * Compares this engine with the authors' PyTorch library on one vector file: forward pass, losses, gradients, and the file's
 * full-batch Adam steps, on whatever backend runs now.
 */
import { sizeOf } from '../../../../src/core/shape.ts';
import { adamRates, adamRateValues } from '../../../../src/engine/kernels/adam/adam.ts';
import type { Batch } from '../../../../src/engine/kernels/gatherBatch/gatherBatch.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { forwardPass } from '../../../../src/engine/network/forward.ts';
import {
  createNetwork,
  type LossSettings,
  lossAndGradients,
  type Network,
} from '../../../../src/engine/network/network.ts';
import { planOf } from '../../../../src/engine/network/plan.ts';
import { dispose, fill, ones, type Tensor, tensor, tidy, transpose } from '../../../../src/engine/tf/tf.ts';
import { namedValuesOf } from '../../../../src/engine/train/weightTools.ts';
import { namedTensorsOf } from '../../../../src/models/namedTensors.ts';
import { type ReferenceCase, readReferenceCase } from './referenceCase.ts';

/** Allowed error, as |a - b| / (1 + |b|). */
export interface ParityTolerance {
  readonly output: number;
  readonly taskLoss: number;
  readonly grad: number;
  readonly adamTaskLoss: number;
  /** Bounds for the parameters after training; null: not judged. Adam amplifies tiny gradients, so a few values may stray. */
  readonly adam: { readonly value: number; readonly share: number; readonly worst: number } | null;
}

/** cpu and wasm */
export const exactTolerance: ParityTolerance = {
  output: 1e-5,
  taskLoss: 1e-5,
  grad: 1e-5,
  adamTaskLoss: 1e-4,
  adam: { value: 1e-3, share: 0.995, worst: 0.05 },
};

/** webgpu: other rounding in every product, exponentials of lower precision. */
export const gpuTolerance: ParityTolerance = {
  output: 1e-4,
  taskLoss: 1e-4,
  grad: 1e-4,
  adamTaskLoss: 1e-3,
  adam: null,
};

/** Largest relative errors |a - b| / (1 + |b|) of each kind. */
export interface ParityResult {
  readonly ok: boolean;
  readonly output: number;
  readonly taskLoss: number;
  readonly grad: number;
  readonly adamTaskLoss: number;
  readonly adam: number;
  /** Share of the trained values within the tolerance. */
  readonly adamShare: number;
}

const learningRate = 0.01;

/** Throws an `Error` when the file cannot be read as a case. */
export async function checkParity(bytes: Uint8Array, tolerance: ParityTolerance): Promise<ParityResult> {
  registerOperations();
  const reference = readReferenceCase(bytes);
  const network = createNetwork(planOf(reference.topology), [initialValuesOf(reference)]);
  const { batch, loss, release } = deviceBatch(reference);
  try {
    const first = await firstStepErrors(reference, network, batch, loss);
    const adamTaskLoss = await train(reference, network, batch, loss);
    const adam = await trainedErrors(reference, network, tolerance);
    const errors = { ...first, adamTaskLoss, ...adam };
    return { ok: withinTolerance(errors, tolerance), ...errors };
  } finally {
    network.dispose();
    release();
  }
}

function withinTolerance(errors: Omit<ParityResult, 'ok'>, tolerance: ParityTolerance): boolean {
  const { adam } = tolerance;
  const trainedWell = adam === null || (errors.adamShare >= adam.share && errors.adam <= adam.worst);
  // Written so that NaN fails.
  const firstWell = (['output', 'taskLoss', 'grad', 'adamTaskLoss'] as const).every(
    (kind) => errors[kind] <= tolerance[kind],
  );
  return trainedWell && firstWell;
}

async function firstStepErrors(reference: ReferenceCase, network: Network, batch: Batch, loss: LossSettings) {
  const { logits, losses, gradients } = tidy(() => ({
    logits: transpose(forwardPass(network.plan, network.state().parameters, batch.inputs).logits), // [B, T]
    ...lossAndGradients(network.plan, network.state().parameters, batch, loss),
  }));
  const grads = await namedFrom(network, gradients);
  return {
    output: largestError(await readAndDispose(logits), reference.tensor('output').values),
    taskLoss: largestError(await readAndDispose(losses), reference.tensor('task_loss').values),
    grad: Math.max(...errorsOf(grads, 'grad/', reference).map(nanAsInfinity)),
  };
}

/** Largest error of the losses before each step. */
async function train(
  reference: ReferenceCase,
  network: Network,
  batch: Batch,
  loss: LossSettings,
): Promise<number> {
  const losses: number[] = [];
  const [numSteps = 0] = reference.tensor('adam/task_loss').shape;
  for (let step = 1; step <= numSteps; step++) {
    const rates = tensor(adamRateValues(adamRates(learningRate, step)));
    const next = tidy(() => network.nextState(batch, loss, { tensor: rates, first: 0 }));
    network.setState(next.state);
    losses.push(...(await readAndDispose(next.losses)));
    rates.dispose();
  }
  return largestError(losses, reference.tensor('adam/task_loss').values);
}

async function trainedErrors(reference: ReferenceCase, network: Network, tolerance: ParityTolerance) {
  const copies = tidy(() => network.state().parameters.map((parameter) => parameter.clone()));
  const errors = errorsOf(await namedFrom(network, copies), 'adam/', reference);
  const limit = tolerance.adam?.value ?? Number.POSITIVE_INFINITY;
  const within = errors.filter((error) => error <= limit).length;
  return { adam: Math.max(...errors.map(nanAsInfinity)), adamShare: within / errors.length };
}

/** Reads and frees packed tensors of one replica; returns their values under checkpoint names. */
async function namedFrom(network: Network, packed: readonly Tensor[]): Promise<Map<string, Float32Array>> {
  const values = await Promise.all(packed.map(readAndDispose));
  const named = new Map(
    namedTensorsOf(network.plan.topology).map(({ name, shape }) => [name, new Float32Array(sizeOf(shape))]),
  );
  namedValuesOf(network.plan.parameters, values, 0, named);
  return named;
}

/** Every value's error against the file's tensors of that prefix. */
function errorsOf(
  named: ReadonlyMap<string, Float32Array>,
  prefix: string,
  reference: ReferenceCase,
): number[] {
  return [...named].flatMap(([name, values]) =>
    relativeErrors(values, reference.tensor(prefix + name).values),
  );
}

function relativeErrors(actual: ArrayLike<number>, expected: ArrayLike<number>): number[] {
  if (actual.length !== expected.length)
    throw new Error(`Expected ${expected.length} values; got ${actual.length}.`);
  return Array.from(expected, (b, i) => Math.abs((actual[i] ?? Number.NaN) - b) / (1 + Math.abs(b)));
}

function largestError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  return Math.max(...relativeErrors(actual, expected).map(nanAsInfinity));
}

function nanAsInfinity(error: number): number {
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
}

/** The file's initial values; refuses a file with parameters the topology does not have. */
function initialValuesOf(reference: ReferenceCase): Map<string, Float32Array> {
  const known = new Map(
    namedTensorsOf(reference.topology).map((spec) => [spec.name, spec.shape.join(' x ')]),
  );
  const values = new Map<string, Float32Array>();
  for (const [name, entry] of reference.withPrefix('param/')) {
    const shape = entry.shape.join(' x ');
    if (entry.values.length > 0 && known.get(name) !== shape) {
      throw new Error(
        `'param/${name}' has shape ${shape}; this network expects ${known.get(name) ?? 'no such tensor'}.`,
      );
    }
    values.set(name, entry.values);
  }
  return values;
}

function deviceBatch(reference: ReferenceCase): { batch: Batch; loss: LossSettings; release: () => void } {
  const { topology, numRows, inputs, targets, isBinary } = reference;
  const { numTasks } = topology;
  const labels = tidy(() => transpose(tensor(targets, [numRows, numTasks]))); // [T, B]
  const batch = {
    inputs: tensor(inputs, [1, numRows, inputs.length / numRows]),
    labels,
    mask: ones([numTasks, numRows]),
  };
  const loss = { isBinary, taskWeights: fill([numTasks], 1 / numTasks) };
  return { batch, loss, release: () => dispose([batch.inputs, batch.labels, batch.mask, loss.taskWeights]) };
}

async function readAndDispose(tensorToRead: Tensor): Promise<Float32Array> {
  const values = await tensorToRead.data();
  tensorToRead.dispose();
  return Float32Array.from(values);
}
