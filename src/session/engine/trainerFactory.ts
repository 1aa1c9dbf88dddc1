/** How the session gets a trainer; injected, so that it can be tested without TensorFlow.js. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { Checkpoint } from '../../results/results.ts';
import type { Trainer } from '../../train/trainer.ts';

/**
 * Builds data and networks on the active backend; calls `onCompiling` when it comes to shaders. Rejects with a `UserError`
 * when the set-up cannot run.
 */
export type CreateTrainer = (
  experiment: Experiment,
  checkpoint: Checkpoint | null,
  onCompiling: () => void,
) => Promise<Trainer>;
