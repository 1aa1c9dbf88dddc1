/** Captures passes that leave nothing on the device, many in one submission and readback. */
import type { WebGPUBackend } from '../../tf/webgpu.ts';
import { assertFits, type CapturedPasses, type PassToCapture } from '../stepCapture.ts';
import { arenaOf } from './arena.ts';
import { bufferOf, mostBytesOf, submitPending } from './commandStream.ts';
import type { GpuPrograms } from './gpuPrograms.ts';
import { type NotedRun, type NotedTensor, noteStep } from './noteStep.ts';
import { type FusedDispatch, schedule, sideBySide } from './schedule.ts';
import { createArenaBuffer, createStepBuffers, type StepBuffers } from './stepBuffers.ts';
import { commandsOf, encodeStep, shareShader } from './stepCommands.ts';

interface Stretch {
  readonly buffer: GPUBuffer;
  readonly offset?: number;
  readonly size: number;
}

/** `mostWork`: multiply-adds per dispatch. */
export async function captureGpuPasses(
  backend: WebGPUBackend,
  programs: GpuPrograms,
  passes: readonly PassToCapture[],
  mostWork: number,
): Promise<CapturedPasses> {
  const { device } = backend;
  const planned = passes.map((pass) => plannedPass(backend, programs, pass));
  const isApart = (dispatch: FusedDispatch<NotedRun>) =>
    planned.every(({ arena }) => arena.isApart(dispatch));
  shareShader(
    programs,
    planned.flatMap(({ dispatches }) => dispatches),
    isApart,
  );
  const numBytes = Math.max(...planned.map(({ arena }) => arena.numBytes));
  assertFits(numBytes, mostBytesOf(device));
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
  const compiled = Promise.all(made.map((pass) => compiledPass(device, programs, pass, mostWork)));
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
        const given = bufferOf(backend, rows);
        return { ...found, encode: (encoder: GPUCommandEncoder) => found.encode(encoder, given) };
      });
      const asTheyAre = others.map((tensor) => ({
        buffer: bufferOf(backend, tensor),
        size: Float32Array.BYTES_PER_ELEMENT * tensor.size,
      }));
      return readEach(device, [...parts, { outputs: asTheyAre, encode: () => undefined }]);
    },
    dispose,
  };
}

function plannedPass(backend: WebGPUBackend, programs: GpuPrograms, pass: PassToCapture) {
  const noted = noteStep(backend, programs, { ...pass, state: [], numReplicas: 1 });
  const [rows, ...others] = noted.inputs;
  const isGiven = (tensor: NotedTensor) => tensor.buffer === null || noted.inputs.includes(tensor);
  if (rows === undefined || !noted.runs.every(({ reads }) => reads.every(isGiven)))
    throw new Error('A pass may read its inputs alone.');
  // Rows suffice for every GPU thread; a workgroup taking some through all layers would leave most threads
  // idle.
  const dispatches = schedule(noted.runs.map(sideBySide));
  return { pass, noted, rows, others, dispatches, arena: arenaOf(noted, [], dispatches) };
}

async function compiledPass(
  device: GPUDevice,
  programs: GpuPrograms,
  { pass, noted, rows, dispatches, buffers }: ReturnType<typeof plannedPass> & { buffers: StepBuffers },
  mostWork: number,
) {
  const commands = await commandsOf(device, programs, dispatches, buffers, mostWork);
  const placeOf = (tensor: NotedTensor): Stretch => ({
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

async function readEach(
  device: GPUDevice,
  parts: readonly { outputs: readonly Stretch[]; encode: (encoder: GPUCommandEncoder) => void }[],
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
