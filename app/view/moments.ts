/** The moments of a run that are kept and can be gone back to, as increasing steps, and the one that the whole page shows. */
import { useMemo } from 'react';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { Evaluation } from '../../src/run/produced/evaluation.ts';
import { useView } from '../state/playground.ts';
import { useCardResults } from './useCardResults.ts';

export type Moments = readonly number[];

/** All steps at which any of the networks was evaluated. */
export function momentsOf(histories: Iterable<readonly Evaluation[]>): Moments {
  const steps = new Set<number>();
  for (const history of histories) for (const { loss } of history) steps.add(loss.step);
  return [...steps].toSorted((a, b) => a - b);
}

/** The place of what is shown at `step`: of that moment, or of the last before; the first for steps before all. */
export function placeOf(moments: Moments, step: number): number {
  const place = moments.findLastIndex((moment) => moment <= step);
  return Math.max(0, place);
}

/** Where `step` lies between the first moment (0) and the last (1) when all are equally far apart; null outside. */
export function passedShareOf(moments: Moments, step: number): number | null {
  const place = moments.findLastIndex((moment) => moment <= step);
  const [from, to] = [moments[place], moments[place + 1]];
  if (from === undefined || moments.length < 2) return null;
  if (to === undefined) return step === from ? 1 : null;
  return (place + (step - from) / (to - from)) / (moments.length - 1);
}

/** How a replay goes through the moments: so many at a time, so often. */
export interface Pace {
  readonly stride: number;
  readonly delayMs: number;
}

/** The pace of about ten seconds; with less motion few pictures, each for a second. */
export function paceOf(moments: Moments, hasLessMotion: boolean): Pace {
  const [numPictures, delayMs] = hasLessMotion ? [20, 1000] : [100, 100];
  return { stride: Math.max(1, Math.ceil(moments.length / numPictures)), delayMs };
}

/** The moments of all cards; the same object until there is a new one. */
export function useMoments(experiment: Experiment): Moments {
  const results = useCardResults(experiment);
  return useMemo(() => momentsOf([...results.values()].map(({ history }) => history)), [results]);
}

/** The step gone back to, for the cursors of charts; null while the newest is shown. */
export function useCursorStep(experiment: Experiment): number | null {
  const moments = useMoments(experiment);
  const step = useView((view) => view.scrubStep);
  // A long run drops every second moment now and then, this one perhaps.
  return step === null ? null : (moments[placeOf(moments, step)] ?? null);
}
