/** The status of a run as plain data, and its reducer over events. */

import type { BackendReport, EventOf, FailureReason, SessionEvent } from '../../../src/run/protocol.ts';
import { emptyRun, type Run, runAfter, type StartedRun } from '../../../src/run/run.ts';
import { text } from '../../../src/text/text.ts';
import { isStale } from './runKey.ts';

/** `recorded`: nothing was trained since the page was opened. */
export type RunPhase = 'idle' | 'recorded' | 'starting' | 'running' | 'paused' | 'finished' | 'failed';

export type RunOrigin = 'page' | 'visitor' | 'sender' | 'file';

export interface RunStatus extends Run {
  readonly phase: RunPhase;
  readonly runId: number;
  readonly stepsPerSecond: number | null;
  /** Steps per second, last measured at full speed; stays after the end. */
  readonly fullSpeed: number | null;
  /** Null is full speed. */
  readonly speed: number | null;
  /** True until the session confirms a pause. */
  readonly isPausing: boolean;
  readonly preparing: EventOf<'preparing'> | null;
  readonly backend: BackendReport | null;
  readonly failure: { readonly reason: FailureReason; readonly message: string } | null;
  readonly recovery: string | null;
  readonly origin: RunOrigin;
  /** Kept during a start, and shown again if the start fails. */
  readonly savedRun: StartedRun | null;
  /** Cards that began with given weights; the experiment alone cannot reproduce them. */
  readonly givenTo: readonly string[];
}

export const idleStatus: RunStatus = {
  ...emptyRun,
  phase: 'idle',
  runId: 0,
  stepsPerSecond: null,
  fullSpeed: null,
  speed: null,
  isPausing: false,
  preparing: null,
  backend: null,
  failure: null,
  recovery: null,
  origin: 'page',
  savedRun: null,
  givenTo: [],
};

export const isSentRun = ({ phase, origin }: Pick<RunStatus, 'phase' | 'origin'>): boolean =>
  phase === 'recorded' && origin === 'sender';

export const checkedRun = ({ phase, origin, savedRun, experiment }: RunStatus): StartedRun | null => {
  const isChecked = phase !== 'recorded' && origin === 'file' && savedRun !== null && experiment !== null;
  return isChecked && !isStale(savedRun.experiment, experiment) ? savedRun : null;
};

export const isUnderWay = ({ phase }: RunStatus): boolean => phase === 'running' || phase === 'paused';

export const canContinue = (status: RunStatus): boolean => isUnderWay(status) || status.phase === 'finished';

export const sessionFailure = (runId: number, error: unknown): SessionEvent => ({
  type: 'failed',
  runId,
  reason: 'worker',
  message: text.app.run.noWorker(String(error)),
});

export const recordedStatus = (savedRun: StartedRun): Partial<RunStatus> => ({
  ...savedRun,
  phase: 'recorded',
  savedRun,
});

const afterReady = (status: RunStatus, event: EventOf<'ready'>): RunStatus => ({
  ...status,
  // After a recovery the session continues by itself.
  phase: status.phase === 'starting' ? 'paused' : status.phase,
  preparing: null,
  backend: event.backend,
});

const afterProgress = (status: RunStatus, event: EventOf<'progress'>): RunStatus => {
  // A report from before the pause must not make the button flicker.
  const isLate = status.isPausing && event.state === 'running';
  return {
    ...status,
    phase: isLate ? status.phase : event.state,
    isPausing: isLate,
    stepsPerSecond: event.stepsPerSecond,
    fullSpeed: (status.speed === null ? event.stepsPerSecond : null) ?? status.fullSpeed,
  };
};

const afterRecovery = (status: RunStatus, event: EventOf<'recovered'>): RunStatus => ({
  ...status,
  recovery: event.message,
  backend: status.backend && { ...status.backend, backend: event.backend, reason: event.message },
});

const afterFailure = (status: RunStatus, event: EventOf<'failed'>): RunStatus => {
  const failure = { reason: event.reason, message: event.message };
  const { savedRun } = status;
  // Only a failed start brings the recorded run back.
  if (savedRun === null || status.phase !== 'starting')
    return { ...status, phase: 'failed', stepsPerSecond: null, failure };
  const { origin, runId, speed } = status;
  return { ...idleStatus, ...recordedStatus(savedRun), origin, runId, speed, failure };
};

export function statusAfter(before: RunStatus, event: SessionEvent): RunStatus {
  if (event.runId !== before.runId) return before;
  if (before.phase === 'failed' && event.type === 'progress') return before;
  const status = runAfter(before, event);
  switch (event.type) {
    case 'preparing':
      return { ...status, preparing: event };
    case 'ready':
      return afterReady(status, event);
    case 'progress':
      return afterProgress(status, event);
    case 'recovered':
      return afterRecovery(status, event);
    case 'failed':
      return afterFailure(status, event);
    case 'evaluated':
    case 'learningRateChanged':
    case 'diverged':
    case 'checkpoint':
    case 'exported':
    case 'probed':
    case 'unanswered':
    case 'disposed':
      return status;
    default:
      event satisfies never;
      return status;
  }
}
