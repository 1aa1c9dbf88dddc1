/** Where a run stands, as plain data, and how each event of the session moves it. Knows no session and no DOM. */
import { noRun, type Run, runAfter, type StartedRun } from '../../../src/run/run.ts';
import type { BackendReport, EventOf, FailureReason, SessionEvent } from '../../../src/run/protocol.ts';
import { text } from '../../../src/text/text.ts';
import { isStale } from './runKey.ts';

export type RunPhase =
  | 'idle'
  /** A recorded run is shown; nothing was trained since the page was opened. */
  | 'recorded'
  | 'starting'
  | 'running'
  | 'paused'
  | 'finished'
  | 'failed';

/** Whose a recorded run is: of the page, trained in this browser before, brought by a link, or by a file. */
export type RunOrigin = 'page' | 'visitor' | 'sender' | 'file';

export interface RunStatus extends Run {
  readonly phase: RunPhase;
  readonly runId: number;
  readonly stepsPerSecond: number | null;
  /** The latest speed that was measured while as fast as possible; null: none. Still known when the run is finished. */
  readonly fullSpeed: number | null;
  /** Steps per second asked for; null: as fast as possible. */
  readonly speed: number | null;
  /** A pause was asked for and the session has not said so yet. */
  readonly isPausing: boolean;
  /** The latest stage of setting up a run; null when it is ready. */
  readonly preparing: EventOf<'preparing'> | null;
  readonly backend: BackendReport | null;
  readonly failure: { readonly reason: FailureReason; readonly message: string } | null;
  /** Sentence on a backend that was lost while the run went on. */
  readonly recovery: string | null;
  /** Whose the recorded run is, if one is shown, or was when this one was started. */
  readonly origin: RunOrigin;
  /** The recorded run that is shown, or was when this one was started, and is again should this one not start; null: none. */
  readonly savedRun: StartedRun | null;
  /** Ids of the cards that began with weights from a file, so that the configuration alone does not give the run again. */
  readonly givenTo: readonly string[];
}

export const idleStatus: RunStatus = {
  ...noRun,
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

/** The run that is shown came with a link, which carries a part of it. */
export const isSentRun = ({ phase, origin }: Pick<RunStatus, 'phase' | 'origin'>): boolean =>
  phase === 'recorded' && origin === 'sender';

/** The run from a file that was shown when the same was started here; null: none. */
export const checkedRun = ({ phase, origin, savedRun, experiment }: RunStatus): StartedRun | null => {
  const isChecked = phase !== 'recorded' && origin === 'file' && savedRun !== null && experiment !== null;
  return isChecked && !isStale(savedRun.experiment, experiment) ? savedRun : null;
};

/** Planned steps are left to train: what is changed now still changes the run. */
export const isUnderWay = ({ phase }: RunStatus): boolean => phase === 'running' || phase === 'paused';

/** The session holds the networks of the run, which can take single steps even when it is finished. */
export const isAlive = (status: RunStatus): boolean => isUnderWay(status) || status.phase === 'finished';

/** The event in place of those of a session that could not be opened. */
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
  // After a recovery the session is ready again and goes on by itself.
  phase: status.phase === 'starting' ? 'paused' : status.phase,
  preparing: null,
  backend: event.backend,
});

const afterProgress = (status: RunStatus, event: EventOf<'progress'>): RunStatus => {
  // A report sent before the session heard of the pause must not make the button flicker.
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
  // No run came in place of the recorded one.
  if (savedRun === null || status.phase !== 'starting')
    return { ...status, phase: 'failed', stepsPerSecond: null, failure };
  const { origin, runId, speed } = status;
  return { ...idleStatus, ...recordedStatus(savedRun), origin, runId, speed, failure };
};

/** The status after `event`; events of other runs change nothing. */
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
    case 'linear':
    case 'learningRateChanged':
    case 'diverged':
    case 'checkpoint':
    case 'exported':
    case 'learned':
    case 'followed':
    case 'surfaces':
    case 'unanswered':
    case 'disposed':
      return status;
    default:
      event satisfies never;
      return status;
  }
}
