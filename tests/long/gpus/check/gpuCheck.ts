/** Runs the check of a GPU part by part, each within its time, and tells what each finds as it ends. */

import { messageOf } from '../../../../src/core/errors.ts';
import { DownloadError } from '../../../../src/core/retriedDownload.ts';
import type { RunningBackend } from '../../../../src/engine/backend/engineBackend.ts';
import { withTimeout } from '../../../../src/engine/backend/gpuDevice.ts';
import { StepDoesNotFit } from '../../../../src/engine/backend/stepCapture.ts';
import { startWasm } from '../../../../src/engine/backend/wasmBackend.ts';
import { startWebgpu } from '../../../../src/engine/backend/webgpuBackend.ts';
import { createClock } from '../../../../src/run/clock.ts';
import { text } from '../../../../src/text/text.ts';
import { changedGpu, type GpuChange } from './changedGpu.ts';
import { type CheckPart, type CheckTools, type Found, skipped, type VectorFile } from './checking.ts';
import { checkChain } from './parts/chain.ts';
import { checkAlone, checkIsolation, checkKernels, checkOrder } from './parts/kernels.ts';
import { checkLoss } from './parts/loss.ts';
import { checkMemory, checkNetworksApart } from './parts/networks.ts';
import { checkNumbers } from './parts/numbers.ts';
import { checkLargest, checkTraining, checkVectors } from './parts/training.ts';
import {
  type CheckedGpu,
  type GpuCheckEvent,
  type GpuCheckPart,
  type GpuCheckResult,
  type GpuCheckStart,
  gpuCheckParts,
} from './results.ts';

/** Each part and the seconds that it may take, of 60 in all; one that is late ends with what it has. */
const parts: Readonly<Record<GpuCheckPart, readonly [check: CheckPart, seconds: number]>> = {
  numbers: [checkNumbers, 2],
  kernels: [checkKernels, 6],
  isolation: [checkIsolation, 8],
  networks: [checkNetworksApart, 6],
  alone: [checkAlone, 5],
  chain: [checkChain, 3],
  vectors: [checkVectors, 6],
  order: [checkOrder, 6],
  memory: [checkMemory, 6],
  training: [checkTraining, 6],
  largest: [checkLargest, 4],
  loss: [checkLoss, 2],
};

/** Seconds beyond its time after which a part is left: a driver that hangs never answers. */
const answersWithinSeconds = 60;

export interface GpuCheckRequest extends GpuCheckStart {
  readonly gpu: GPU | undefined;
  readonly vectors: readonly VectorFile[];
  readonly emit: (event: GpuCheckEvent) => void;
  /** Changes every device, for tests that plant faults. */
  readonly change?: GpuChange;
}

/** Ends by the event `done`; never rejects. */
export async function runGpuCheck({
  gpu,
  vectors,
  emit,
  change: common = {},
  only = gpuCheckParts,
  patience,
}: GpuCheckRequest): Promise<void> {
  const clock = createClock();
  const backends = createOpener(gpu, common);
  try {
    if (gpu === undefined) throw new Error(text.engine.noWebGpu);
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter === null) throw new Error(text.engine.noGpuAdapter);
    emit({ type: 'gpu', gpu: checkedGpuOf(adapter) });
    for (const part of gpuCheckParts.filter((part) => only.includes(part))) {
      emit({ type: 'began', part });
      const [check, seconds] = parts[part];
      const beganMs = clock.now();
      const tools: CheckTools = {
        open: backends.open,
        device: backends.device,
        isLate: () => clock.now() - beganMs > 1000 * seconds * patience,
        pause: clock.yieldToMessages,
        vectors,
      };
      const mostSeconds = patience * seconds + Math.max(1, patience) * answersWithinSeconds;
      const silence = new Silence(`no answer within ${mostSeconds} s`);
      const found = await withTimeout(
        1000 * mostSeconds,
        check(tools),
        () => undefined,
        () => silence,
      ).catch((error: unknown) => {
        // A part that failed may have left tensors behind, or no device.
        backends.close();
        return failed(error);
      });
      emit({ type: 'ended', result: { part, ms: clock.now() - beganMs, ...found } satisfies GpuCheckResult });
    }
    emit({ type: 'done', failure: null });
  } catch (error) {
    emit({ type: 'done', failure: messageOf(error) });
  } finally {
    backends.close();
  }
}

/** A part that has not ended in time. */
class Silence extends Error {}

/**
 * A step that does not fit is handed over to WebAssembly, as in a run; a GPU that is busy or silent, and a file that does not come, have
 * computed nothing wrong.
 */
function failed(error: unknown): Found {
  const found = skipped(messageOf(error));
  const isOfTheGpu = ![StepDoesNotFit, Silence, DownloadError].some((kind) => error instanceof kind);
  return isOfTheGpu && messageOf(error) !== text.engine.gpuSilent ? { ...found, outcome: 'wrong' } : found;
}

/** Backends by need: the GPU as it is and WebAssembly stay open, a changed GPU takes the place of the other. */
function createOpener(gpu: GPU | undefined, common: GpuChange) {
  const running = new Map<'webgpu' | 'wasm', RunningBackend>();
  let isChanged = false;
  let device: GPUDevice | null = null;
  const close = () => {
    for (const backend of running.values()) backend.close();
    running.clear();
  };
  const onDevice = (made: GPUDevice) => {
    device = made;
  };
  const start = (name: 'webgpu' | 'wasm', change: GpuChange) =>
    name === 'wasm' || gpu === undefined
      ? startWasm()
      : startWebgpu(true, changedGpu(gpu, { ...common, ...change, onDevice }));
  const open: CheckTools['open'] = async (name, change) => {
    if (name === 'webgpu' && (change !== undefined || isChanged)) {
      running.get(name)?.close();
      running.delete(name);
    }
    if (name === 'webgpu') isChanged = change !== undefined;
    const backend = running.get(name) ?? (await start(name, change ?? {}));
    running.set(name, backend);
    await backend.activate();
    return backend;
  };
  const deviceNow = (): GPUDevice => {
    if (device === null) throw new Error('No GPU was opened.');
    return device;
  };
  return { open, device: deviceNow, close };
}

const shownLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

function checkedGpuOf({ info, limits }: GPUAdapter): CheckedGpu {
  const { vendor, architecture, device, description } = info;
  const shown = Object.fromEntries(shownLimits.map((name) => [name, limits[name]]));
  return { vendor, architecture, device, description, limits: shown };
}
