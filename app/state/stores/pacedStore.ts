/** A store that takes changes as fast as they come and shows them at most so often. Knows nothing of what changes. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Pause, TimeDrawing } from '../../ui/frameTiming.ts';

export interface PacedStore<State> {
  readonly shown: Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>;
  readonly newest: () => State;
  /** Takes a new state and shows it: at once if it is urgent or the last time is long enough ago, else when it will be. */
  readonly put: (next: State, isUrgent: boolean) => void;
}

/** Leaves a `pause` between two states that are shown, unless urgent; the last one is never left out. */
export function createPacedStore<State>(
  initial: State,
  pause: Pause,
  timeDrawing: TimeDrawing,
): PacedStore<State> {
  const shown = createStore<State>(() => initial);
  let newest = initial;
  let lastTime = Number.NEGATIVE_INFINITY;
  /** The pause after the last time; the least after an urgent one: what is drawn is no longer the same then. */
  let pauseMs = pause.leastMs;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const show = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    pauseMs = pause.leastMs;
    lastTime = performance.now();
    shown.setState(newest, true);
  };
  const showAndTime = (): void => {
    show();
    timeDrawing(pause, (ms) => {
      pauseMs = ms;
    });
  };
  return {
    shown,
    newest: () => newest,
    put: (next, isUrgent) => {
      newest = next;
      if (isUrgent) return show();
      if (timer !== null) return;
      const waitMs = lastTime + pauseMs - performance.now();
      if (waitMs <= 0) showAndTime();
      else timer = setTimeout(showAndTime, waitMs);
    },
  };
}
