/** A session whose code is loaded when it is made. Knows neither the code nor its address. */
import type { Session, SessionEvent } from '../../../src/session/protocol.ts';
import { text } from '../../../src/text/text.ts';

/** Commands wait in their order for what `load` brings; a run that waits for what cannot be loaded fails. */
export function createLazySession(load: () => Promise<Session>): Session {
  const listeners = new Set<(event: SessionEvent) => void>();
  const emit = (event: SessionEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const loading = load().then((session) => {
    session.subscribe(emit);
    return session;
  });
  return {
    send: (command) =>
      void loading.then(
        (session) => session.send(command),
        (error: unknown) => {
          const message = text.app.run.noWorker(String(error));
          emit({ type: 'failed', runId: command.runId, reason: 'worker', message });
        },
      ),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => {
      listeners.clear();
      void loading.then(
        (session) => session.dispose(),
        () => {},
      );
    },
  };
}
