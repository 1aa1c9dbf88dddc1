import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { FollowController, LINGER_MS } from '../../../../../app/state/learned/followController.ts';
import type { HeldNetworks, NetworkState } from '../../../../../app/state/learned/networkSource.ts';
import type { Followed, FollowRequest } from '../../../../../src/analysis/produced/questions.ts';
import { createFakeSession, type FakeSession } from '../fakeSession.ts';

const request: FollowRequest = {
  networkIds: ['A', 'B'],
  replica: 2,
  step: null,
  row: { kind: 'test', index: 3 },
};

/** A point that a hand drags. */
const dragged = (x: number, of = request): FollowRequest => ({
  ...of,
  row: { kind: 'plane', tasks: [0, 1], plane: 'tasks', columns: null, at: [x, 0] },
});

const followedAt = (step: number, of = request): Followed => ({
  step,
  request: of,
  row: { index: 3, features: new Float32Array(), at: null },
  truth: null,
  labels: null,
  networks: [],
});

const heldBy = (session: FakeSession, changes: Partial<HeldNetworks> = {}): HeldNetworks => ({
  session,
  runId: 1,
  onlyReplica: null,
  savedRun: null,
  otherBackend: null,
  ...changes,
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A source whose networks are what the test says. */
function setUp() {
  const store = createStore<NetworkState>(() => ({ phase: 'none' }));
  let numWants = 0;
  const hold = (held: HeldNetworks | null) =>
    store.setState(held === null ? { phase: 'none' } : { phase: 'ready', held }, true);
  const controller = new FollowController({
    store,
    held: () => {
      const state = store.getState();
      return 'held' in state ? state.held : null;
    },
    want: () => {
      numWants += 1;
      return () => {
        numWants -= 1;
      };
    },
  });
  const session = createFakeSession();
  const asked = (of = session) =>
    of.commands.map((command) => (command.type === 'follow' ? command.request : command.type));
  const give = (followed: Followed | null, to = request, runId = 1, of = session) =>
    of.emit({ type: 'followed', runId, request: to, followed });
  return { controller, session, hold, asked, give, numWants: () => numWants };
}

it('asks networks as soon as there are any, once for each request, and says when nobody follows any more', () => {
  const { controller, session, hold, asked, give, numWants } = setUp();
  controller.want(request);
  expect([asked(), numWants()]).toEqual([[], 1]);
  hold(heldBy(session));
  controller.want({ ...request });
  expect(asked()).toEqual([request]);
  give(followedAt(50));
  give(followedAt(100));
  expect(controller.store.getState()).toEqual({ followed: followedAt(100), lacks: null });
  controller.want(null);
  vi.advanceTimersByTime(LINGER_MS - 1);
  controller.want(request);
  controller.want(null);
  vi.advanceTimersByTime(LINGER_MS - 1);
  expect([asked(), numWants()]).toEqual([[request], 0]);
  expect(controller.store.getState().followed).toEqual(followedAt(100));
  vi.advanceTimersByTime(1);
  expect([asked(), numWants()]).toEqual([[request, null], 0]);
  expect(controller.store.getState()).toEqual({ followed: null, lacks: null });
  controller.want(null);
  vi.advanceTimersByTime(LINGER_MS);
  give(followedAt(150));
  expect(asked()).toHaveLength(2);
  expect(controller.store.getState().followed).toBeNull();
});

it('shows the newest answer while a hand moves, whatever point it has reached meanwhile', () => {
  const { controller, session, hold, asked, give } = setUp();
  hold(heldBy(session));
  for (const x of [0, 1, 2]) controller.want(dragged(x));
  expect(asked()).toEqual([0, 1, 2].map((x) => dragged(x)));
  give(followedAt(50, dragged(1)), dragged(1));
  expect(controller.store.getState().followed?.request).toEqual(dragged(1));
  controller.want(dragged(3));
  expect(controller.store.getState().followed?.request).toEqual(dragged(1));
  give(followedAt(50, dragged(3)), dragged(3));
  expect(controller.store.getState().followed?.request).toEqual(dragged(3));
});

it('shows no answer of other networks, of another repetition or of another run', () => {
  const { controller, session, hold, asked, give } = setUp();
  hold(heldBy(session));
  controller.want(request);
  give(followedAt(50));
  const other = { ...request, replica: 1 };
  controller.want(other);
  expect(controller.store.getState().followed).toBeNull();
  give(followedAt(100));
  give(followedAt(100, other), other, 7);
  expect(controller.store.getState().followed).toBeNull();
  give(followedAt(100, other), other);
  expect(controller.store.getState().followed).toEqual(followedAt(100, other));
  const next = createFakeSession();
  hold(null);
  expect(controller.store.getState().followed).toBeNull();
  hold(heldBy(next, { runId: 2 }));
  expect(asked(next)).toEqual([other]);
  give(followedAt(150, other), other, 2);
  expect(controller.store.getState().followed).toBeNull();
  give(followedAt(150, other), other, 2, next);
  expect(controller.store.getState().followed?.step).toBe(150);
});

it('asks a session that holds one repetition for that, and shows it under the number that it has in the run', () => {
  const { controller, session, hold, asked, give } = setUp();
  controller.want(request);
  hold(heldBy(session, { onlyReplica: 2 }));
  const there = { ...request, replica: 0 };
  expect(asked()).toEqual([there]);
  give(followedAt(50, there), there);
  expect(controller.store.getState().followed).toEqual(followedAt(50));
});

it('says what is lacking, and asks again when told to', () => {
  const { controller, session, hold, asked, give } = setUp();
  hold(heldBy(session));
  controller.want(request);
  give(followedAt(50));
  give(null);
  expect(controller.store.getState()).toEqual({ followed: null, lacks: 'row' });
  session.emit({ type: 'unanswered', runId: 1, question: 'inspect' });
  expect(controller.store.getState().lacks).toBe('row');
  session.emit({ type: 'unanswered', runId: 1, question: 'follow' });
  expect(controller.store.getState()).toEqual({ followed: null, lacks: 'download' });
  expect(asked()).toEqual([request, null]);
  controller.tryAgain();
  expect(controller.store.getState().lacks).toBeNull();
  expect(asked()).toEqual([request, null, request]);
  give(followedAt(50));
  expect(controller.store.getState().followed?.step).toBe(50);
});
