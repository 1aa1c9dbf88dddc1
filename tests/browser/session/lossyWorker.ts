/**
 * The worker of the page, with ways to fail on demand: `test:loseDevice` destroys its GPU device, `test:throw` throws,
 * `test:throwInMembers` throws in the workers that train beside it. Destroying is as good as a crash: the engine does not know
 * who did it.
 */
import type { ToWorker } from '../../../src/session/workerMessages.ts';

type ToLossyWorker = ToWorker | { readonly type: 'test:loseDevice' | 'test:throw' | 'test:throwInMembers' };

const devices: GPUDevice[] = [];

if ('gpu' in navigator) {
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (descriptor) {
    const device = await requestDevice.call(this, descriptor);
    devices.push(device);
    return device;
  };
}

/** Members run this script as well. */
const members: Worker[] = [];
self.Worker = class extends Worker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    members.push(this);
  }
};

const early: MessageEvent[] = [];
self.onmessage = (event: MessageEvent) => early.push(event);
await import('../../../src/worker.ts');
const answer = self.onmessage as ((event: MessageEvent<ToWorker>) => void) | null;
for (const event of early) answer?.(event);

self.onmessage = (event: MessageEvent<ToLossyWorker>) => {
  if (event.data.type === 'test:loseDevice') for (const device of devices) device.destroy();
  else if (event.data.type === 'test:throwInMembers')
    for (const member of members) member.postMessage({ type: 'test:throw' });
  else if (event.data.type === 'test:throw') throw new Error('thrown by a test');
  else answer?.(event as MessageEvent<ToWorker>);
};
