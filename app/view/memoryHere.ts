/** How much memory training takes on this device. */

import { memoryOf, numThreadsFor } from '../../src/experiment/costs/memory.ts';
import { numThreadsOn } from '../../src/experiment/costs/shards.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';

/** Bytes that `trained`, of `trainedExperimentOf`, takes in as many threads as there may be: on a GPU there is one. */
export function memoryHere(trained: Experiment): number {
  const maxThreads = trained.training.backend === 'webgpu' ? 1 : numThreadsOn(navigator.hardwareConcurrency);
  return memoryOf(trained, numThreadsFor(trained, maxThreads)).total;
}
