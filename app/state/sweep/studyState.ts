/** State of a study on the page, with estimates of its time. */
import {
  estimatedSeconds,
  type MeasuredWork,
  totalWorkOf,
  workOf,
} from '../../../src/experiment/costs/work.ts';
import type { BackendReport } from '../../../src/run/protocol.ts';
import type { SavedStudy } from '../../../src/studies/savedStudy.ts';
import { remainingKeys, type Study, type StudyPoint } from '../../../src/studies/study.ts';

export interface PointProgress {
  readonly step: number;
  readonly stepsPerSecond: number | null;
}

/** `stopped`: points are missing. */
export type StudyPhase = 'idle' | 'running' | 'paused' | 'stopped' | 'finished' | 'failed';

export interface Measurement extends MeasuredWork {
  readonly numSteps: number;
  readonly setUpSeconds: number;
  readonly backend: BackendReport['backend'];
}

export type KnownWork = Pick<Measurement, 'work' | 'seconds' | 'setUpSeconds'>;

export interface StudyState<S, P> {
  readonly study: S | null;
  readonly points: readonly P[];
  readonly phase: StudyPhase;
  readonly current: ({ readonly key: number } & PointProgress) | null;
  readonly measured: Measurement | null;
  readonly failure: string | null;
  /** False if the browser refused to store points. */
  readonly isKept: boolean;
}

export const isBusy = ({ phase }: Pick<StudyState<never, never>, 'phase'>): boolean =>
  phase === 'running' || phase === 'paused';

export const restingPhase = ({
  study,
  points,
}: Pick<StudyState<Pick<Study<never>, 'rounds'>, StudyPoint>, 'study' | 'points'>): StudyPhase => {
  if (study === null) return 'idle';
  return remainingKeys(study, points).length === 0 ? 'finished' : 'stopped';
};

export const restingStudyState = <S extends Study<P>, P extends StudyPoint>(
  saved: SavedStudy<S, P> | null,
): StudyState<S, P> => ({
  study: null,
  points: [],
  phase: saved === null ? 'idle' : restingPhase(saved),
  current: null,
  measured: null,
  failure: null,
  isKept: true,
  ...saved,
});

export const secondsFor = (numRuns: number, work: number, known: KnownWork): number =>
  numRuns * known.setUpSeconds + estimatedSeconds(work, known);

interface WorkLeft {
  /** Work of the current point from its start. */
  readonly current: number;
  readonly numSteps: number;
  readonly others: number;
  readonly numOthers: number;
}

/** Costly: solves the budget of every card. `key`: that of the run in training. */
export function workLeftOf<P extends StudyPoint>(
  study: Study<P>,
  points: readonly P[],
  key: number,
): WorkLeft {
  const others = remainingKeys(study, points).filter((other) => other !== key);
  const current = study.experimentAt(key, points);
  return {
    current: workOf(current).total,
    numSteps: current.training.numSteps,
    others: totalWorkOf(others.map((other) => study.experimentAt(other, points))),
    numOthers: others.length,
  };
}

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
