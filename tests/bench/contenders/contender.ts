/** What a benchmark needs of an implementation of the training step. */
import type { Experiment } from '../../../src/experiment/experiment.ts';

export type BenchBackend = 'wasm' | 'webgpu';

export type ImplementationId = 'playground' | 'tfjs-layers';

/** One implementation, ready to train; lives as long as its process or page. */
export interface Contender {
  /** Queues one training step. */
  readonly step: () => void;
  /** Resolves when all queued steps are done. */
  readonly settle: () => Promise<void>;
  /** Takes one step; the mean over tasks of the batch's losses before it. */
  readonly stepLoss: () => Promise<number>;
  /**
   * Runs `run`, which takes a step; the number of TensorFlow.js kernels it called, or of calls it replayed. Null where there are
   * none to count, and on a GPU, whose dispatches are counted where they reach it.
   */
  readonly countKernels: (run: () => Promise<void>) => Promise<number | null>;
  /** Operations of ours that ran as compositions of stock operations since the start; none in a rival. */
  readonly fallBacks: () => readonly string[];
  /** Which build of our WASM kernels runs; null where none does. */
  readonly kernelBuild: string | null;
}

/** Starts the backend and builds the network of the experiment's first card. */
export type CreateContender = (experiment: Experiment, backend: BenchBackend) => Promise<Contender>;

/** Loads only the implementation asked for: stock TensorFlow.js must not meet our kernels. */
export async function contenderFactoryOf(id: ImplementationId): Promise<CreateContender> {
  switch (id) {
    case 'playground':
      return (await import('./playground.ts')).createOwnContender;
    case 'tfjs-layers':
      return (await import('./tfjsLayers.ts')).createTfjsLayers;
    default:
      return id satisfies never;
  }
}
