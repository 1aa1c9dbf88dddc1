/**
 * Lets pictures that are costly to draw take turns, one per task of the page with a pause between, so that no redraw of all
 * of them at once keeps the page from answering, nor the threads that train from training. The more there are, the less often
 * each is drawn.
 */
import type { Pause, TimeDrawing } from '../../ui/drawing.ts';

export interface Turns {
  /** Calls `draw` at the next free turn; a later request under the same name replaces one that still waits. */
  readonly ask: (name: string, draw: () => void) => void;
  /** Withdraws what was asked for under that name. */
  readonly leave: (name: string) => void;
}

/** Between two drawings: time for everything else, and more where threads train on the same cores. */
const restMs = 30;
const pauseInTraining: Pause = { leastMs: restMs, mostMs: 250, timesDrawing: 5 };

export function createTurns(isTraining: () => boolean, timeDrawing: TimeDrawing): Turns {
  // A map keeps the order in which names came in; a replaced request keeps its place.
  const waiting = new Map<string, () => void>();
  let isRunning = false;

  const takeTurn = (): void => {
    const [next] = waiting;
    isRunning = next !== undefined;
    if (next === undefined) return;
    const [name, draw] = next;
    waiting.delete(name);
    draw();
    let dueMs = performance.now() + pauseInTraining.mostMs;
    timeDrawing(pauseInTraining, (pauseMs) => {
      dueMs = performance.now() + pauseMs;
    });
    // In small steps: when training is over nothing may lag behind it.
    const rest = (): void => {
      if (!isTraining() || performance.now() >= dueMs) takeTurn();
      else setTimeout(rest, restMs);
    };
    setTimeout(rest, restMs);
  };

  return {
    ask: (name, draw) => {
      waiting.set(name, draw);
      if (isRunning) return;
      isRunning = true;
      setTimeout(takeTurn);
    },
    leave: (name) => waiting.delete(name),
  };
}
