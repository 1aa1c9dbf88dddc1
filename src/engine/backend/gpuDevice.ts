/** Requests a WebGPU device and reports its loss or first error. */
import { text } from '../../text/text.ts';

// Limits a training step may reach, raised to what the adapter offers.
const raisedLimitNames = [
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

// Busy machines take seconds; a hung driver never answers, and the run would never start.
const maxAnswerMs = 15_000;

interface WatchedDevice {
  readonly device: GPUDevice;
  readonly adapterInfo: GPUAdapterInfo;
  /** Calls `listener` once with the first loss or error, at once if there was one, never after `destroy`. */
  readonly onLost: (listener: (reason: string) => void) => () => void;
  readonly destroy: () => void;
}

/** `raisesLimits`: to the adapter's largest, else the standard's smallest. Rejects with a text for users. */
export async function requestGpuDevice(gpu: GPU | undefined, raisesLimits = true): Promise<WatchedDevice> {
  if (gpu === undefined) throw new Error(text.engine.noWebGpu);
  const adapter = await requestAdapter(gpu);
  if (adapter === null) throw new Error(text.engine.noGpuAdapter);
  const request = adapter.requestDevice({ requiredLimits: raisesLimits ? adapterLimitsOf(adapter) : {} });
  const device = await withAnswerTimeout(request, (late) => late.destroy());
  return { device, adapterInfo: adapter.info, ...watchDevice(device) };
}

export async function hasGpu(gpu: GPU | undefined): Promise<boolean> {
  return gpu !== undefined && (await requestAdapter(gpu).catch(() => null)) !== null;
}

const requestAdapter = (gpu: GPU): Promise<GPUAdapter | null> =>
  withAnswerTimeout(gpu.requestAdapter({ powerPreference: 'high-performance' }), () => undefined);

const withAnswerTimeout = <T>(request: Promise<T>, discard: (late: T) => void): Promise<T> =>
  withTimeout(maxAnswerMs, request, discard, () => new Error(text.engine.gpuSilent));

/** Rejects with `lateness` after `ms` milliseconds and discards a later answer. */
export function withTimeout<T>(
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

function adapterLimitsOf(adapter: GPUAdapter): Record<string, number> {
  const offered = raisedLimitNames.map((name) => [name, adapter.limits[name]] as const);
  // Browsers return undefined for unknown limits, contrary to the types.
  return Object.fromEntries(offered.filter(([, value]) => typeof value === 'number'));
}

function watchDevice(device: GPUDevice): Pick<WatchedDevice, 'onLost' | 'destroy'> {
  const listeners = new Set<(reason: string) => void>();
  // The reason "destroyed" is unreliable: a crash was seen to report it too.
  let destroyedHere = false;
  let firstReason: string | null = null;
  const report = (reason: string) => {
    if (destroyedHere || firstReason !== null) return;
    firstReason = reason;
    for (const listener of [...listeners]) listener(reason);
  };
  void device.lost.then(({ message, reason }) => report(message || reason));
  device.addEventListener('uncapturederror', (event) => {
    // Otherwise the browser also logs the error.
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
