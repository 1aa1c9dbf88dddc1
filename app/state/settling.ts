/**
 * Says when a page has come to rest after something new was shown, so that what nobody asked for can begin without a stutter. Knows no
 * component.
 */
import type { Playground } from './createPlayground.ts';
import { replayOf } from './replay.ts';

/** Looks so often whether anything moves, and so often in a row it must find that nothing does: a second. */
const lookMs = 250;
const mostLooks = 4;
/** A page that is never idle is not kept waiting for longer. */
const idleMs = 2000;

/**
 * Calls `done` once: after a second in which the page was loaded, in sight and without a replay, in an idle moment. Never where the
 * visitor asks to save data. Returns the function that calls it off.
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

/** Not every browser tells. */
function savesData(): boolean {
  const connection: unknown = 'connection' in navigator ? navigator.connection : null;
  return (
    typeof connection === 'object' &&
    connection !== null &&
    'saveData' in connection &&
    connection.saveData === true
  );
}
