/** Messages between page and worker. All but `warm` carry a run's id; those of older runs are ignored. */

import type { BackendName, BackendUsed, KernelCoverage, MemoryReport } from '../analysis/produced/backend.ts';
import type { CardEvaluation, KnownLosses } from '../analysis/produced/evaluation.ts';
import type { Checkpoint, ExportedNetwork, ImportedWeights } from '../analysis/produced/networks.ts';
import type { ProbeRequest, ProbeResult, ProbeTopic } from '../analysis/produced/probe.ts';
import type { ReportableLosses } from '../analysis/reported.ts';
import type { Table } from '../data/table/table.ts';
import type { Experiment } from '../experiment/experiment.ts';

interface WithRunId {
  readonly runId: number;
}

export type Command =
  /** Prepares a coming `start` that cannot run on a GPU. Not answered; the last one counts. */
  | { readonly type: 'warm'; readonly experiment: Experiment; readonly table?: Table | Blob | null }
  /** Ends any previous run; answered by `ready` or `failed`. */
  | (WithRunId & RunStart & { readonly type: 'start' })
  | RunCommand;

export interface RunCheckpoint extends Checkpoint {
  /** Losses that can be reported so far, by network. */
  readonly reportable?: Readonly<Record<string, ReportableLosses>>;
}

export interface RunStart {
  readonly experiment: Experiment;
  readonly excludedBackends?: readonly BackendName[];
  readonly checkpoint?: RunCheckpoint | null;
  /** Training file of the experiment, as read or packed. */
  readonly table?: Table | Blob | null;
  /** Initial weights if there is no checkpoint; random if absent. */
  readonly weights?: readonly ImportedWeights[];
  readonly measuresAll?: boolean;
  /** One thread must train alone because others were lost. */
  readonly isAlone?: boolean;
  /** Keeps the networks of every evaluation, while there is room, for probes of past steps. */
  readonly keepsNetworks?: boolean;
}

export type RunCommand = WithRunId &
  /** Trains until the last step or a pause. `stepsPerSecond` null: as fast as possible. */
  (
    | { readonly type: 'play'; readonly stepsPerSecond: number | null }
    | { readonly type: 'pause' }
    /** Trains one step, even past the last, then evaluates. */
    | { readonly type: 'step' }
    | { readonly type: 'setSpeed'; readonly stepsPerSecond: number | null }
    /** Answered by `learningRateChanged`. */
    | { readonly type: 'setLearningRate'; readonly value: number }
    /** Answered by `exported` between two steps; training waits. `rows`: a file to predict. */
    | ({ readonly type: 'export'; readonly rows?: Table | Blob | null } & NetworkAddress)
    /** Answered now and after evaluations until the topic has another request; null: none. Send again after `ready`. */
    | { readonly type: 'probe'; readonly topic: ProbeTopic; readonly request: ProbeRequest | null }
    /** Answered by `disposed` with what the backend still holds. */
    | { readonly type: 'dispose' }
  );

export interface NetworkAddress {
  readonly cardId: string;
  readonly replica: number;
  /** Step of each task's weights, `[T]`; null: the current step. */
  readonly steps: readonly number[] | null;
}

export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

/** Measured candidates come first, fastest first. */
export interface BackendChoiceReport extends BackendUsed {
  readonly kernels: KernelCoverage;
  readonly reason: string;
  readonly candidates: readonly {
    readonly backend: BackendName;
    readonly msPerStep: number | null;
    /** Why this backend was not chosen; null for the chosen one. */
    readonly note: string | null;
  }[];
}

export interface BackendReport extends BackendChoiceReport {
  readonly numThreads: number;
  /** Stock kernels that prevent replay of steps; see `Trainer`. */
  readonly stockKernels: readonly string[];
}

export type PreparingStage = 'measuring' | 'compiling';

export type RunState = 'paused' | 'running' | 'finished';

export type FailureReason =
  /** The set-up cannot run; the run never started. */
  | 'setUp'
  | 'device'
  /** A worker died or went silent. */
  | 'worker'
  /** A thread was lost that trained beside the session's own. */
  | 'poolWorker'
  | 'diverged'
  | 'internal';

/** News of a run. After a loss `ready` comes again, and all since the last `checkpoint` (or the start) is void. */
export type RunNews =
  | { readonly type: 'preparing'; readonly stage: PreparingStage; readonly backend: BackendName }
  | {
      readonly type: 'ready';
      readonly backend: BackendReport;
      readonly step: number;
      readonly memory: MemoryReport;
      /** `[T, T]`, training targets: replica 0, or the mean over replicas with their own tasks. */
      readonly measuredCorrelation: readonly (readonly number[])[];
      readonly knownLosses: KnownLosses;
    }
  | {
      readonly type: 'progress';
      readonly state: RunState;
      readonly step: number;
      readonly stepsPerSecond: number | null;
      readonly memory: MemoryReport;
    }
  | ({ readonly type: 'evaluated' } & CardEvaluation)
  | { readonly type: 'learningRateChanged'; readonly step: number; readonly value: number }
  /** Loss not finite at `step`; other replicas continue. */
  | { readonly type: 'diverged'; readonly cardId: string; readonly replica: number; readonly step: number }
  | { readonly type: 'checkpoint'; readonly checkpoint: RunCheckpoint }
  | ({ readonly type: 'exported'; readonly network: ExportedNetwork | null } & NetworkAddress)
  | { readonly type: 'probed'; readonly topic: ProbeTopic; readonly probed: ProbeResult | null }
  /** The answering code failed to download; the run goes on and may be asked again. */
  | { readonly type: 'unanswered'; readonly question: ProbeTopic | 'export' }
  /** The run lost a backend or worker, and continued here. */
  | {
      readonly type: 'recovered';
      readonly step: number;
      readonly backend: BackendName;
      readonly message: string;
    }
  | { readonly type: 'failed'; readonly reason: FailureReason; readonly message: string }
  | { readonly type: 'disposed'; readonly memory: MemoryReport };

export type SessionEvent = WithRunId & RunNews;

export type EventOf<T extends RunNews['type']> = Extract<SessionEvent, { type: T }>;

/** Only its creator disposes it; later use throws an Error. */
export interface Session {
  readonly send: (command: Command) => void;
  readonly subscribe: (listener: (event: SessionEvent) => void) => () => void;
  /** Idempotent. */
  readonly dispose: () => void;
}

export type ToWorker = Command | { readonly type: 'ping' };

export type FromWorker = SessionEvent | { readonly type: 'pong' };
