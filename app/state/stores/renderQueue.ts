/**
 * Lets pictures that are costly to draw take turns, one per task of the page with a rest between, so that no redraw of all
 * of them at once keeps the page from answering. Those that wait together are drawn in one round, all of the same moment, and
 * rounds leave the threads that train time to train: the longer a round takes, the longer it is until the next.
 */
import type { Pause, TimeDrawing } from '../../ui/frameTiming.ts';

/** Milliseconds between two drawings: time for everything else. */
const restMs = 30;
/** The pause after a round, for each of its drawings, where threads train on the same cores. */
const pauseInTraining: Pause = { leastMs: 0, mostMs: 250, timesDrawing: 5 };
/** So long there are no pauses: that a run has begun is to be seen at once. */
const promptMs = 750;

/** Requests by name, in the order in which names came in; a replaced one keeps its place. */
type Requests = Map<string, () => void>;

export function createRenderQueue(isTraining: () => boolean, timeDrawing: TimeDrawing) {
  let waiting: Requests = new Map();
  /** The rest of this round. */
  let round: Requests = new Map();
  let pauseMs = 0;
  /** The moment of the first round of the training that goes on. */
  let firstRoundMs = Number.POSITIVE_INFINITY;
  let isRunning = false;

  /** True if changes are to be shown as soon as they can be. */
  const isPrompt = (): boolean => !isTraining() || performance.now() < firstRoundMs + promptMs;

  const beginRound = (): void => {
    isRunning = waiting.size > 0;
    if (!isRunning) return;
    round = waiting;
    waiting = new Map();
    pauseMs = 0;
    firstRoundMs = isTraining() ? Math.min(firstRoundMs, performance.now()) : Number.POSITIVE_INFINITY;
    takeTurn();
  };
  const takeTurn = (): void => {
    const [next] = round;
    if (next === undefined) {
      pause(performance.now());
      return;
    }
    const [name, draw] = next;
    round.delete(name);
    draw();
    timeDrawing(pauseInTraining, (ms) => {
      pauseMs += ms;
    });
    setTimeout(takeTurn, restMs);
  };
  // In small steps: when training is over nothing may lag behind it.
  const pause = (sinceMs: number): void => {
    if (!isPrompt() && performance.now() < sinceMs + pauseMs) setTimeout(() => pause(sinceMs), restMs);
    else beginRound();
  };

  return {
    /** Calls `draw` at the next free turn; a later request under the same name replaces one that still waits. */
    ask: (name: string, draw: () => void): void => {
      const isForThisRound = round.has(name) && isPrompt();
      (isForThisRound ? round : waiting).set(name, draw);
      if (isRunning) return;
      isRunning = true;
      setTimeout(beginRound);
    },
    leave: (name: string): void => {
      waiting.delete(name);
      round.delete(name);
    },
  };
}
