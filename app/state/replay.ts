/** Replays the recorded steps of a run evenly and interpolates between them. */
import { createStore } from 'zustand/vanilla';
import { memoise } from '../../src/core/memoise.ts';
import { type Moments, momentIndexOf, momentsOf } from '../../src/run/history.ts';
import { prefersLessMotion } from '../ui/browser.ts';
import { type DrawPause, timeDrawing } from '../ui/frameTiming.ts';
import type { Playground } from './createPlayground.ts';

interface ReplayState {
  readonly isPlaying: boolean;
  /** Position between two recorded steps, in [0, 1). */
  readonly share: number;
}

const restingReplayState: ReplayState = { isPlaying: false, share: 0 };

const maxReplayMs = 6000;
const perMomentMs = 1200;
// Pause between frames: 40 to 50 frames per replay; fewer if drawing is slow.
const replayFramePause: DrawPause = { leastMs: 100, mostMs: 400, timesDrawing: 2 };
// Longest advance of a frame, so that a late one skips nothing.
const maxFrameAdvanceMs = 250;

// Reduced motion: recorded steps only, one a second.
const numStills = 20;
const stillMs = 1000;

interface ReplayPace {
  /** Recorded steps per given time. */
  readonly advance: (elapsedMs: number) => number;
  readonly pause: DrawPause;
}

export function replayPaceOf(numMoments: number, hasLessMotion: boolean): ReplayPace {
  if (hasLessMotion) {
    const stride = Math.max(1, Math.ceil(numMoments / numStills));
    return { advance: () => stride, pause: { leastMs: stillMs, mostMs: stillMs, timesDrawing: 0 } };
  }
  const msPerMoment = Math.min(perMomentMs, maxReplayMs / Math.max(1, numMoments - 1));
  return {
    advance: (elapsedMs) => Math.min(elapsedMs, maxFrameAdvanceMs) / msPerMoment,
    pause: replayFramePause,
  };
}

function createReplay({ run, view }: Pick<Playground, 'run' | 'view'>) {
  const store = createStore<ReplayState>(() => restingReplayState);
  let playing: { readonly end: () => void } | null = null;

  const moments = (): Moments =>
    momentsOf([...run.shown.getState().networks.values()].map(({ history }) => history));
  const stop = (): void => {
    playing?.end();
    playing = null;
    if (store.getState() !== restingReplayState) store.setState(restingReplayState);
  };
  const finish = (): void => {
    if (playing === null) return;
    stop();
    view.setState({ scrubStep: null });
  };
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
    const from = scrubStep === null ? 0 : momentIndexOf(all, scrubStep);
    const endMotion = animateReplay(from, replayPaceOf(all.length, prefersLessMotion()), drawAt);
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
function animateReplay(
  from: number,
  { advance, pause }: ReplayPace,
  drawAt: (position: number) => void,
): () => void {
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
