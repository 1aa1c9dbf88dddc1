/** Which of several networks, trained for one card with different learning rates, is shown. Never looks at test losses. */
import type { ReportedLosses } from '../analysis/reported.ts';
import { mean } from '../analysis/statistics.ts';

/** An architecture trained with one learning rate, which need not be known here. */
interface Candidate {
  readonly reported: Pick<ReportedLosses, 'scores'>;
}

/**
 * The candidate whose mean validation score over replicas is lowest, the first of equals. One with fewer diverged
 * replicas always goes first: a mean over the lucky ones would flatter a rate that is too large. Undefined without any.
 */
export function pickCandidate<C extends Candidate>(candidates: readonly C[]): C | undefined {
  return candidates.reduce<C | undefined>(
    (best, candidate) => (best === undefined || isBetter(candidate, best) ? candidate : best),
    undefined,
  );
}

function isBetter(candidate: Candidate, best: Candidate): boolean {
  const ofCandidate = candidate.reported.scores.filter(Number.isFinite);
  const ofBest = best.reported.scores.filter(Number.isFinite);
  if (ofCandidate.length !== ofBest.length) return ofCandidate.length > ofBest.length;
  return mean(ofCandidate) < mean(ofBest);
}
