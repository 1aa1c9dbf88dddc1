/** TensorFlow.js's WebGPU backend with our programs and captured steps, and without synchronous reads. */

import { assertNotDisposed } from '../../../core/errors.ts';
import { sizeOf } from '../../../core/shape.ts';
import { text } from '../../../text/text.ts';
import { registerWebgpuKernels } from '../../kernels/registerWebgpu.ts';
import type { ProgramRunner } from '../../kernels/webgpu/webgpuKernel.ts';
import type { DataId, Tensor, TensorInfo } from '../../tf/tf.ts';
import { WebGPUBackend } from '../../tf/webgpu.ts';
import {
  assertFits,
  type CapturedPasses,
  type CapturedStep,
  type PassToCapture,
  type StepCapture,
  type StepToCapture,
} from '../stepCapture.ts';
import { gpuArenaOf, type StatePair } from './arena.ts';
import { gpuBufferOf, maxBindingBytesOf, submitPending } from './commandStream.ts';
import { createGpuPrograms, type GpuPrograms } from './gpuPrograms.ts';
import { type FusedDispatch, scheduleRuns, withFlatSpread } from './schedule.ts';
import { createArenaBuffer, createStepBuffers, type StepBuffers } from './stepBuffers.ts';
import {
  encodeStep,
  maxWorkPerDispatch,
  type StepCommand,
  shareFlatShader,
  stepCommandsOf,
} from './stepCommands.ts';
import { type TracedProgramRun, type TracedStep, type TracedTensor, traceStep } from './traceStep.ts';

export function createPlaygroundBackend(device: GPUDevice, adapterInfo: GPUAdapterInfo): PlaygroundBackend {
  registerWebgpuKernels();
  return new PlaygroundBackend(device, adapterInfo);
}

class PlaygroundBackend extends WebGPUBackend implements ProgramRunner, StepCapture {
  readonly #programs = createGpuPrograms(this);
  readonly runProgram = this.#programs.runProgram;
  readonly compiles = true;
  readonly mostBytes = maxBindingBytesOf(this.device);
  readonly mostWork = maxWorkPerDispatch;

