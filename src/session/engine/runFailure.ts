/** Turns errors into the protocol's reasons for ending a run. */

import type { CardEvaluation } from '../../analysis/produced/evaluation.ts';
import { messageOf, UserError } from '../../core/errors.ts';
import { valuesByReplica } from '../../core/lists.ts';
import type { TrainingConfig } from '../../experiment/experiment.ts';
import type { FailureReason } from '../../run/protocol.ts';
import { text } from '../../text/text.ts';
import { PoolWorkerLost } from '../pool/pool.ts';

export class RunFailure extends Error {
  override readonly name = 'RunFailure';
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

export function runFailureOf(thrown: unknown): RunFailure {
  if (thrown instanceof RunFailure) return thrown;
  if (thrown instanceof UserError) return new RunFailure('setUp', thrown.message);
  if (thrown instanceof PoolWorkerLost) return new RunFailure('poolWorker', thrown.message);
  const detail = messageOf(thrown);
  if (isDeviceError(thrown)) return new RunFailure('device', text.engine.deviceFailed(detail));
  const isMemory = /out of memory|memory access out of bounds|cannot enlarge memory|allocation failed/i.test(
    detail,
  );
  return new RunFailure('internal', isMemory ? text.engine.outOfMemory : text.engine.unexpected(detail));
}

// A GPU throws if a buffer mapped at creation does not fit, and for everything awaited of a lost device,
// perhaps long before the loss is reported.
function isDeviceError(thrown: unknown): boolean {
  const { name = '' } = (thrown ?? {}) as { readonly name?: unknown };
  return (
    DEVICE_ERROR_PATTERNS.names.test(String(name)) || DEVICE_ERROR_PATTERNS.messages.test(messageOf(thrown))
  );
}

// Error names and messages of Dawn, wgpu and WebKit, whose errors may have no class that a worker knows. A
// state is "invalid" once a buffer is gone.
const DEVICE_ERROR_PATTERNS = {
  names:
    /^(AbortError|OperationError|InvalidStateError|GPU(Validation|Internal|OutOfMemory|Pipeline)?Error)$/,
  messages:
    /createBuffer|(GPU|device).{0,20}\b(is|was|has been) (lost|destroyed)|device lost|\[?(Buffer|Device|Queue|CommandEncoder|ShaderModule|\w*(Pipeline|Layout|Group))\b.{0,80}\b(is|has been) (invalid|destroyed)/i,
};

/** Replicas of a card whose held-out losses, `[R * T]`, are not finite. */
export function divergedReplicas(
  { cardId, loss }: CardEvaluation,
  { numReplicas }: Pick<TrainingConfig, 'numReplicas'>,
) {
  const numTasks = loss.validation.length / numReplicas;
  const test = valuesByReplica(loss.test, numTasks);
  // In a funnel, a task may have no labelled validation row.
  return valuesByReplica(loss.funnel?.validation ?? loss.validation, numTasks).flatMap(
    (validation, replica) =>
      [...validation, ...(test[replica] ?? [])].every(Number.isFinite) ? [] : [{ cardId, replica }],
  );
}
