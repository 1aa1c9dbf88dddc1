/** A sweep as plain data, with estimates of its time. */
import { estimatedSeconds, type MeasuredWork, workOf } from '../../../src/experiment/costs/work.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { BackendReport } from '../../../src/run/protocol.ts';
import { type SweepAxis, type SweepRange, sweepAxes, sweepAxisOf } from '../../../src/studies/sweep/axes.ts';
import type { PointOfValue } from '../../../src/studies/sweep/points.ts';
import {
  numPointsField,
  remainingValues,
  type SweepPlan,
  sweepValues,
} from '../../../src/studies/sweep/sweep.ts';
import { runKeyOf } from '../run/runKey.ts';
import type { PointProgress } from './pointTrainer.ts';

export interface SweepDraft {
  /** The first axis if null or missing. */
  readonly axisId: string | null;
  /** Null is the usual range. */
  readonly range: SweepRange | null;
  readonly numPoints: number;
  readonly leftOutIds: readonly string[];
}

/** Stands for resamples of the tasks as well. */
export interface Sweep extends SweepPlan {
  /** Only with the cards that take part. */
  readonly experiment: Experiment;
  readonly axis: SweepAxis;
  readonly leftOutIds: readonly string[];
}

export type SweepPhase =
  | 'idle'
  | 'measuring'
  | 'running'
  | 'paused'
  /** Points are missing. */
  | 'stopped'
  | 'finished'
  | 'failed';

export interface Measurement extends MeasuredWork {
  readonly by: 'probe' | 'point';
  readonly numSteps: number;
  readonly setUpSeconds: number;
  readonly backend: BackendReport['backend'];
}

export type KnownWork = Pick<Measurement, 'work' | 'seconds' | 'setUpSeconds'>;

export interface FoundPoints<P extends PointOfValue> {
  readonly sweep: Sweep;
  readonly points: readonly P[];
}

export interface PointsState<P extends PointOfValue> {
  /** Sweep of `points`. */
  readonly sweep: Sweep | null;
  readonly points: readonly P[];
  readonly phase: SweepPhase;
  readonly current: ({ readonly value: number } & PointProgress) | null;
  readonly measured: Measurement | null;
  /** A full sentence. */
  readonly failure: string | null;
  /** False if the browser refused to store points. */
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

/** Null for an experiment without cards. */
export function draftedSweep(experiment: Experiment, draft: SweepDraft): Sweep | null {
  const cards = experiment.cards.filter(({ id }) => !draft.leftOutIds.includes(id));
  const taking = { ...experiment, cards };
  const axis = sweepAxisOf(taking, draft.axisId ?? '') ?? sweepAxes(taking)[0];
  if (axis === undefined) return null;
  const values = sweepValues(axis, { ...sweepRangeOf(draft, axis), numPoints: draft.numPoints });
  return { experiment: taking, axis, axisId: axis.id, values, leftOutIds: draft.leftOutIds };
}

export const sweepRangeOf = ({ axisId, range }: SweepDraft, { id, usualRange }: SweepAxis): SweepRange =>
  (axisId === id ? range : null) ?? usualRange;

export const draftOf = ({ axisId, axis, values }: Sweep): Pick<SweepDraft, 'axisId' | 'range'> => ({
  axisId,
  range: { from: values[0] ?? axis.usualRange.from, to: values.at(-1) ?? axis.usualRange.to },
});

const sweepKeyOf = ({ experiment, axis }: Sweep): string =>
  JSON.stringify([
    axis.id,
    experiment.comparison.reportingRule,
    runKeyOf(axis.experimentAt(experiment, axis.field.defaultValue)),
  ]);

export const isSameSweep = (a: Sweep | null, b: Sweep | null): boolean =>
  a !== null && b !== null && sweepKeyOf(a) === sweepKeyOf(b);

export const restingPhase = ({
  sweep,
  points,
}: Pick<PointsState<PointOfValue>, 'sweep' | 'points'>): SweepPhase => {
  if (sweep === null) return 'idle';
  return remainingValues(sweep, points).length === 0 ? 'finished' : 'stopped';
};

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

export const secondsFor = (numPoints: number, work: number, known: KnownWork): number =>
  numPoints * known.setUpSeconds + estimatedSeconds(work, known);

/** Costly: solves the budget of every card. */
export interface WorkLeft {
  /** Work of the current point from its start. */
  readonly current: number;
  readonly numSteps: number;
  readonly others: number;
  readonly numOthers: number;
}

/** `value`: the point in training. */
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

/** Null while the speed is unknown. */
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
