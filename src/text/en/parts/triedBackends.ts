/** English texts: which backends were tried, and what runs on kernels of our own. */
import { plural } from '../../format.ts';

export const triedBackendsText = {
  notYet:
    'Does the arithmetic. When a run starts, it tries the backends of this device and takes the fastest.',
  measureDetail: 'Takes seconds, and pauses what trains',
  candidates: 'Tried here',
  backend: 'Backend',
  msPerStep: 'per step',
  note: 'Note',
  taken: 'taken',
  workers: (numThreads: number) => `${plural(numThreads, 'worker trains', 'workers train')}.`,
  ownKernels: (numOwn: number, numOperations: number, build: string) =>
    `Own kernels: ${numOwn} of ${numOperations}${build === '' ? '' : `, built for ${build}`}.`,
  fallBacks: (names: readonly string[]) =>
    `Plain TensorFlow.js operations stand in for the others: ${names.join(', ')}.`,
  notReplayed: (names: readonly string[]) =>
    `Steps are run anew each time, since these cannot be replayed: ${names.join(', ')}.`,
} as const;
