/** Reasons for which a run ends before its time, in the protocol's words. */
import { messageOf, UserError } from '../../core/errors.ts';
import { ofReplicas } from '../../core/lists.ts';
import type { TrainingConfig } from '../../experiment/experiment.ts';
import type { CardEvaluation } from '../../analysis/produced/evaluation.ts';
import { text } from '../../text/text.ts';
import { PoolWorkerLost } from '../pool/poolWorker.ts';
import type { FailureReason } from '../../run/protocol.ts';

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
  if (isOfDevice(thrown)) return new RunFailure('device', text.engine.deviceFailed(detail));
  const isMemory = /out of memory|memory access out of bounds|cannot enlarge memory|allocation failed/i.test(
    detail,
  );
  return new RunFailure('internal', isMemory ? text.engine.outOfMemory : text.engine.unexpected(detail));
}

/**
 * True for what a GPU throws: a buffer that is filled at once and does not fit, and whatever was awaited of a device that is lost,
 * which may come long before the news of the loss.
 */
function isOfDevice(thrown: unknown): boolean {
  const { name = '' } = (thrown ?? {}) as { readonly name?: unknown };
  return OF_DEVICE.names.test(String(name)) || OF_DEVICE.messages.test(messageOf(thrown));
}

/** Names and messages of Dawn, wgpu and WebKit, whose errors may be of no class that a worker knows. A state is invalid once a buffer is gone. */
const OF_DEVICE = {
  names:
    /^(AbortError|OperationError|InvalidStateError|GPU(Validation|Internal|OutOfMemory|Pipeline)?Error)$/,
  messages:
    /createBuffer|(GPU|device).{0,20}\b(is|was|has been) (lost|destroyed)|device lost|\[?(Buffer|Device|Queue|CommandEncoder|ShaderModule|\w*(Pipeline|Layout|Group))\b.{0,80}\b(is|has been) (invalid|destroyed)/i,
};

/** The replicas of one card whose held-out losses, `[R * T]`, are no numbers. */
export function divergedReplicas(
  { cardId, loss }: CardEvaluation,
  { numReplicas }: Pick<TrainingConfig, 'numReplicas'>,
) {
  const numTasks = loss.validation.length / numReplicas;
  const test = ofReplicas(loss.test, numTasks);
  // Where a task comes after another, no validation row need have its label.
  return ofReplicas(loss.funnel?.validation ?? loss.validation, numTasks).flatMap((validation, replica) =>
    [...validation, ...(test[replica] ?? [])].every(Number.isFinite) ? [] : [{ cardId, replica }],
  );
}
