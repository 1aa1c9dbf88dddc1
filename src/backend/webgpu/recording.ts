/** Captures a step and replays it: its dispatches, bound once and for all to buffers of the recording's own. */
import { assertNotDisposed } from '../../core/errors.ts';
import { env, type Tensor, tidy } from '../../tf/tf.ts';
import type { WebGPUBackend } from '../../tf/webgpu.ts';
import type { CapturedStep, StepToCapture } from '../stepCapture.ts';
import { planBuffers } from './bufferPlan.ts';
import { type CapturedDispatch, capture } from './capture.ts';
import { bufferOf, submitPending } from './commandStream.ts';
import { createOwnBuffers, type OwnBuffers, type StatePair } from './ownBuffers.ts';

/** How many of its bindings a pipeline writes: always the first ones. */
export type NumWritten = (pipeline: GPUComputePipeline) => number;

/** A dispatch, bound for even and for odd steps. */
export interface Command {
  readonly pipeline: GPUComputePipeline;
  readonly even: GPUBindGroup;
  readonly odd: GPUBindGroup;
  readonly grid: readonly [x: number, y: number, z: number];
}

/** See `StepCapture`. */
export async function captureGpuStep(
  backend: WebGPUBackend,
  numWritten: NumWritten,
  { state, inputs, compute }: StepToCapture,
): Promise<CapturedStep> {
  await compilePrograms(backend, compute);
  for (const { dataId } of [...state, ...inputs]) backend.uploadToGPU(dataId);
  const { dispatches, uniforms, next } = captureDispatches(backend, compute);
  const uses = dispatches.map(({ pipeline, bindings }) => ({
    buffers: bindings.map(({ buffer }) => buffer),
    numWritten: numWritten(pipeline),
  }));
  const current = state.map((tensor) => bufferOf(backend, tensor));
  const given = inputs.map((tensor) => bufferOf(backend, tensor));
  const plan = planBuffers(uses, new Set([...current, ...given, ...next, ...uniforms.keys()]));
  const written = new Set(uses.flatMap(({ buffers, numWritten }) => buffers.slice(0, numWritten)));
  const own = createOwnBuffers(backend, changingState(current, next, written), plan, uniforms);
  return capturedStepOf(backend, dispatches, own, state);
}

/** All at once and off this thread, instead of one after the other when they first run. */
async function compilePrograms(backend: WebGPUBackend, compute: StepToCapture['compute']): Promise<void> {
  env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
  try {
    tidy(() => {
      compute();
    });
  } finally {
    env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
  }
  await backend.checkCompileCompletionAsync();
}

function captureDispatches(backend: WebGPUBackend, compute: StepToCapture['compute']) {
  let next: GPUBuffer[] = [];
  const captured = capture(backend, () => {
    tidy(() => {
      const tensors = compute();
      for (const { dataId } of tensors) backend.uploadToGPU(dataId);
      next = tensors.map((tensor) => bufferOf(backend, tensor));
    });
  });
  return { ...captured, next };
}

/** The part of the state that a step changes; throws when `next` is not what a step may make of it. */
export function changingState<B extends { readonly size: number }>(
  current: readonly B[],
  next: readonly B[],
  written: ReadonlySet<B>,
): StatePair<B>[] {
  if (next.length !== current.length)
    throw new Error(`The state has ${current.length} tensors; the next ${next.length}.`);
  const pairs = current.flatMap((buffer, i) => {
    const after = next[i];
    return after === undefined || after === buffer ? [] : [{ current: buffer, next: after }];
  });
  const isOwn = ({ current, next }: StatePair<B>) => written.has(next) && next.size === current.size;
  if (!pairs.every(isOwn) || new Set(pairs.map((pair) => pair.next)).size < pairs.length) {
    throw new Error(
      'Each tensor of the next state must be computed by the step, for itself, in the same shape.',
    );
  }
  return pairs;
}

function capturedStepOf(
  backend: WebGPUBackend,
  dispatches: readonly CapturedDispatch[],
  own: OwnBuffers,
  state: readonly Tensor[],
): CapturedStep {
  const { device } = backend;
  const commands = dispatches.map((dispatch) => commandOf(device, dispatch, own));
  let isDisposed = false;
  return {
    numDispatches: commands.length,
    numBytes: own.numBytes,
    replay: (numSteps) => {
      assertNotDisposed(isDisposed, 'The captured step');
      submitPending(backend);
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (let step = 0; step < numSteps; step++) encodeStep(pass, commands, step % 2 === 1);
      pass.end();
      if (numSteps % 2 === 1) own.copyStateBack(encoder);
      device.queue.submit([encoder.finish()]);
      forgetValues(backend, state);
    },
    dispose: () => {
      isDisposed = true;
      own.dispose();
    },
  };
}

function commandOf(
  device: GPUDevice,
  { pipeline, layout, bindings, grid }: CapturedDispatch,
  own: OwnBuffers,
): Command {
  const groupOf = (isOdd: boolean) => {
    const entries = bindings.map((captured, binding) => ({
      binding,
      resource: own.bindingOf(captured, isOdd),
    }));
    return device.createBindGroup({ layout, entries });
  };
  return { pipeline, even: groupOf(false), odd: groupOf(true), grid };
}

/** Sets a pipeline anew only where it changes. */
export function encodeStep(pass: GPUComputePassEncoder, commands: readonly Command[], isOdd: boolean): void {
  let pipeline: GPUComputePipeline | null = null;
  for (const command of commands) {
    if (command.pipeline !== pipeline) {
      pipeline = command.pipeline;
      pass.setPipeline(pipeline);
    }
    pass.setBindGroup(0, isOdd ? command.odd : command.even);
    pass.dispatchWorkgroups(...command.grid);
  }
}

/** TensorFlow.js keeps what it has read of a tensor, which is not what the tensor holds now. */
export function forgetValues(backend: WebGPUBackend, tensors: readonly Tensor[]): void {
  for (const { dataId } of tensors) Object.assign(backend.tensorMap.get(dataId), { values: null });
}
