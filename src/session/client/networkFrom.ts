/** Asks a session for a network, again after a loss. */
import type { ExportedNetwork } from '../../analysis/produced/networks.ts';
import { UserError } from '../../core/errors.ts';
import type { CommandOf, Session } from '../../run/protocol.ts';
import { text } from '../../text/text.ts';

/** Null if the network does not exist or the run ends first. Rejects with a `UserError`. */
export function requestNetwork(
  session: Pick<Session, 'send' | 'subscribe'>,
  asked: Omit<CommandOf<'export'>, 'type'>,
): Promise<ExportedNetwork | null> {
  const { runId, cardId, replica, steps } = asked;
  let end = () => {};
  return new Promise<ExportedNetwork | null>((resolve, reject) => {
    const ask = () => session.send({ type: 'export', ...asked });
    end = session.subscribe((event) => {
      if (event.runId > runId) resolve(null);
      if (event.runId !== runId) return;
      if (event.type === 'disposed') resolve(null);
      // A run that moves to another backend has not received the request.
      if (event.type === 'ready') ask();
      if (event.type === 'failed') reject(new UserError(event.message));
      if (event.type === 'unanswered' && event.question === 'export')
        reject(new UserError(text.weights.notDownloaded));
      const isOfNetwork = event.type === 'exported' && event.cardId === cardId && event.replica === replica;
      if (isOfNetwork && event.steps?.join() === steps?.join()) resolve(event.network);
    });
    ask();
  }).finally(() => end());
}
