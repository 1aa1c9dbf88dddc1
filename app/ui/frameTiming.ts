/** How long the page takes to draw: threads that train may have to wait for it. */

/** Milliseconds to leave before the next drawing, so that it takes no more than its share of the time. */
export interface Pause {
  readonly leastMs: number;
  readonly mostMs: number;
  /** How many times as long as drawing took. */
  readonly timesDrawing: number;
}

/** Calls `done` once what was changed just now is drawn, with the milliseconds to leave before the next drawing. */
export type TimeDrawing = (pause: Pause, done: (pauseMs: number) => void) => void;

/** A hidden page is not drawn; nobody waits for that. */
const longestMs = 1000;

export const timeDrawing: TimeDrawing = ({ leastMs, mostMs, timesDrawing }, done) => {
  const startMs = performance.now();
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    done(Math.min(mostMs, Math.max(leastMs, timesDrawing * (performance.now() - startMs))));
  };
  setTimeout(end, longestMs);
  // Layout and paint follow the callbacks of a frame; a task comes after them.
  requestAnimationFrame(() => setTimeout(end));
};
