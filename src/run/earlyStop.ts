/** Early stopping: the step at which a run ended because none of its networks improved on validation any more. */
import { lastStepOf, type ReportableLosses } from '../analysis/reported.ts';
import type { Experiment } from '../experiment/experiment.ts';

/** Networks by the id of their events, as far as early stopping asks. */
type ScoredNetworks = ReadonlyMap<string, { readonly reportable: ReportableLosses }>;

/**
 * The step; null: the run goes on as planned. It ended there if all networks were evaluated at that step and each repetition of
 * each had its best score at least `stopEarly` evaluations before. Scores are those by which reported steps are chosen, so that what
 * would have come could only have mattered by a later recovery.
 */
export function stoppedAt(
  { training: { stopEarly, evalEvery } }: Pick<Experiment, 'training'>,
  networks: ScoredNetworks,
): number | null {
  if (stopEarly === 0) return null;
  const scored = [...networks.values()].map(({ reportable }) => reportable);
  const [step = null, ...others] = scored.map(lastStepOf);
  if (step === null || others.some((other) => other !== step)) return null;
  // A repetition that diverged before it had a score has no best step.
  const newest = Math.max(...scored.flatMap(({ best }) => best?.steps ?? []).filter(Number.isFinite));
  return newest <= step - stopEarly * evalEvery ? step : null;
}

/** The step where a run has ended, or will unless it stops early. */
export const endOf = (experiment: Pick<Experiment, 'training'>, networks: ScoredNetworks): number =>
  stoppedAt(experiment, networks) ?? experiment.training.numSteps;
