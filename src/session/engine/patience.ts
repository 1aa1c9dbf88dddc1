/** Notices a GPU that owes an answer and never gives it: it is not lost, and the worker lives. Knows no run. */
import { text } from '../../text/text.ts';
import type { Trainer } from '../../engine/train/trainer.ts';
import { RunFailure } from './runFailure.ts';

/** Looks in a row at which an answer is still owed. More than one: a machine that slept wakes with all its clocks run out. */
const maxLooks = 6;
const lookEveryMs = 10_000;

/** The trainer, whose answers reject with a `RunFailure` where they do not come within a minute. */
export const patientTrainer = (trainer: Trainer): Trainer =>
  new Proxy(trainer, {
    get: (_, name) => {
      const part: unknown = Reflect.get(trainer, name, trainer);
      return typeof part === 'function' ? (...given: unknown[]) => patient(part.apply(trainer, given)) : part;
    },
  });

/** Also the part of an answer that comes later. */
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
