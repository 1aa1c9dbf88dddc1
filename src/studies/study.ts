/** A study: variants of one experiment, trained one after another, each kept as a point. */
import type { Experiment } from '../experiment/experiment.ts';
import { trainedIdsOf } from '../run/reportable.ts';
import type { Run } from '../run/run.ts';

export interface StudyPoint {
  readonly key: number;
}

export interface TrainedStudyRun {
  /** Trained to its end, or until all of it diverged. */
  readonly run: Run;
  /** Seconds from the first step to the last evaluation. */
  readonly seconds: number;
}

interface StudyWords {
  readonly progress: string;
  /** Progress of a run; `what`: label of its variant. */
  readonly run: (number: number, count: number, what: string) => string;
  readonly pointDone: (done: number, count: number) => string;
  readonly finished: string;
  readonly failed: (message: string) => string;
  readonly notEvaluated: string;
  readonly notKept: string;
  readonly playPauses: string;
  readonly pausedForRun: string;
  readonly experimentChanged: string;
  readonly otherSetUp: string;
}

export interface Study<P extends StudyPoint> {
  readonly kind: 'sweep';
  readonly experiment: Experiment;
  /** Settings that, with the experiment, define the study. */
  readonly settings: object;
  /** Studies with equal identity share their points. */
  readonly identity: readonly [name: string, experiment: Experiment];
  /** Keys of all runs; what a run trains may depend on points of earlier rounds. */
  readonly rounds: readonly (readonly number[])[];
  /** Without the points of earlier rounds: one that takes as long. */
  readonly experimentAt: (key: number, points: readonly P[]) => Experiment;
  readonly words: StudyWords;
  readonly labelOf: (key: number, points: readonly P[]) => string;
  readonly pointOf: (key: number, experiment: Experiment, trained: TrainedStudyRun) => P | null;
}

type PlannedStudy = Pick<Study<never>, 'rounds'>;

const lacksPoint =
  (points: readonly StudyPoint[]) =>
  (wanted: number): boolean =>
    points.every(({ key }) => key !== wanted);

export const remainingKeys = ({ rounds }: PlannedStudy, points: readonly StudyPoint[]): readonly number[] =>
  rounds.flat().filter(lacksPoint(points));

/** Keys that can be trained now, in any order: those missing in the first unfinished round. Empty at the end. */
export const nextKeys = ({ rounds }: PlannedStudy, points: readonly StudyPoint[]): readonly number[] =>
  rounds.map((keys) => keys.filter(lacksPoint(points))).find(({ length }) => length > 0) ?? [];

export const remainingExperiments = <P extends StudyPoint>(
  study: Pick<Study<P>, 'rounds' | 'experimentAt'>,
  points: readonly P[],
): readonly Experiment[] => remainingKeys(study, points).map((key) => study.experimentAt(key, points));

/** Ids of the networks in events. A card with its own learning rate is not tuned. */
const networkIdsOf = (experiment: Experiment): readonly string[] =>
  experiment.cards.some(({ learningRate }) => learningRate !== undefined)
    ? experiment.cards.map(({ id }) => id)
    : trainedIdsOf(experiment);

export const numTrainingsOf = (experiments: readonly Experiment[]): number =>
  experiments.reduce((sum, one) => sum + networkIdsOf(one).length * one.training.numReplicas, 0);

/** Sorted by key; replaces a point of the same key. */
export const withPoint = <P extends StudyPoint>(points: readonly P[], added: P): readonly P[] =>
  [...points.filter(({ key }) => key !== added.key), added].toSorted((a, b) => a.key - b.key);

type IdentifiedStudy = Pick<Study<never>, 'identity'>;

/** `textOf` leaves out what does not change results. */
export function isSameStudy(
  a: IdentifiedStudy | null,
  b: IdentifiedStudy | null,
  textOf: (experiment: Experiment) => string,
): boolean {
  if (a === null || b === null) return false;
  const keyOf = ({ identity: [name, experiment] }: IdentifiedStudy) =>
    JSON.stringify([name, experiment.comparison.reportingRule, textOf(experiment)]);
  return keyOf(a) === keyOf(b);
}
