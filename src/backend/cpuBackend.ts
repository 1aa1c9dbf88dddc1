/** The plain JavaScript backend: always there, slowest. */
import '../tf/cpu.ts';
import { kernelCoverageOf } from '../kernels/register.ts';
import { activateBackend, engineMemory, neverLost, restartable } from './engineBackend.ts';
import type { RunningBackend } from './runningBackend.ts';

/** Starts and activates the CPU backend. */
export async function startCpu(): Promise<RunningBackend> {
  await activateBackend('cpu');
  return {
    name: 'cpu',
    kernelBuild: null,
    kernels: kernelCoverageOf('cpu'),
    onLost: neverLost,
    activate: () => activateBackend('cpu'),
    memory: engineMemory,
    close: restartable('cpu'),
  };
}
