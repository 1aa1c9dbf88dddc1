/** What every network of an experiment reports, whoever trained it and in however many parts. Knows no answer. */
import {
  type KeptEvaluations,
  noEvaluations,
  type ReportedLosses,
  reportedOf,
} from '../analysis/reported.ts';
import { trainingsOf } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { KnownLosses } from '../results/results.ts';
import { evaluationSizeOf } from './evaluations.ts';

/** Ids of the events of all networks that are trained for an experiment. */
export const trainedIdsOf = (experiment: Experiment): readonly string[] =>
  trainingsOf(experiment).flatMap(({ trained }) => trained.map(({ id }) => id));

/** What is reported of the network of an id; of one that was not evaluated every loss is NaN. */
export const reportedIn =
  (experiment: Experiment, networks: ReadonlyMap<string, { readonly kept: KeptEvaluations }>) =>
  (id: string): ReportedLosses =>
    reportedOf(
      networks.get(id)?.kept ?? noEvaluations,
      evaluationSizeOf(experiment),
      experiment.comparison.reportingRule,
    );

/** What all networks of an experiment report, wherever their replicas were trained. */
export interface ReportedNetworks {
  /** By id of the events. */
  readonly reported: (id: string) => ReportedLosses;
  /** Of the test rows. */
  readonly knownLosses: Omit<KnownLosses, 'validation'>;
  /** All that was planned is trained. */
  readonly isFinal: boolean;
}
