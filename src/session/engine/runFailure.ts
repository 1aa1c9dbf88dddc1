/** Reasons for which a run ends before its time, in the protocol's words. */
import { messageOf, UserError } from '../../core/errors.ts';
import { text } from '../../text/text.ts';
import { PoolWorkerLost } from '../pool/poolWorker.ts';
import type { FailureReason } from '../protocol.ts';

/** Thrown inside a run to end it with a reason of its own. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Anything thrown, as a failure with a sentence for people. */
export function failureOf(thrown: unknown): RunFailure {
  if (thrown instanceof RunFailure) return thrown;
  if (thrown instanceof UserError) return new RunFailure('setUp', thrown.message);
  if (thrown instanceof PoolWorkerLost) return new RunFailure('worker', thrown.message);
  const detail = messageOf(thrown);
  // Without memory for a buffer that is filled at once, a GPU throws; all else is an error of its device, which is heard elsewhere.
  if (thrown instanceof RangeError && detail.includes('createBuffer'))
    return new RunFailure('device', text.engine.deviceFailed(detail));
  const isMemory = /out of memory|memory access out of bounds|cannot enlarge memory|allocation failed/i.test(
    detail,
  );
  return new RunFailure('internal', isMemory ? text.engine.outOfMemory : text.engine.unexpected(detail));
}
