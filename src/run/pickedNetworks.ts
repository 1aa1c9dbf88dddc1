/** Losses that the networks of an experiment report, whoever trained them and in however many parts, and which of several networks of
 * a card is picked. Never looks at test losses to pick. */
import { nothingReportable, type ReportedLosses, reportedOf } from '../analysis/reported.ts';
import { mean } from '../core/lists.ts';
import { trainingsOf } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { KnownLosses } from './produced/evaluation.ts';
import { evaluationSizeOf } from './reportable.ts';
import type { NetworkRun } from './run.ts';

/** The losses that networks may report, by the id of their events. */
export type ReportableNetworks = ReadonlyMap<string, Pick<NetworkRun, 'reportable'>>;

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
