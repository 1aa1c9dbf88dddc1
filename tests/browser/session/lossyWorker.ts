/**
 * The worker of the page, with ways to fail on demand: `test:loseDevice` destroys its GPU device, `test:throw` throws,
 * `test:throwInMembers` throws in the workers that train beside it, also in those made later. Destroying is as good as a crash: the engine does not know
 * who did it.
 */
import type { ToWorker } from '../../../src/run/protocol.ts';

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
const poolWorkers: Worker[] = [];
let membersThrow = false;
const throwIn = (poolWorker: Worker) => poolWorker.postMessage({ type: 'test:throw' });
self.Worker = class extends Worker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    poolWorkers.push(this);
    if (membersThrow) throwIn(this);
  }
};

const early: MessageEvent[] = [];
self.onmessage = (event: MessageEvent) => early.push(event);
await import('../../../src/worker.ts');
const answer = self.onmessage as ((event: MessageEvent<ToWorker>) => void) | null;

const take = (event: MessageEvent<ToLossyWorker>) => {
  if (event.data.type === 'test:loseDevice') for (const device of devices) device.destroy();
  else if (event.data.type === 'test:throwInMembers') {
    membersThrow = true;
    for (const poolWorker of poolWorkers) throwIn(poolWorker);
  } else if (event.data.type === 'test:throw') throw new Error('thrown by a test');
  else answer?.(event as MessageEvent<ToWorker>);
};
self.onmessage = take;
for (const event of early) take(event);
