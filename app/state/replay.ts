/** Replays the recorded steps of a run evenly and interpolates between them. */
import { createStore } from 'zustand/vanilla';
import { memoise } from '../../src/core/memoise.ts';
import { type Moments, momentsOf, placeOf } from '../../src/run/history.ts';
import { prefersLessMotion } from '../ui/browser.ts';
import { type Pause, timeDrawing } from '../ui/frameTiming.ts';
import type { Playground } from './createPlayground.ts';

interface ReplayState {
  readonly isPlaying: boolean;
  /** Position between two recorded steps, in [0, 1). */
  readonly share: number;
}

const resting: ReplayState = { isPlaying: false, share: 0 };

// Longest duration of a whole replay.
const mostMs = 6000;
const perMomentMs = 1200;
// Pause between frames: 40 to 50 frames per replay; fewer if drawing is slow.
const pauseOfPictures: Pause = { leastMs: 100, mostMs: 400, timesDrawing: 2 };
// Longest advance of a frame, so that a late one skips nothing.
const longestStepMs = 250;

// Reduced motion: recorded steps only, one a second.
const numStills = 20;
const stillMs = 1000;

interface Pace {
  /** Recorded steps per given time. */
  readonly advance: (elapsedMs: number) => number;
  readonly pause: Pause;
}

export function paceOf(numMoments: number, hasLessMotion: boolean): Pace {
  if (hasLessMotion) {
    const stride = Math.max(1, Math.ceil(numMoments / numStills));
    return { advance: () => stride, pause: { leastMs: stillMs, mostMs: stillMs, timesDrawing: 0 } };
  }
  const msPerMoment = Math.min(perMomentMs, mostMs / Math.max(1, numMoments - 1));
  return {
    advance: (elapsedMs) => Math.min(elapsedMs, longestStepMs) / msPerMoment,
    pause: pauseOfPictures,
  };
}

function createReplay({ run, view }: Pick<Playground, 'run' | 'view'>) {
  const store = createStore<ReplayState>(() => resting);
  let playing: { readonly end: () => void } | null = null;

  const moments = (): Moments =>
    momentsOf([...run.shown.getState().networks.values()].map(({ history }) => history));
  const stop = (): void => {
    playing?.end();
    playing = null;
    if (store.getState() !== resting) store.setState(resting);
  };
  const finish = (): void => {
    if (playing === null) return;
    stop();
    view.setState({ scrubStep: null });
  };
  /** Restarts if the newest step is shown. */
  const start = (): void => {
    stop();
    const { scrubStep } = view.getState();
    const all = moments();
    if (all.length < 2) return;
    let shownStep: number | null = null;
    const drawAt = (position: number): void => {
      const now = moments();
      if (position >= now.length - 1) {
        finish();
        return;
      }
      const place = Math.floor(position);
      shownStep = now[place] ?? null;
      store.setState({ isPlaying: true, share: position - place });
      view.setState({ scrubStep: shownStep });
    };
    const from = scrubStep === null ? 0 : placeOf(all, scrubStep);
    const endMotion = move(from, paceOf(all.length, prefersLessMotion()), drawAt);
    // Stops if something else chooses a step.
    const endWatch = view.subscribe((state) => {
      if (state.scrubStep !== shownStep) stop();
    });
    playing = {
      end: () => {
        endMotion();
        endWatch();
      },
    };
    drawAt(from);
  };
  return { store, start, stop, finish };
}

/** Positions count recorded steps. Returns the function that ends it. */
function move(from: number, { advance, pause }: Pace, drawAt: (position: number) => void): () => void {
  let position = from;
  let drawnMs = performance.now();
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void =>
    timeDrawing(pause, (pauseMs) => {
      if (!isOver) timer = setTimeout(goOn, pauseMs);
    });
  const goOn = (): void => {
    const nowMs = performance.now();
    position += advance(nowMs - drawnMs);
    drawnMs = nowMs;
    drawAt(position);
    if (!isOver) wait();
  };
  wait();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

export const replayOf = memoise(createReplay);
