/** A trainer that begins at once with what there is, and hands its work over to a better one as soon as that can be made. */
import type { Checkpoint } from '../../results/results.ts';
import type { Trainer } from '../../train/trainer.ts';

/** The better trainer. */
export interface Successor {
  readonly numThreads: number;
  /** Loads what it needs; begun after the first steps, so that the first results come as soon as without it. */
  readonly load: () => Promise<unknown>;
  /** Makes it, once everything is loaded, to go on from `checkpoint`. */
  readonly next: (checkpoint: Checkpoint) => Promise<Trainer>;
}

/** `first`, then its successor. What cannot be loaded or made fails the next `settle`. Owns both. */
export function handedOver(first: Trainer, { numThreads, load, next }: Successor): Trainer {
  let trainer = first;
  let state: 'first' | 'loading' | 'loaded' | 'handedOver' = 'first';
  let failure: { readonly error: unknown } | null = null;
  const startLoading = () => {
    state = 'loading';
    load().then(
      () => {
        state = 'loaded';
      },
      (error) => {
        failure = { error };
      },
    );
  };
  const handOver = async () => {
    state = 'handedOver';
    const successor = await next(await trainer.checkpoint());
    trainer.dispose();
    trainer = successor;
  };
  return {
    get step() {
      return trainer.step;
    },
    measuredCorrelation: first.measuredCorrelation,
    nullLosses: first.nullLosses,
    trainStep: (learningRate) => trainer.trainStep(learningRate),
    settle: async () => {
      await trainer.settle();
      if (failure !== null) throw failure.error;
      if (state === 'first') startLoading();
      else if (state === 'loaded') await handOver();
    },
    evaluate: () => trainer.evaluate(),
    checkpoint: () => trainer.checkpoint(),
    memory: () => trainer.memory(),
    numThreads,
    numDispatches: first.numDispatches,
    foreignKernels: first.foreignKernels,
    dispose: () => trainer.dispose(),
  };
}