  captureStep(step: StepToCapture): Promise<CapturedStep> {
    return captureGpuStep(this, this.#programs, step, this.mostWork);
  }

  capturePasses(passes: readonly PassToCapture[]): Promise<CapturedPasses> {
    return captureGpuPasses(this, this.#programs, passes, this.mostWork);
  }

  override runWebGPUProgram(...call: Parameters<WebGPUBackend['runWebGPUProgram']>): TensorInfo {
    return this.#programs.notedStock(...call) ?? super.runWebGPUProgram(...call);
  }

  // Throws before the device would, whose error ends the run.
  override uploadToGPU(dataId: DataId): void {
    assertFits(Float32Array.BYTES_PER_ELEMENT * sizeOf(this.tensorMap.get(dataId).shape), this.mostBytes);
    super.uploadToGPU(dataId);
  }

  overwrite(tensor: Tensor, values: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>): void {
    submitPending(this);
    this.device.queue.writeBuffer(gpuBufferOf(this, tensor), 0, values);
    dropCachedValues(this, [tensor]);
  }

  settle(): Promise<void> {
    submitPending(this);
    return this.device.queue.onSubmittedWorkDone();
  }

  // Buffers are pooled by size, and the next run has others.
  rest(): void {
    submitPending(this);
    this.#programs.freeConstants();
    this.bufferManager.dispose();
  }

  // On some machines a synchronous GPU read returns zeros or kills the device.
  override readSync(dataId: object): ReturnType<WebGPUBackend['readSync']> {
    if (this.tensorMap.get(dataId).values == null) throw new Error(text.engine.syncRead);
    return super.readSync(dataId);
  }
}

/** Steps above `mostWork` multiply-adds run in dispatches of at most that. */
async function captureGpuStep(
  backend: WebGPUBackend,
  programs: GpuPrograms,
  step: StepToCapture,
  mostWork: number,
): Promise<CapturedStep> {
  const { device } = backend;
  const noted = traceStep(backend, programs, step);
  const state = changedStatePairs(noted);
  const isLong = noted.runs.reduce((sum, { work }) => sum + work, 0) > mostWork;
  const dispatches = scheduleRuns(isLong ? noted.runs.map(withFlatSpread) : noted.runs);
  const arena = gpuArenaOf(noted, state, dispatches);
  if (isLong) shareFlatShader(programs, dispatches, arena.readsOnlyVectors);
  assertFits(arena.numBytes, maxBindingBytesOf(device));
  const buffers = createStepBuffers(backend, noted, state, arena);
  try {
    const commands = await stepCommandsOf(device, programs, dispatches, buffers, mostWork);
    return capturedStepOf(backend, commands, buffers, step.state);
  } catch (error) {
    buffers.dispose();
    throw error;
  }
}

/** Throws if the next state does not fit the state. */
function changedStatePairs({ state, next, runs }: TracedStep): StatePair[] {
  if (next.length !== state.length)
    throw new Error(`The state has ${state.length} tensors; the next ${next.length}.`);
  const written = new Set(runs.flatMap(({ writes }) => writes));
  const pairs = state.flatMap((current, i) => {
    const after = next[i];
    return after === undefined || after === current ? [] : [{ current, next: after }];
  });
  const isOwn = ({ current, next: after }: StatePair) => written.has(after) && after.size === current.size;
  if (!pairs.every(isOwn) || new Set(pairs.map((pair) => pair.next)).size < pairs.length) {
    throw new Error(
      'Each tensor of the next state must be computed by the step, for itself, in the same shape.',
    );
  }
  return pairs;
}

function capturedStepOf(
  backend: WebGPUBackend,
  commands: readonly StepCommand[],
  buffers: StepBuffers,
  state: readonly Tensor[],
): CapturedStep {
  const { device } = backend;
  let isDisposed = false;
  return {
    numDispatches: commands.length,
    numBytes: buffers.numBytes(),
    replay: (numSteps) => {
      assertNotDisposed(isDisposed, 'The captured step');
      submitPending(backend);
      const encoder = device.createCommandEncoder();
      buffers.copyIn(encoder);
      const pass = encoder.beginComputePass();
      for (let step = 0; step < numSteps; step++) encodeStep(pass, commands, step % 2 === 1);
      pass.end();
      buffers.copyOut(encoder, numSteps % 2 === 1);
      device.queue.submit([encoder.finish()]);
      dropCachedValues(backend, state);
    },
    dispose: () => {
      isDisposed = true;
      buffers.dispose();
    },
  };
}

// Drops the values that TensorFlow.js caches after reading tensors, because they are out of date.
function dropCachedValues(backend: WebGPUBackend, tensors: readonly Tensor[]): void {
  for (const { dataId } of tensors) Object.assign(backend.tensorMap.get(dataId), { values: null });
}

interface BufferRange {
  readonly buffer: GPUBuffer;
  readonly offset?: number;
  readonly size: number;
}

async function captureGpuPasses(
  backend: WebGPUBackend,
  programs: GpuPrograms,
  passes: readonly PassToCapture[],
  mostWork: number,
): Promise<CapturedPasses> {
  const { device } = backend;
  const planned = passes.map((pass) => planPass(backend, programs, pass));
  const readsOnlyVectors = (dispatch: FusedDispatch<TracedProgramRun>) =>
    planned.every(({ arena }) => arena.readsOnlyVectors(dispatch));
  shareFlatShader(
    programs,
    planned.flatMap(({ dispatches }) => dispatches),
    readsOnlyVectors,
  );
  const numBytes = Math.max(...planned.map(({ arena }) => arena.numBytes));
  assertFits(numBytes, maxBindingBytesOf(device));
  const memory = createArenaBuffer(device, numBytes);
  const made = planned.map((plan) => ({
    ...plan,
    // Rows differ in every run, so they are not copied in with the inputs.
    buffers: createStepBuffers(backend, { ...plan.noted, inputs: plan.others }, [], plan.arena, memory),
  }));
  const dispose = () => {
    for (const { buffers } of made) buffers.dispose();
    memory.destroy();
  };
  const compiled = Promise.all(made.map((pass) => compilePass(device, programs, pass, mostWork)));
  const ready = new Map(
    await compiled.catch((error: unknown) => {
      dispose();
      throw error;
    }),
  );
  return {
    numBytes: made.reduce((sum, { buffers }) => sum + buffers.numBytes(), numBytes),
    run: (runs, others) => {
      for (const { dataId } of [...runs.map(({ rows }) => rows), ...others]) backend.uploadToGPU(dataId);
      submitPending(backend);
      const parts = runs.map(({ pass, rows }) => {
        const found = ready.get(pass);
        if (found === undefined) throw new Error('This pass was not captured.');
        const given = gpuBufferOf(backend, rows);
        return { ...found, encode: (encoder: GPUCommandEncoder) => found.encode(encoder, given) };
      });
      const asTheyAre = others.map((tensor) => ({
        buffer: gpuBufferOf(backend, tensor),
        size: Float32Array.BYTES_PER_ELEMENT * tensor.size,
      }));
      return readOutputsOfPasses(device, [...parts, { outputs: asTheyAre, encode: () => undefined }]);
    },
    dispose,
  };
}

function planPass(backend: WebGPUBackend, programs: GpuPrograms, pass: PassToCapture) {
  const noted = traceStep(backend, programs, { ...pass, state: [], numReplicas: 1 });
  const [rows, ...others] = noted.inputs;
  const isGiven = (tensor: TracedTensor) => tensor.buffer === null || noted.inputs.includes(tensor);
  if (rows === undefined || !noted.runs.every(({ reads }) => reads.every(isGiven)))
    throw new Error('A pass may read its inputs alone.');
  // Rows suffice for every GPU thread; a workgroup taking some through all layers would leave most threads
  // idle.
  const dispatches = scheduleRuns(noted.runs.map(withFlatSpread));
  return { pass, noted, rows, others, dispatches, arena: gpuArenaOf(noted, [], dispatches) };
}

async function compilePass(
  device: GPUDevice,
  programs: GpuPrograms,
  { pass, noted, rows, dispatches, buffers }: ReturnType<typeof planPass> & { buffers: StepBuffers },
  mostWork: number,
) {
  const commands = await stepCommandsOf(device, programs, dispatches, buffers, mostWork);
  const placeOf = (tensor: TracedTensor): BufferRange => ({
    ...buffers.bindingOf(tensor, false),
    size: tensor.size,
  });
  const encode = (encoder: GPUCommandEncoder, given: GPUBuffer) => {
    buffers.copyIn(encoder);
    const { buffer, offset = 0, size } = placeOf(rows);
    for (let at = 0; at < size; at += given.size)
      encoder.copyBufferToBuffer(given, 0, buffer, offset + at, given.size);
    const computing = encoder.beginComputePass();
    encodeStep(computing, commands, false);
    computing.end();
  };
  return [pass, { encode, outputs: noted.next.map(placeOf) }] as const;
}

async function readOutputsOfPasses(
  device: GPUDevice,
  parts: readonly { outputs: readonly BufferRange[]; encode: (encoder: GPUCommandEncoder) => void }[],
): Promise<Float32Array[][]> {
  const size = parts.flatMap(({ outputs }) => outputs).reduce((sum, output) => sum + output.size, 0);
  const staging = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const encoder = device.createCommandEncoder();
  let at = 0;
  for (const { outputs, encode } of parts) {
    encode(encoder);
    for (const { buffer, offset = 0, size } of outputs) {
      encoder.copyBufferToBuffer(buffer, offset, staging, at, size);
      at += size;
    }
  }
  device.queue.submit([encoder.finish()]);
  try {
    await staging.mapAsync(GPUMapMode.READ);
    const values = new Float32Array(staging.getMappedRange().slice());
    at = 0;
    return parts.map(({ outputs }) =>
      outputs.map((output) => {
        at += output.size / Float32Array.BYTES_PER_ELEMENT;
        return values.slice(at - output.size / Float32Array.BYTES_PER_ELEMENT, at);
      }),
    );
  } finally {
    staging.destroy();
  }
}
