/** A sweep as plain data: what is set up, what is trained, what is found. Knows no session and no DOM. */
import { estimatedSeconds, type MeasuredWork, workOf } from '../../../src/experiment/costs/work.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { BackendReport } from '../../../src/run/protocol.ts';
import { type SweepAxis, type SweepRange, sweepAxes, sweepAxisOf } from '../../../src/studies/sweep/axes.ts';
import type { PointOfValue } from '../../../src/studies/sweep/points.ts';
import { numPointsField, remainingValues, type SweepPlan, sweepValues } from '../../../src/studies/sweep/sweep.ts';
import { runKeyOf } from '../run/runKey.ts';
import type { PointProgress } from './pointTrainer.ts';

/** The form; the experiment is that on the left. */
export interface SweepDraft {
  /** Null, or when the experiment has no such setting: the first one. */
  readonly axisId: string | null;
  /** Range of the setting `axisId`; null: the usual one. */
  readonly range: SweepRange | null;
  readonly numPoints: number;
  /** Cards that do not take part. */
  readonly leftOutIds: readonly string[];
}

/** A sweep, done or to be done; also one over draws of the tasks. */
export interface Sweep extends SweepPlan {
  /** The experiment with the cards that take part. */
  readonly experiment: Experiment;
  readonly axis: SweepAxis;
  /** Cards of the form's experiment that do not. */
  readonly leftOutIds: readonly string[];
}

export type SweepPhase =
  | 'idle'
  /** A few steps are trained to learn the speed. */
  | 'measuring'
  | 'running'
  | 'paused'
  /** Points are missing. */
  | 'stopped'
  | 'finished'
  | 'failed';

/** How fast this machine is, and how that was found. */
export interface Measurement extends MeasuredWork {
  readonly by: 'probe' | 'point';
  readonly numSteps: number;
  readonly setUpSeconds: number;
  readonly backend: BackendReport['backend'];
}

/** The measures that costs are estimated from. */
export type KnownWork = Pick<Measurement, 'work' | 'seconds' | 'setUpSeconds'>;

/** A sweep and the points that are found of it. */
export interface FoundPoints<P extends PointOfValue> {
  readonly sweep: Sweep;
  readonly points: readonly P[];
}

/** How far something is that is trained point by point. */
export interface PointsState<P extends PointOfValue> {
  /** The one that `points` belong to. */
  readonly sweep: Sweep | null;
  readonly points: readonly P[];
  readonly phase: SweepPhase;
  readonly current: ({ readonly value: number } & PointProgress) | null;
  readonly measured: Measurement | null;
  /** A whole sentence: what failed, and why. */
  readonly failure: string | null;
  /** False when the browser refused to keep the points. */
  readonly isKept: boolean;
}

export const idleDraft: SweepDraft = {
  axisId: null,
  range: null,
  numPoints: numPointsField.defaultValue,
  leftOutIds: [],
};

export const isBusy = ({ phase }: Pick<PointsState<PointOfValue>, 'phase'>): boolean =>
  phase === 'measuring' || phase === 'running' || phase === 'paused';

/** Null for an experiment in which nothing can be swept: it has no cards. */
export function draftedSweep(experiment: Experiment, draft: SweepDraft): Sweep | null {
  const cards = experiment.cards.filter(({ id }) => !draft.leftOutIds.includes(id));
  const taking = { ...experiment, cards };
  const axis = sweepAxisOf(taking, draft.axisId ?? '') ?? sweepAxes(taking)[0];
  if (axis === undefined) return null;
  const values = sweepValues(axis, { ...sweepRangeOf(draft, axis), numPoints: draft.numPoints });
  return { experiment: taking, axis, axisId: axis.id, values, leftOutIds: draft.leftOutIds };
}

/** Range from where to where it goes. */
export const sweepRangeOf = ({ axisId, range }: SweepDraft, { id, usualRange }: SweepAxis): SweepRange =>
  (axisId === id ? range : null) ?? usualRange;

/** Content of the form that comes to the same values, whatever the experiment on the left becomes. */
export const draftOf = ({ axisId, axis, values }: Sweep): Pick<SweepDraft, 'axisId' | 'range'> => ({
  axisId,
  range: { from: values[0] ?? axis.usualRange.from, to: values.at(-1) ?? axis.usualRange.to },
});

/** Equal for two sweeps when the points of one are points of the other, whatever values they try. */
const sweepKeyOf = ({ experiment, axis }: Sweep): string =>
  JSON.stringify([
    axis.id,
    experiment.comparison.reportingRule,
    runKeyOf(axis.experimentAt(experiment, axis.field.defaultValue)),
  ]);

/** True if the points of the one are points of the other. */
export const isSameSweep = (a: Sweep | null, b: Sweep | null): boolean =>
  a !== null && b !== null && sweepKeyOf(a) === sweepKeyOf(b);

export const restingPhase = ({
  sweep,
  points,
}: Pick<PointsState<PointOfValue>, 'sweep' | 'points'>): SweepPhase => {
  if (sweep === null) return 'idle';
  return remainingValues(sweep, points).length === 0 ? 'finished' : 'stopped';
};

/** The state while nothing is trained; null: nothing is found. */
export const atRest = <P extends PointOfValue>(found: FoundPoints<P> | null): PointsState<P> => ({
  sweep: null,
  points: [],
  phase: found === null ? 'idle' : restingPhase(found),
  current: null,
  measured: null,
  failure: null,
  isKept: true,
  ...found,
});

/** Seconds that so much work in so many points will take. */
export const secondsFor = (numPoints: number, work: number, known: KnownWork): number =>
  numPoints * known.setUpSeconds + estimatedSeconds(work, known);

/** Work that a sweep still has to do, counted once per point: the budget of every card is solved for it. */
export interface WorkLeft {
  /** Work of the point that is trained, from its start to its end. */
  readonly current: number;
  readonly numSteps: number;
  /** Work of all points after it together. */
  readonly others: number;
  readonly numOthers: number;
}

/** While the point of `value` is trained. */
export function workLeftOf(sweep: Sweep, points: readonly PointOfValue[], value: number): WorkLeft {
  const experimentAt = (at: number): Experiment => sweep.axis.experimentAt(sweep.experiment, at);
  const others = remainingValues(sweep, points).filter((other) => other !== value);
  const current = experimentAt(value);
  return {
    current: workOf(current).total,
    numSteps: current.training.numSteps,
    others: others.reduce((sum, other) => sum + workOf(experimentAt(other)).total, 0),
    numOthers: others.length,
  };
}

/** Seconds until the sweep is finished; null while the speed is not known. */
export function secondsLeft(
  left: WorkLeft,
  { step, stepsPerSecond }: PointProgress,
  measured: Measurement | null,
): number | null {
  const { current, numSteps, others, numOthers } = left;
  const ofWork = measured === null ? null : measured.seconds / measured.work;
  const ofCurrent = stepsPerSecond === null ? ofWork : numSteps / stepsPerSecond / current;
  if (ofCurrent === null) return null;
  const setUpSeconds = numOthers * (measured?.setUpSeconds ?? 0);
  return current * ofCurrent * (1 - step / numSteps) + others * (ofWork ?? ofCurrent) + setUpSeconds;
}
