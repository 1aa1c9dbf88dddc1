import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { hasGpu, requestGpuDevice } from '../../../../src/engine/backend/gpuDevice.ts';
import { text } from '../../../../src/text/text.ts';

/** As much of WebGPU as is asked of it. */
function fakeGpu(limits: Record<string, number>) {
  const device = new EventTarget();
  let lose: (info: { reason: string; message: string }) => void = () => undefined;
  const lost = new Promise((resolve) => {
    lose = resolve;
  });
  const requests: unknown[] = [];
  let numDestroyed = 0;
  const destroy = () => {
    numDestroyed += 1;
    lose({ reason: 'destroyed', message: 'Device was destroyed.' });
  };
  const requestDevice = async (descriptor: unknown) => {
    requests.push(descriptor);
    return Object.assign(device, { lost, destroy });
  };
  const gpu = { requestAdapter: async () => ({ limits, requestDevice }) } as unknown as GPU;
  const complain = (message: string): boolean =>
    device.dispatchEvent(
      Object.assign(new Event('uncapturederror', { cancelable: true }), { error: { message } }),
    );
  return { gpu, requests, lose, complain, numDestroyed: () => numDestroyed };
}

const lossOf = ({ onLost }: { readonly onLost: (listener: (reason: string) => void) => unknown }) =>
  new Promise<string>((resolve) => onLost(resolve));

const soon = () => new Promise<string>((resolve) => setTimeout(resolve, 5, 'nothing'));

describe('asking for a device', () => {
  test('raises the limits the adapter knows, or none', async () => {
    const fake = fakeGpu({ maxBufferSize: 2 ** 31, maxStorageBuffersPerShaderStage: 10, maxBindGroups: 4 });
    await requestGpuDevice(fake.gpu);
    await requestGpuDevice(fake.gpu, false);
    expect(fake.requests).toEqual([
      { requiredLimits: { maxBufferSize: 2 ** 31, maxStorageBuffersPerShaderStage: 10 } },
      { requiredLimits: {} },
    ]);
  });

  test('says why there is none', async () => {
    await expect(requestGpuDevice(undefined)).rejects.toThrow(text.engine.noWebGpu);
    const none = { requestAdapter: async () => null } as unknown as GPU;
    await expect(requestGpuDevice(none)).rejects.toThrow(text.engine.noGpuAdapter);
    expect(await hasGpu(none)).toBe(false);
    expect(await hasGpu(fakeGpu({}).gpu)).toBe(true);
  });

  test('gives up on a GPU that does not answer, and frees a device that comes too late', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const never = { requestAdapter: () => new Promise(() => undefined) } as unknown as GPU;
    const asked = [
      expect(requestGpuDevice(never)).rejects.toThrow(text.engine.gpuSilent),
      expect(hasGpu(never)).resolves.toBe(false),
    ];
    const late = fakeGpu({});
    const adapter = await late.gpu.requestAdapter();
    const slow = (): Promise<GPUDevice> =>
      new Promise((resolve) => setTimeout(resolve, 60_000)).then(() => adapter?.requestDevice() as never);
    const lateGpu = { requestAdapter: async () => ({ ...adapter, requestDevice: slow }) } as unknown as GPU;
    asked.push(expect(requestGpuDevice(lateGpu)).rejects.toThrow(text.engine.gpuSilent));
    await vi.advanceTimersByTimeAsync(20_000);
    await Promise.all(asked);
    expect(late.numDestroyed()).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(late.numDestroyed()).toBe(1);
  });
});

describe('watching a device', () => {
  test('a loss is told with its message, or else its reason', async () => {
    const first = fakeGpu({});
    const lost = lossOf(await requestGpuDevice(first.gpu));
    first.lose({ reason: 'unknown', message: 'The driver crashed.' });
    expect(await lost).toBe('The driver crashed.');
    const second = fakeGpu({});
    const watched = await requestGpuDevice(second.gpu);
    second.lose({ reason: 'unknown', message: '' });
    expect(await lossOf(watched)).toBe('unknown');
  });

  test('a loss reported as "destroyed" counts, unless we destroyed it', async () => {
    const crashed = fakeGpu({});
    const lost = lossOf(await requestGpuDevice(crashed.gpu));
    crashed.lose({ reason: 'destroyed', message: '' });
    expect(await lost).toBe('destroyed');
    const ours = fakeGpu({});
    const watched = await requestGpuDevice(ours.gpu);
    watched.destroy();
    expect([await Promise.race([lossOf(watched), soon()]), ours.numDestroyed()]).toEqual(['nothing', 1]);
  });

  test('an error nobody caught counts as a loss and stays out of the console', async () => {
    const fake = fakeGpu({});
    const lost = lossOf(await requestGpuDevice(fake.gpu));
    expect(fake.complain('Buffer too large.')).toBe(false);
    fake.complain('Another.');
    expect(await lost).toBe('Buffer too large.');
  });

  test('whoever listens after the loss hears of it too, and nobody who has stopped listening', async () => {
    const fake = fakeGpu({});
    const watched = await requestGpuDevice(fake.gpu);
    const heard: string[] = [];
    watched.onLost((reason) => heard.push(`stopped: ${reason}`))();
    fake.complain('Buffer too large.');
    watched.onLost((reason) => heard.push(`late: ${reason}`));
    expect(heard).toEqual(['late: Buffer too large.']);
  });
});
