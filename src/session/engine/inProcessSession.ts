/** Session in this thread, for Node and tests; does not recover from the loss of a device. */
import { assertNotDisposed } from '../../core/errors.ts';
import type { Command, SessionEvent } from '../../run/protocol.ts';
import type { RunManager } from './runManager.ts';

export type InProcessSession = ReturnType<typeof createInProcessSession>;

/** Events may arrive while `send` is still running. */
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
    /** Resolves when everything is freed; only then may this thread have another engine. */
    dispose: (): Promise<void> => {
      isDisposed = true;
      listeners.clear();
      return engine.close();
    },
  };
}
