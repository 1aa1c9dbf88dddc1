/** All kinds of faults. Another one is another entry in the list of its kind. */
import type { Fault } from './fault.ts';
import { browserFaults } from './kinds/browser.ts';
import { fileFaults } from './kinds/files.ts';
import { gpuFaults } from './kinds/gpu.ts';
import { setUpFaults } from './kinds/setUps.ts';
import { sweepFaults } from './kinds/sweeps.ts';
import { workerFaults } from './kinds/workers.ts';

export const faults: readonly Fault[] = [
  ...workerFaults,
  ...gpuFaults,
  ...browserFaults,
  ...fileFaults,
  ...setUpFaults,
  ...sweepFaults,
];
