/** The plain JavaScript backend: always there, slowest. */
import '../tf/cpu.ts';
import { activateBackend, withoutDevice } from './engineBackend.ts';
import type { RunningBackend } from './runningBackend.ts';

/** Starts and activates the CPU backend. */
export async function startCpu(): Promise<RunningBackend> {
  const activate = () => activateBackend('cpu');
  await activate();
  return withoutDevice('cpu', { kernelBuild: null, activate });
}
