/** A sweep as plain data: what is set up, what is trained, what is found. Knows no session and no DOM. */
import {
  type BackendReport,
  type Experiment,
  estimatedSeconds,
  type MeasuredWork,
  numPointsField,
  remainingValues,
  type SweepAxis,
  type SweepPlan,
  type SweepPoint,
  type SweepRange,
  sweepAxes,
  sweepAxisOf,
  sweepValues,
  workOf,
} from '../../src/index.ts';
import { runKeyOf } from '../state/runKey.ts';
import type { PointProgress } from './pointTrainer.ts';

/** What is in the form; the experiment is that on the left. */
export interface SweepDraft {
  /** Null, or when the experiment has no such setting: the first one. */
  readonly axisId: string | null;
  /** Of the setting `axisId`; null: the usual one. */
  readonly range: SweepRange | null;
  readonly numPoints: number;
  /** Cards that do not take part. */
  readonly leftOutIds: readonly string[];
}

/** What is swept, or would be. */
export interface Sweep extends SweepPlan {
  /** With the cards that take part. */
  readonly experiment: Experiment;
  readonly axis: SweepAxis;
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

export interface SweepState {
  readonly draft: SweepDraft;
  /** The one that `points` belong to. */
  readonly sweep: Sweep | null;
  readonly points: readonly SweepPoint[];
  readonly phase: SweepPhase;
  /** The point that is being trained. */
  readonly current: ({ readonly value: number } & PointProgress) | null;
  readonly measured: Measurement | null;
  readonly failure: string | null;
  /** False when the browser refused to keep the points. */
  readonly isKept: boolean;
}

export const idleSweep: SweepState = {
  draft: { axisId: null, range: null, numPoints: numPointsField.defaultValue, leftOutIds: [] },
  sweep: null,
  points: [],
  phase: 'idle',
  current: null,
  measured: null,
  failure: null,
  isKept: true,
};

export const isBusy = ({ phase }: Pick<SweepState, 'phase'>): boolean =>
  phase === 'measuring' || phase === 'running' || phase === 'paused';

/** Null for an experiment in which nothing can be swept: it has no cards. */
export function draftedSweep(experiment: Experiment, draft: SweepDraft): Sweep | null {
  const cards = experiment.cards.filter(({ id }) => !draft.leftOutIds.includes(id));
  const taking = { ...experiment, cards };
  const axis = sweepAxisOf(taking, draft.axisId ?? '') ?? sweepAxes(taking)[0];
  if (axis === undefined) return null;
  const values = sweepValues(axis, { ...rangeOf(draft, axis), numPoints: draft.numPoints });
  return { experiment: taking, axis, axisId: axis.id, values };
}

/** From where to where it goes. */
export const rangeOf = ({ axisId, range }: SweepDraft, { id, usualRange }: SweepAxis): SweepRange =>
  (axisId === id ? range : null) ?? usualRange;

/** What the form has to say to come to the same values, whatever the experiment on the left becomes. */
export const draftOf = ({ axisId, axis, values }: Sweep): Pick<SweepDraft, 'axisId' | 'range'> => ({
  axisId,
  range: { from: values[0] ?? axis.usualRange.from, to: values.at(-1) ?? axis.usualRange.to },
});

/** Equal for two sweeps when the points of one are points of the other, whatever values they try. */
export const sweepKeyOf = ({ experiment, axis }: Sweep): string =>
  JSON.stringify([
    axis.id,
    experiment.comparison.reportingRule,
    runKeyOf(axis.experimentAt(experiment, axis.field.defaultValue)),
  ]);

/** Where a sweep rests when nothing is trained. */
export const restingPhase = ({ sweep, points }: Pick<SweepState, 'sweep' | 'points'>): SweepPhase => {
  if (sweep === null) return 'idle';
  return remainingValues(sweep, points).length === 0 ? 'finished' : 'stopped';
};

/** Seconds that these values will take. */
export const secondsFor = (
  { experiment, axis }: Sweep,
  values: readonly number[],
  { setUpSeconds = 0, ...measured }: MeasuredWork & { readonly setUpSeconds?: number },
): number =>
  values.length * setUpSeconds +
  estimatedSeconds(
    values.map((value) => axis.experimentAt(experiment, value)),
    measured,
  );

/** Seconds until the sweep is finished; null while the speed is not known. */
export function secondsLeft({ sweep, points, current, measured }: SweepState): number | null {
  if (sweep === null || current === null) return null;
  const { value, step, stepsPerSecond } = current;
  const trained = sweep.axis.experimentAt(sweep.experiment, value);
  const { numSteps } = trained.training;
  const speed =
    stepsPerSecond === null
      ? measured
      : { work: workOf(trained).total, seconds: numSteps / stepsPerSecond, setUpSeconds: 0 };
  if (speed === null) return null;
  const after = remainingValues(sweep, points).filter((other) => other !== value);
  const ofThis = secondsFor(sweep, [value], { ...speed, setUpSeconds: 0 }) * (1 - step / numSteps);
  return ofThis + secondsFor(sweep, after, measured ?? speed);
}
