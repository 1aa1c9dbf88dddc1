/** Draws costly charts one per task, in rounds of the same state, leaving time to training threads. */
import type { DrawPause, TimeDrawing } from '../../ui/frameTiming.ts';

const inputPauseMs = 30;
// Pause after a round, per drawing, while training threads share the cores.
const pauseInTraining: DrawPause = { leastMs: 0, mostMs: 250, timesDrawing: 5 };
// Milliseconds without pauses at the start of a run, which must be visible at once.
const initialPromptMs = 750;

// By name, in order of arrival; a replaced request keeps its position.
type DrawRequests = Map<string, () => void>;

export function createRenderQueue(isTraining: () => boolean, timeDrawing: TimeDrawing) {
  let waiting: DrawRequests = new Map();
  let round: DrawRequests = new Map();
  let pauseMs = 0;
  let firstRoundMs = Number.POSITIVE_INFINITY;
  let isRunning = false;

  const isPrompt = (): boolean => !isTraining() || performance.now() < firstRoundMs + initialPromptMs;

  const beginRound = (): void => {
    isRunning = waiting.size > 0;
    if (!isRunning) return;
    round = waiting;
    waiting = new Map();
    pauseMs = 0;
    firstRoundMs = isTraining() ? Math.min(firstRoundMs, performance.now()) : Number.POSITIVE_INFINITY;
    drawNext();
  };
  const drawNext = (): void => {
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
    setTimeout(drawNext, inputPauseMs);
  };
  // Short timeouts: when training ends, the charts must be up to date at once.
  const pause = (sinceMs: number): void => {
    if (!isPrompt() && performance.now() < sinceMs + pauseMs) setTimeout(() => pause(sinceMs), inputPauseMs);
    else beginRound();
  };

  return {
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
