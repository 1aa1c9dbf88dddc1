/**
 * The losses that the networks of an experiment may report, whoever trained them and in however many parts: which evaluations count, where a
 * run stopped early because none of its networks improved on validation any more, and which of several networks of a card is picked, for
 * which test losses are never looked at. Knows no summary, so that what collects evaluations need not load one.
 */
import {
  afterEvaluation,
  type EvaluationPoint,
  type EvaluationSize,
  lastStepOf,
  nothingReportable,
  type ReportableLosses,
  type ReportedLosses,
  reportedOf,
} from '../analysis/reported.ts';
import { mean } from '../core/lists.ts';
import { trainingsOf } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { KnownLosses } from '../analysis/produced/evaluation.ts';

/** Sizes of the evaluations of an experiment. */
export const evaluationSizeOf = ({ training, tasks }: Experiment): EvaluationSize => ({
  numReplicas: training.numReplicas,
  numTasks: tasks.length,
  taskWeights: tasks.map(({ lossWeight }) => lossWeight),
});

/** The experiment of a network, the user's or the one of `trainedExperimentOf`, and what is known of its rows. */
interface EvaluatedOn {
  readonly experiment: Experiment;
  readonly knownLosses: KnownLosses;
}

/** Keeps the next evaluation of a network where it may be reported. */
export const reportableAfter = (
  reportable: ReportableLosses,
  point: EvaluationPoint,
  { experiment, knownLosses }: EvaluatedOn,
): ReportableLosses =>
  isReportable(experiment, point.step)
    ? afterEvaluation(reportable, point, {
        ...evaluationSizeOf(experiment),
        nullLosses: knownLosses.funnel?.validation ?? knownLosses.validation,
        numSteps: experiment.training.numSteps,
      })
    : reportable;

/**
 * True if an evaluation at `step` may be reported: those of the schedule, up to the planned steps. A pause and single steps
 * evaluate in between, and must not change what the same run says without them.
 */
const isReportable = ({ training: { evalEvery, numSteps } }: Experiment, step: number): boolean =>
  step === numSteps || (step < numSteps && step % evalEvery === 0);

/** The losses that networks may report, by the id of their events. */
export type ReportableNetworks = ReadonlyMap<string, { readonly reportable: ReportableLosses }>;

/**
 * The step where a run stopped early; null: it goes on as planned. It ended there if all networks were evaluated at that step and each repetition of
 * each had its best score at least `stopEarly` evaluations before. Scores are those by which reported steps are chosen, so that what
 * would have come could only have mattered by a later recovery.
 */
export function stoppedAt(
  { training: { stopEarly, evalEvery } }: Pick<Experiment, 'training'>,
  networks: ReportableNetworks,
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
export const endOf = (experiment: Pick<Experiment, 'training'>, networks: ReportableNetworks): number =>
  stoppedAt(experiment, networks) ?? experiment.training.numSteps;

/** Ids of the events of all networks that are trained for an experiment. */
export const trainedIdsOf = (experiment: Experiment): readonly string[] =>
  trainingsOf(experiment).flatMap(({ trained }) => trained.map(({ id }) => id));

/** The losses that the network of an id reports; of one that was not evaluated every loss is NaN. */
export const reportedIn =
  (experiment: Experiment, networks: ReportableNetworks) =>
  (id: string): ReportedLosses =>
    reportedOf(
      networks.get(id)?.reportable ?? nothingReportable,
      evaluationSizeOf(experiment),
      experiment.comparison.reportingRule,
    );

/** The losses that all networks of an experiment report, wherever their replicas were trained. */
export interface ReportedNetworks {
  /** Losses by id of the events. */
  readonly reported: (id: string) => ReportedLosses;
  /** Known losses of the test rows. */
  readonly knownLosses: Omit<KnownLosses, 'validation'>;
  /** All that was planned is trained. */
  readonly isFinal: boolean;
}

/** An architecture trained with one learning rate, which need not be known here. */
export interface ScoredNetwork {
  readonly reported: Pick<ReportedLosses, 'scores'>;
}

/**
 * The candidate whose mean validation score over replicas is lowest, the first of equals. One with fewer diverged
 * replicas always goes first: a mean over the lucky ones would flatter a rate that is too large. Undefined without any.
 */
export function pickCandidate<C extends ScoredNetwork>(candidates: readonly C[]): C | undefined {
  return candidates.reduce<C | undefined>(
    (best, candidate) => (best === undefined || scoredBefore(candidate, best) ? candidate : best),
    undefined,
  );
}

/** True if a network goes before another by the rule of `pickCandidate`. */
export function scoredBefore({ reported }: ScoredNetwork, other: ScoredNetwork): boolean {
  const ofCandidate = reported.scores.filter(Number.isFinite);
  const ofBest = other.reported.scores.filter(Number.isFinite);
  if (ofCandidate.length !== ofBest.length) return ofCandidate.length > ofBest.length;
  return mean(ofCandidate) < mean(ofBest);
}
