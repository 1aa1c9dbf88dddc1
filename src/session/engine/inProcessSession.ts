/** A session whose engine lives in this thread: for Node and for tests. Nothing is recovered when a device is lost. */

import type { Session, SessionEvent } from '../protocol.ts';
import type { Host } from './host.ts';

/** A session that says when it is gone. */
export interface InProcessSession extends Omit<Session, 'dispose'> {
  /** Resolves when nothing is alive; only then may this thread have another engine. */
  readonly dispose: () => Promise<void>;
}

/** Events may come while `send` is still running. `createHost` gets the function that events go to. */
export function createInProcessSession(
  createHost: (emit: (event: SessionEvent) => void) => Host,
): InProcessSession {
  const listeners = new Set<(event: SessionEvent) => void>();
  const host = createHost((event) => {
    for (const listener of [...listeners]) listener(event);
  });
  return {
    send: host.handle,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => {
      listeners.clear();
      return host.close();
    },
  };
}
