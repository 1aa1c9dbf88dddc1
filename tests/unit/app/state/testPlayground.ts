/** A page of a test: its playground, without components. */
import { onTestFinished, vi } from 'vitest';
import {
  createPlayground,
  type Playground,
  type SessionOpeners,
} from '../../../../app/state/createPlayground.ts';
import { showKnownRun } from '../../../../app/state/finishedRuns.ts';
import { replayOf } from '../../../../app/state/replay.ts';
import { createFakeSession } from './fakeSession.ts';

/** A playground on sessions that do nothing by themselves. It goes with the test, and what it left in the browser as well. */
export function createTestPlayground(hash = '', openers: Partial<SessionOpeners> = {}): Playground {
  const fakes = { openSession: createFakeSession, openPlainSession: createFakeSession };
  const playground = createPlayground({ ...fakes, ...openers }, hash);
  onTestFinished(() => {
    playground.run.dispose();
    playground.links.dispose();
    localStorage.clear();
    history.replaceState(null, '', '/');
  });
  return playground;
}

/** With the recorded run that everybody sees first, under a clock that stands still. */
export function createStillPlayground(faked?: Parameters<typeof vi.useFakeTimers>[0]): Playground {
  vi.useFakeTimers(faked);
  // What a test before this one stored late would be looked for first.
  localStorage.clear();
  const playground = createTestPlayground();
  onTestFinished(() => {
    replayOf(playground).stop();
    vi.useRealTimers();
  });
  void showKnownRun(playground);
  return playground;
}
