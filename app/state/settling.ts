/** Detects when the page has settled, so that background work causes no stutter. */
import type { Playground } from './createPlayground.ts';
import { replayOf } from './replay.ts';

// Four looks in a row without motion: one second.
const lookMs = 250;
const mostLooks = 4;
// Starts after this even if the page is never idle.
const idleMs = 2000;

/**
 * Calls `done` once, after a second without a replay, when idle. Never with data saving on. Returns the
 * function that cancels it.
 */
export function whenSettled(page: Playground, done: () => void): () => void {
  if (savesData()) return () => {};
  const replay = replayOf(page);
  let isOver = false;
  let numLooks = 0;
  const end = (): void => {
    if (!isOver) done();
  };
  const timer = setInterval(() => {
    const isAtRest =
      document.readyState === 'complete' &&
      document.visibilityState === 'visible' &&
      !replay.store.getState().isPlaying;
    numLooks = isAtRest ? numLooks + 1 : 0;
    if (numLooks < mostLooks) return;
    clearInterval(timer);
    if (typeof requestIdleCallback === 'function') requestIdleCallback(end, { timeout: idleMs });
    else end();
  }, lookMs);
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}

// Not every browser has `connection`.
function savesData(): boolean {
  const connection: unknown = 'connection' in navigator ? navigator.connection : null;
  return (
    typeof connection === 'object' &&
    connection !== null &&
    'saveData' in connection &&
    connection.saveData === true
  );
}
