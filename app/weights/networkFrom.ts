/** Asks a session for a network of its run. */
import { UserError } from '../../src/core/errors.ts';
import type { ExportedNetwork } from '../../src/run/produced/networks.ts';
import type { CommandOf, Session, SessionEvent } from '../../src/session/protocol.ts';
import { text } from '../../src/text/text.ts';

type Asked = Omit<CommandOf<'export'>, 'type'>;

/** The network; null when there is none such, or the run ends first. Throws a `UserError` when what reads it cannot be downloaded. */
export function networkFrom(
  session: Pick<Session, 'send' | 'subscribe'>,
  asked: Asked,
): Promise<ExportedNetwork | null> {
  let end = () => {};
  return new Promise<ExportedNetwork | null>((resolve, reject) => {
    const ask = () => session.send({ type: 'export', ...asked });
    end = session.subscribe((event) => {
      const answer = answerIn(event, asked);
      if (answer !== undefined) resolve(answer);
      else if (isUnanswered(event, asked)) reject(new UserError(text.weights.notDownloaded));
      // A run that goes on elsewhere after a loss has not heard of it.
      else if (event.type === 'ready') ask();
    });
    ask();
  }).finally(() => end());
}

const isUnanswered = (event: SessionEvent, { runId }: Asked): boolean =>
  event.type === 'unanswered' && event.runId === runId && event.question === 'export';

/** Undefined: the event says nothing of it. */
function answerIn(
  event: SessionEvent,
  { runId, cardId, replica, steps }: Asked,
): ExportedNetwork | null | undefined {
  if (event.runId !== runId) return event.runId > runId ? null : undefined;
  if (event.type === 'failed' || event.type === 'disposed') return null;
  const isIt =
    event.type === 'exported' &&
    event.cardId === cardId &&
    event.replica === replica &&
    event.steps?.join() === steps?.join();
  return isIt ? event.network : undefined;
}
