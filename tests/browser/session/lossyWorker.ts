/**
 * The worker of the page, with two ways to fail on demand: `test:loseDevice` destroys its GPU device, `test:throw` throws.
 * Destroying is as good as a crash: the engine does not know who did it.
 */
import type { ToWorker } from '../../../src/session/workerMessages.ts';

type ToLossyWorker = ToWorker | { readonly type: 'test:loseDevice' } | { readonly type: 'test:throw' };

const devices: GPUDevice[] = [];

if ('gpu' in navigator) {
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (descriptor) {
    const device = await requestDevice.call(this, descriptor);
    devices.push(device);
    return device;
  };
}

const early: MessageEvent[] = [];
self.onmessage = (event: MessageEvent) => early.push(event);
await import('../../../src/worker.ts');
const answer = self.onmessage as ((event: MessageEvent<ToWorker>) => void) | null;
for (const event of early) answer?.(event);

self.onmessage = (event: MessageEvent<ToLossyWorker>) => {
  if (event.data.type === 'test:loseDevice') for (const device of devices) device.destroy();
  else if (event.data.type === 'test:throw') throw new Error('thrown by a test');
  else answer?.(event as MessageEvent<ToWorker>);
};
