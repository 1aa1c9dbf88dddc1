/** Measures how long the page takes to draw, so that drawing leaves time to training threads. */

export interface DrawPause {
  readonly leastMs: number;
  readonly mostMs: number;
  readonly timesDrawing: number;
}

export type TimeDrawing = (pause: DrawPause, done: (pauseMs: number) => void) => void;

// Longest wait for a drawing: a hidden page is never drawn.
const maxDrawWaitMs = 1000;

export const timeDrawing: TimeDrawing = ({ leastMs, mostMs, timesDrawing }, done) => {
  const startMs = performance.now();
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    done(Math.min(mostMs, Math.max(leastMs, timesDrawing * (performance.now() - startMs))));
  };
  setTimeout(end, maxDrawWaitMs);
  // Layout and paint follow the callbacks of a frame; a task comes after them.
  requestAnimationFrame(() => setTimeout(end));
};
