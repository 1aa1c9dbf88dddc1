/** Gets a WebGPU device and watches it. Knows nothing of TensorFlow.js, and of adapters neither names nor kinds. */
import { text } from '../../text/text.ts';

/** The limits a training step may run into; each is raised to what the adapter offers. */
const raisedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** A GPU takes seconds to start on a busy machine; a driver that hangs never answers, and without a word the run never starts. */
const maxAnswerMs = 15_000;

/** A device and the news of its end. */
export interface WatchedDevice {
  readonly device: GPUDevice;
  readonly adapterInfo: GPUAdapterInfo;
  /**
   * Calls `listener`, once, with the reason of a loss or the text of the first error nobody caught, at once if there was one
   * already; never after `destroy`. Returns the function that ends it.
   */
  readonly onLost: (listener: (reason: string) => void) => () => void;
  /** Idempotent. */
  readonly destroy: () => void;
}

/**
 * A device with the largest limits on offer, or else with the smallest that the standard allows. Rejects with a sentence for people
 * when there is no WebGPU, no adapter, no device, or no answer.
 */
export async function requestGpuDevice(gpu: GPU | undefined, raisesLimits = true): Promise<WatchedDevice> {
  if (gpu === undefined) throw new Error(text.engine.noWebGpu);
  const adapter = await adapterOf(gpu);
  if (adapter === null) throw new Error(text.engine.noGpuAdapter);
  const request = adapter.requestDevice({ requiredLimits: raisesLimits ? limitsOf(adapter) : {} });
  const device = await answeredInTime(request, (late) => late.destroy());
  return { device, adapterInfo: adapter.info, ...watch(device) };
}

/** True if there is an adapter. Never rejects. */
export async function hasGpu(gpu: GPU | undefined): Promise<boolean> {
  return gpu !== undefined && (await adapterOf(gpu).catch(() => null)) !== null;
}

const adapterOf = (gpu: GPU): Promise<GPUAdapter | null> =>
  answeredInTime(gpu.requestAdapter({ powerPreference: 'high-performance' }), () => undefined);

const answeredInTime = <T>(request: Promise<T>, discard: (late: T) => void): Promise<T> =>
  answeredWithin(maxAnswerMs, request, discard, () => new Error(text.engine.gpuSilent));

/** Rejects with `lateness` where a GPU does not answer within so many milliseconds; an answer that comes later is discarded. */
export function answeredWithin<T>(
  ms: number,
  request: Promise<T>,
  discard: (late: T) => void,
  lateness: () => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      reject(lateness());
      request.then(discard, () => undefined);
    };
    const timer = setTimeout(giveUp, ms);
    request.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function limitsOf(adapter: GPUAdapter): Record<string, number> {
  const offered = raisedLimits.map((name) => [name, adapter.limits[name]] as const);
  // Browsers that do not know a limit yet report undefined, whatever the types say.
  return Object.fromEntries(offered.filter(([, value]) => typeof value === 'number'));
}

function watch(device: GPUDevice): Pick<WatchedDevice, 'onLost' | 'destroy'> {
  const listeners = new Set<(reason: string) => void>();
  // The reason "destroyed" cannot be trusted: a crash was seen to report it too.
  let destroyedHere = false;
  let firstReason: string | null = null;
  const report = (reason: string) => {
    if (destroyedHere || firstReason !== null) return;
    firstReason = reason;
    for (const listener of [...listeners]) listener(reason);
  };
  void device.lost.then(({ message, reason }) => report(message || reason));
  device.addEventListener('uncapturederror', (event) => {
    // Without this the browser also prints the error to the console.
    event.preventDefault();
    report(event.error.message);
  });
  const destroy = () => {
    destroyedHere = true;
    device.destroy();
  };
  const onLost: WatchedDevice['onLost'] = (listener) => {
    if (firstReason !== null) listener(firstReason);
    else listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { onLost, destroy };
}
