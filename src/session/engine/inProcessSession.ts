/** A session whose engine lives in this thread: for Node and for tests. Nothing is recovered when a device is lost. */
import { assertNotDisposed } from '../../core/errors.ts';
import type { Command, SessionEvent } from '../../run/protocol.ts';
import type { RunManager } from './runManager.ts';

/** A session that says when it is gone. */
export type InProcessSession = ReturnType<typeof createInProcessSession>;

/** Events may come while `send` is still running. `createEngine` gets the function that events go to. */
export function createInProcessSession(createEngine: (emit: (event: SessionEvent) => void) => RunManager) {
  const listeners = new Set<(event: SessionEvent) => void>();
  const engine = createEngine((event) => {
    for (const listener of [...listeners]) listener(event);
  });
  let isDisposed = false;
  return {
    send: (command: Command): void => {
      assertNotDisposed(isDisposed, 'The session');
      engine.handle(command);
    },
    subscribe: (listener: (event: SessionEvent) => void) => {
      assertNotDisposed(isDisposed, 'The session');
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Resolves when nothing is alive; only then may this thread have another engine. */
    dispose: (): Promise<void> => {
      isDisposed = true;
      listeners.clear();
      return engine.close();
    },
  };
}
