/** Notices a GPU that never answers although it is not lost. */

import type { Trainer } from '../../engine/train/trainer.ts';
import { text } from '../../text/text.ts';
import { RunFailure } from './runFailure.ts';

// More than one look: on a machine that wakes from sleep, all timers have expired.
const maxLooks = 6;
const lookEveryMs = 10_000;

/** Rejects with a `RunFailure` any answer that takes longer than a minute. */
export const patientTrainer = (trainer: Trainer): Trainer =>
  new Proxy(trainer, {
    get: (_, name) => {
      const part: unknown = Reflect.get(trainer, name, trainer);
      return typeof part === 'function' ? (...given: unknown[]) => patient(part.apply(trainer, given)) : part;
    },
  });

function patient(given: unknown): unknown {
  if (!(given instanceof Promise)) return given;
  return answered<unknown>(given).then((answer) => {
    const { found } = (answer ?? {}) as { readonly found?: unknown };
    return found instanceof Promise ? { ...(answer as object), found: answered(found) } : answer;
  });
}

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
