/** How the session gets a trainer; injected, so that it can be tested without TensorFlow.js. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { Checkpoint } from '../../results/results.ts';
import type { Trainer, TrainerHooks } from '../../train/trainer.ts';

/** Builds data and networks on the active backend. Rejects with a `UserError` when the set-up cannot run. */
export type CreateTrainer = (
  experiment: Experiment,
  checkpoint: Checkpoint | null,
  hooks: TrainerHooks,
) => Promise<Trainer>;
