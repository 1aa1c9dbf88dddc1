/** A store that accepts every change but publishes only after a pause. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Pause, TimeDrawing } from '../../ui/frameTiming.ts';

export interface PacedStore<State> {
  readonly shown: Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>;
  readonly newest: () => State;
  readonly put: (next: State, isUrgent: boolean) => void;
}

/** Leaves a `pause` between published states unless urgent; always publishes the last. */
export function createPacedStore<State>(
  initial: State,
  pause: Pause,
  timeDrawing: TimeDrawing,
): PacedStore<State> {
  const shown = createStore<State>(() => initial);
  let newest = initial;
  let lastTime = Number.NEGATIVE_INFINITY;
  // An urgent state changes what is drawn, so the measured pause no longer applies.
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
