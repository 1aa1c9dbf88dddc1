import { describe, expect, it, vi } from 'vitest';
import { createLazySession } from '../../../../../app/state/run/lazySession.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import type { Command, Session } from '../../../../../src/session/protocol.ts';
import { createFakeSession, progress } from '../fakeSession.ts';

const start: Command = {
  type: 'start',
  runId: 1,
  experiment: defaultExperiment(),
  excludedBackends: [],
  checkpoint: null,
};

function setUp() {
  let resolve: (loaded: Session) => void = () => {};
  let reject: (why: Error) => void = () => {};
  const session = createLazySession(
    () =>
      new Promise((onLoaded, onFailed) => {
        resolve = onLoaded;
        reject = onFailed;
      }),
  );
  const listener = vi.fn();
  session.subscribe(listener);
  return { session, listener, resolve, reject };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a session that is still loading', () => {
  it('keeps commands in their order until it is there', async () => {
    const { session, resolve } = setUp();
    session.send(start);
    session.send({ type: 'pause', runId: 1 });
    const loaded = createFakeSession();
    resolve(loaded);
    await settled();
    expect(loaded.types()).toEqual(['start', 'pause']);
  });

  it('hands events on to whoever listens, and to nobody after its end', async () => {
    const { session, listener, resolve } = setUp();
    const loaded = createFakeSession();
    resolve(loaded);
    await settled();
    loaded.emit(progress(1, 'running', 1));
    expect(listener).toHaveBeenCalledExactlyOnceWith(progress(1, 'running', 1));
    session.dispose();
    await settled();
    loaded.emit(progress(1, 'running', 2));
    expect(listener).toHaveBeenCalledOnce();
    expect(loaded.isDisposed()).toBe(true);
  });

  it('lets a run fail that waits for what cannot be loaded', async () => {
    const { session, listener, reject } = setUp();
    session.send(start);
    reject(new TypeError('no network'));
    await settled();
    const failed = { type: 'failed', runId: 1, reason: 'worker' };
    expect(listener).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(failed));
    expect(listener.mock.lastCall?.[0].message).toContain('no network');
  });
});
