/** How long the page takes to draw: threads that train may have to wait for it. */

/** A hidden page is not drawn; nobody waits for that. */
const longestMs = 1000;

/** Calls `done` once what was changed just now is drawn, with the milliseconds that it took. */
export type TimeDrawing = (done: (ms: number) => void) => void;

export const timeDrawing: TimeDrawing = (done) => {
  const startMs = performance.now();
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    done(performance.now() - startMs);
  };
  setTimeout(end, longestMs);
  // Layout and paint follow the callbacks of a frame; a task comes after them.
  requestAnimationFrame(() => setTimeout(end));
};

/** Milliseconds to leave before the next drawing, so that it takes no more than its share of the time. */
export interface Pause {
  readonly leastMs: number;
  readonly mostMs: number;
  /** How many times as long as drawing took. */
  readonly timesDrawing: number;
}

export const pauseAfter = ({ leastMs, mostMs, timesDrawing }: Pause, drawingMs: number): number =>
  Math.min(mostMs, Math.max(leastMs, timesDrawing * drawingMs));
