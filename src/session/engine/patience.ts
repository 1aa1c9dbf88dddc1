/** Notices a GPU that never answers although it is not lost. */

import type { Trainer } from '../../engine/train/trainer.ts';
import { text } from '../../text/text.ts';
import { RunFailure } from './runFailure.ts';

// More than one look: on a machine that wakes from sleep, all timers have expired.
const maxLooks = 6;
const lookEveryMs = 10_000;

/** Rejects with a `RunFailure` any answer of the GPU that takes longer than a minute. */
export const patientTrainer = (trainer: Trainer): Trainer =>
  // The rest is inherited: `step` changes, and `knownLosses` is costly.
  Object.assign<Trainer, Partial<Trainer>>(Object.create(trainer), {
    settle: () => answered(trainer.settle()),
    evaluate: (mostTestRows) => answered(trainer.evaluate(mostTestRows)),
    beginEvaluation: async (mostTestRows) => {
      const { found } = await answered(trainer.beginEvaluation(mostTestRows));
      return { found: answered(found) };
    },
    checkpoint: () => answered(trainer.checkpoint()),
  });

function answered<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let numLooks = 0;
    const timer = setInterval(() => {
      numLooks += 1;
      if (numLooks < maxLooks) return;
      end();
      reject(new RunFailure('device', text.engine.deviceFailed(text.engine.gpuSilent)));
    }, lookEveryMs);
    const end = () => clearInterval(timer);
    answer.then(resolve, reject).finally(end);
  });
}
