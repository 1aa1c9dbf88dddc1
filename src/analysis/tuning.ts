/**
 * Picks one learning rate per architecture among those it was trained with. Looks at validation losses alone; knows neither
 * cards nor how the candidates were trained.
 */
import { mean } from './statistics.ts';

/** An architecture trained with one learning rate, which need not be known here. */
export interface TuningCandidate {
  /** Validation loss at the reported step, mean over tasks, `[R]`; NaN for a replica that diverged. */
  readonly validation: readonly number[];
}

/**
 * The candidate whose mean validation loss over replicas is lowest, the first of equals. One with fewer diverged
 * replicas always goes first: a mean over the lucky ones would flatter a rate that is too large. Undefined without any.
 */
export function pickCandidate<C extends TuningCandidate>(candidates: readonly C[]): C | undefined {
  return candidates.reduce<C | undefined>(
    (best, candidate) => (best === undefined || isBetter(candidate, best) ? candidate : best),
    undefined,
  );
}

function isBetter(candidate: TuningCandidate, best: TuningCandidate): boolean {
  const ofCandidate = candidate.validation.filter(Number.isFinite);
  const ofBest = best.validation.filter(Number.isFinite);
  if (ofCandidate.length !== ofBest.length) return ofCandidate.length > ofBest.length;
  return mean(ofCandidate) < mean(ofBest);
}
