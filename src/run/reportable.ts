/** Decides which evaluations are reported and where a run stops early, without test losses. */

import type { KnownLosses } from '../analysis/produced/evaluation.ts';
import {
  afterNextEvaluation,
  type EvaluationPoint,
  type EvaluationSize,
  emptyReportableLosses,
  lastStepOf,
  type ReportableLosses,
  type ReportedLosses,
  reportedOf,
} from '../analysis/reported.ts';
import { mean } from '../core/lists.ts';
import { trainingsOf } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';

export const evaluationSizeOf = ({ training, tasks }: Experiment): EvaluationSize => ({
  numReplicas: training.numReplicas,
  numTasks: tasks.length,
  taskWeights: tasks.map(({ lossWeight }) => lossWeight),
});

interface EvaluatedNetwork {
  readonly experiment: Experiment;
  readonly knownLosses: KnownLosses;
}

export const reportableAfter = (
  reportable: ReportableLosses,
  point: EvaluationPoint,
  { experiment, knownLosses }: EvaluatedNetwork,
): ReportableLosses =>
  isReportable(experiment, point.step)
    ? afterNextEvaluation(reportable, point, {
        ...evaluationSizeOf(experiment),
        nullLosses: knownLosses.funnel?.validation ?? knownLosses.validation,
        numSteps: experiment.training.numSteps,
      })
    : reportable;

// True for scheduled evaluations: others, at pauses, must not change the report.
const isReportable = ({ training: { evalEvery, numSteps } }: Experiment, step: number): boolean =>
  step === numSteps || (step < numSteps && step % evalEvery === 0);

export type ReportableNetworks = ReadonlyMap<string, { readonly reportable: ReportableLosses }>;

/** Step at which every replica's best score is `stopEarly` evaluations old; else null. Only a later recovery could change the report. */
export function earlyStopOf(
  { training: { stopEarly, evalEvery } }: Pick<Experiment, 'training'>,
  networks: ReportableNetworks,
): number | null {
  if (stopEarly === 0) return null;
  const scored = [...networks.values()].map(({ reportable }) => reportable);
  const [step = null, ...others] = scored.map(lastStepOf);
  if (step === null || others.some((other) => other !== step)) return null;
  // A replica that diverged before its first score has no best step.
  const newest = Math.max(...scored.flatMap(({ best }) => best?.steps ?? []).filter(Number.isFinite));
  return newest <= step - stopEarly * evalEvery ? step : null;
}

export const finalStepOf = (experiment: Pick<Experiment, 'training'>, networks: ReportableNetworks): number =>
  earlyStopOf(experiment, networks) ?? experiment.training.numSteps;

export const trainedIdsOf = (experiment: Experiment): readonly string[] =>
  trainingsOf(experiment).flatMap(({ trained }) => trained.map(({ id }) => id));

/** NaN for a network that was not evaluated. */
export const reportedLossesIn =
  (experiment: Experiment, networks: ReportableNetworks) =>
  (id: string): ReportedLosses =>
    reportedOf(
      networks.get(id)?.reportable ?? emptyReportableLosses,
      evaluationSizeOf(experiment),
      experiment.comparison.reportingRule,
    );

export interface ReportedNetworks {
  readonly reported: (id: string) => ReportedLosses;
  readonly knownLosses: Omit<KnownLosses, 'validation'>;
  readonly isFinal: boolean;
}

export interface ScoredNetwork {
  readonly reported: Pick<ReportedLosses, 'scores'>;
}

/** Fewer diverged replicas come first: a mean over the lucky ones would favour too large a rate. */
export function pickCandidate<C extends ScoredNetwork>(candidates: readonly C[]): C | undefined {
  return candidates.reduce<C | undefined>(
    (best, candidate) => (best === undefined || ranksBefore(candidate, best) ? candidate : best),
    undefined,
  );
}

function ranksBefore({ reported }: ScoredNetwork, other: ScoredNetwork): boolean {
  const ofCandidate = reported.scores.filter(Number.isFinite);
  const ofBest = other.reported.scores.filter(Number.isFinite);
  if (ofCandidate.length !== ofBest.length) return ofCandidate.length > ofBest.length;
  return mean(ofCandidate) < mean(ofBest);
}
