/** Captures a step on the GPU in as few dispatches as its dependencies allow. */
import { assertNotDisposed } from '../../../core/errors.ts';
import type { Tensor } from '../../tf/tf.ts';
import type { WebGPUBackend } from '../../tf/webgpu.ts';
import { assertFits, type CapturedStep, type StepToCapture } from '../stepCapture.ts';
import { arenaOf, type StatePair } from './arena.ts';
import { mostBytesOf, submitPending } from './commandStream.ts';
import type { GpuPrograms } from './gpuPrograms.ts';
import { type NotedStep, noteStep } from './noteStep.ts';
import { schedule, sideBySide } from './schedule.ts';
import { createStepBuffers, type StepBuffers } from './stepBuffers.ts';
import { commandsOf, encodeStep, type StepCommand, shareShader } from './stepCommands.ts';

/** Steps above `mostWork` multiply-adds run in dispatches of at most that. */
export async function captureGpuStep(
  backend: WebGPUBackend,
  programs: GpuPrograms,
  step: StepToCapture,
  mostWork: number,
): Promise<CapturedStep> {
  const { device } = backend;
  const noted = noteStep(backend, programs, step);
  const state = changingState(noted);
  const isLong = noted.runs.reduce((sum, { work }) => sum + work, 0) > mostWork;
  const dispatches = schedule(isLong ? noted.runs.map(sideBySide) : noted.runs);
  const arena = arenaOf(noted, state, dispatches);
  if (isLong) shareShader(programs, dispatches, arena.isApart);
  assertFits(arena.numBytes, mostBytesOf(device));
  const buffers = createStepBuffers(backend, noted, state, arena);
  try {
    const commands = await commandsOf(device, programs, dispatches, buffers, mostWork);
    return capturedStepOf(backend, commands, buffers, step.state);
  } catch (error) {
    buffers.dispose();
    throw error;
  }
}

/** Throws if the next state does not fit the state. */
function changingState({ state, next, runs }: NotedStep): StatePair[] {
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
      forgetValues(backend, state);
    },
    dispose: () => {
      isDisposed = true;
      buffers.dispose();
    },
  };
}

// TensorFlow.js caches values it has read.
export function forgetValues(backend: WebGPUBackend, tensors: readonly Tensor[]): void {
  for (const { dataId } of tensors) Object.assign(backend.tensorMap.get(dataId), { values: null });
}
