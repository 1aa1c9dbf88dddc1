/** Parts of the tests of sweeps and draws on the real engine in this process. */
import { afterEach, beforeEach, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { trainedExperimentOf } from '../../../../../src/experiment/derived/trained.ts';
import type { Command, Session } from '../../../../../src/run/protocol.ts';
import { createEngine } from '../../../../../src/session/engine/engine.ts';
import { createInProcessSession } from '../../../../../src/session/engine/inProcessSession.ts';
import { outputOf } from '../../../cli/inProcess.ts';

/** Sessions on an engine each, with what was started in them. */
export function createSessions() {
  const starts: Command[] = [];
  const endings: Promise<void>[] = [];
  const createSession = (): Session => {
    const session = createInProcessSession((emit) => createEngine(emit));
    return {
      subscribe: session.subscribe,
      send: (command) => {
        if (command.type !== 'start') return session.send(command);
        starts.push(command);
        session.send({ ...command, experiment: trainedExperimentOf(command.experiment) });
      },
      dispose: () => void endings.push(session.dispose()),
    };
  };
  return { createSession, starts, ended: () => Promise.all(endings) };
}

/** Resolves when it is so. Asked at every change: a busy machine may go through two points between two looks by the clock. */
export const untilIn =
  (store: Pick<StoreApi<unknown>, 'subscribe'>) =>
  (isIt: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (isIt()) return resolve();
      const end = store.subscribe(() => {
        if (!isIt()) return;
        end();
        resolve();
      });
    });

/** The JSON that a command prints. */
export const printedBy = async (command: string, ...args: readonly string[]) =>
  JSON.parse(await outputOf(command, ...args, '--json'));

/** Gives every test a storage of its own, and disposes what it made. */
export function disposeAfterEach<C extends { readonly dispose: () => void }>() {
  const made: { readonly controller: C; readonly ended: () => Promise<unknown> }[] = [];
  beforeEach(() => {
    const stored = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    });
  });
  afterEach(async () => {
    for (const { controller, ended } of made.splice(0)) {
      controller.dispose();
      await ended();
    }
    vi.unstubAllGlobals();
  });
  return made;
}
