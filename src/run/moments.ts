/** Moments of a run that can be gone back to: the steps at which its networks were evaluated, in increasing order. */
import type { Evaluation } from './produced/evaluation.ts';

export type Moments = readonly number[];

/** All steps at which any of the networks was evaluated. */
export function momentsOf(histories: Iterable<readonly Evaluation[]>): Moments {
  const steps = new Set<number>();
  for (const history of histories) for (const { loss } of history) steps.add(loss.step);
  return [...steps].toSorted((a, b) => a - b);
}

/** The place of the moment shown at `step`: of that moment, or of the last before; the first for steps before all. */
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
