/** Captures a step in as few dispatches as its dependencies allow, and replays it. */
import { assertNotDisposed } from '../../../core/errors.ts';
import { fusedProgram } from '../../../kernels/webgpu/fusedProgram.ts';
import type { Program } from '../../../kernels/webgpu/program.ts';
import { numThreadsOf } from '../../../kernels/webgpu/webgpuKernel.ts';
import type { Tensor } from '../../../tf/tf.ts';
import type { WebGPUBackend } from '../../../tf/webgpu.ts';
import type { CapturedStep, StepToCapture } from '../../stepCapture.ts';
import { submitPending } from '../commandStream.ts';
import { gridOf, pipelineFor, type Runner, workgroupsOf } from '../programRunner.ts';
import { type Command, changingState, encodeStep, forgetValues } from '../recording.ts';
import { arenaOf } from './arena.ts';
import { codesOf, dispatchPlanOf } from './dispatchPlan.ts';
import { createFusedBuffers, type FusedBuffers } from './fusedBuffers.ts';
import { type NotedRun, noteStep } from './noteStep.ts';
import { type Dispatch, type FusedDispatch, schedule } from './schedule.ts';

/**
 * See `StepCapture`. Null when the step cannot be fused: it runs programs that are not ours, or needs more memory in one piece
 * than the device binds.
 */
export async function captureFusedStep(
  backend: WebGPUBackend,
  runner: Runner,
  step: StepToCapture,
): Promise<CapturedStep | null> {
  const noted = noteStep(backend, runner, step);
  if (noted === null) return null;
  const written = new Set(noted.runs.flatMap(({ writes }) => writes));
  const state = changingState(noted.state, noted.next, written);
  const dispatches = schedule(noted.runs);
  const arena = arenaOf(noted, state, dispatches);
  const { maxStorageBufferBindingSize, maxBufferSize } = backend.device.limits;
  if (arena.numBytes > Math.min(maxStorageBufferBindingSize, maxBufferSize)) return null;
  const buffers = createFusedBuffers(backend, noted, state, arena);
  try {
    const commands = await Promise.all(dispatches.map((dispatch) => commandOf(backend, dispatch, buffers)));
    return capturedStepOf(backend, commands, buffers, step.state);
  } catch (error) {
    buffers.dispose();
    throw error;
  }
}

function capturedStepOf(
  backend: WebGPUBackend,
  commands: readonly Command[],
  buffers: FusedBuffers,
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
      forgetValues(backend, state);
    },
    dispose: () => {
      isDisposed = true;
      buffers.dispose();
    },
  };
}

async function commandOf(
  backend: WebGPUBackend,
  dispatch: Dispatch<NotedRun>,
  buffers: FusedBuffers,
): Promise<Command> {
  return dispatch.kind === 'single'
    ? singleCommand(backend, dispatch.run, buffers)
    : fusedCommand(backend, dispatch, buffers);
}

async function fusedCommand(
  backend: WebGPUBackend,
  dispatch: FusedDispatch<NotedRun>,
  buffers: FusedBuffers,
): Promise<Command> {
  const planOf = (isOdd: boolean) =>
    dispatchPlanOf(dispatch, (tensor) => buffers.bindingOf(tensor, isOdd).offset ?? Number.NaN);
  const bindingsOf = (isOdd: boolean) => [
    { buffer: buffers.arena },
    { buffer: buffers.constant(planOf(isOdd).numbers, GPUBufferUsage.STORAGE) },
  ];
  // Its own key: it stands for all that runs.
  const source = fusedProgram(dispatch.kind, codesOf(dispatch));
  return commandFor(backend, { key: source, source }, bindingsOf, planOf(false).numWorkgroups);
}

async function singleCommand(
  backend: WebGPUBackend,
  { program, params, table, threads, writes, reads }: NotedRun,
  buffers: FusedBuffers,
): Promise<Command> {
  const numThreads = numThreadsOf(threads);
  const constants = [
    { buffer: buffers.constant(Uint32Array.of(numThreads, ...params), GPUBufferUsage.UNIFORM) },
    ...(program.spec.hasTable === true
      ? [{ buffer: buffers.constant(Uint32Array.from(table), GPUBufferUsage.STORAGE) }]
      : []),
  ];
  const bindingsOf = (isOdd: boolean) => [
    ...[...writes, ...reads].map((tensor) => buffers.bindingOf(tensor, isOdd)),
    ...constants,
  ];
  return commandFor(backend, program, bindingsOf, workgroupsOf(numThreads));
}

async function commandFor(
  backend: WebGPUBackend,
  program: Pick<Program, 'key' | 'source'>,
  bindingsOf: (isOdd: boolean) => readonly GPUBufferBinding[],
  numWorkgroups: number,
): Promise<Command> {
  const { device } = backend;
  const pipeline = await pipelineFor(backend, program);
  const layout = pipeline.getBindGroupLayout(0);
  const groupOf = (isOdd: boolean) => {
    const entries = bindingsOf(isOdd).map((resource, binding) => ({ binding, resource }));
    return device.createBindGroup({ layout, entries });
  };
  return {
    pipeline,
    even: groupOf(false),
    odd: groupOf(true),
    grid: [...gridOf(numWorkgroups, device.limits), 1],
  };
}
