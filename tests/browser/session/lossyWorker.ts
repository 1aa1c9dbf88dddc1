/** The worker of the page, whose GPU device `test:loseDevice` destroys: as good as a crash, since the engine does not know who did it. */
import type { ToWorker } from '../../../src/run/protocol.ts';

type ToLossyWorker = ToWorker | { readonly type: 'test:loseDevice' };

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

const take = (event: MessageEvent<ToLossyWorker>) => {
  if (event.data.type !== 'test:loseDevice') answer?.(event as MessageEvent<ToWorker>);
  else for (const device of devices) device.destroy();
};
self.onmessage = take;
for (const event of early) take(event);
