/**
 * Messages between page and worker. Plain data only. Every message but `warm` carries the id of the run it belongs to; messages of
 * older runs are dropped by whoever receives them.
 */
import type { ReportableLosses } from '../analysis/reported.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { BackendName, KernelCoverage, MemoryReport, RanOn } from '../analysis/produced/backend.ts';
import type { CardEvaluation, KnownLosses, LinearLosses } from '../analysis/produced/evaluation.ts';
import type { Checkpoint, ExportedNetwork, GivenWeights } from '../analysis/produced/networks.ts';
import type {
  Followed,
  FollowRequest,
  Learned,
  LearnedRequest,
  Surfaces,
  SurfacesRequest,
} from '../analysis/produced/questions.ts';
import type { Table } from '../data/table/table.ts';

/** The part that every message about a run has. */
interface OfRun {
  readonly runId: number;
}

export type Command =
  /**
   * Sets up what a start of `experiment` on that file is going to train with, unless it may run on a GPU. Not answered; the last
   * one counts, and none once there was a start.
   */
  | { readonly type: 'warm'; readonly experiment: Experiment; readonly table?: Table | Blob | null }
  /** Builds data and networks for `experiment`; answered by `ready` or `failed`. Ends any run before. */
  | (OfRun & RunStart & { readonly type: 'start' })
  | RunCommand;

/** A checkpoint, and what a run that may stop early must know to stop where it would have. */
export interface RunCheckpoint extends Checkpoint {
  /** Losses that may be reported so far, by network; absent: the run takes all steps. */
  readonly reportable?: Readonly<Record<string, ReportableLosses>>;
}

/** The experiment that a run begins with, and the state that it goes on from. */
export interface RunStart {
  readonly experiment: Experiment;
  /** Backends that may not be used any more (they were lost); absent: all may. */
  readonly excludedBackends?: readonly BackendName[];
  /** Absent or null: the run begins at step 0. */
  readonly checkpoint?: RunCheckpoint | null;
  /** The file whose rows the experiment trains on, as it was read, or packed; absent: it needs none. */
  readonly table?: Table | Blob | null;
  /** Weights to begin with where there is no checkpoint; absent: random ones. */
  readonly weights?: readonly GivenWeights[];
  /** Every backend there is gets measured, also where the choice needs no measuring. */
  readonly measuresAll?: boolean;
  /** One thread must train all, because others were lost; absent: all cores may. */
  readonly isAlone?: boolean;
  /** Linear models are fitted to the rows of a file beside training; `linear` says what they reach before the run has finished. */
  readonly fitsLinear?: boolean;
}

/** The commands that a run answers. */
export type RunCommand = OfRun &
  /** Trains until the step budget or a pause. `stepsPerSecond` null: as fast as possible. */
  (
    | { readonly type: 'play'; readonly stepsPerSecond: number | null }
    | { readonly type: 'pause' }
    /** One training step, then an evaluation; also past the step budget. */
    | { readonly type: 'step' }
    | { readonly type: 'setSpeed'; readonly stepsPerSecond: number | null }
    /** Takes effect at the next step; answered by `learningRateChanged` with that step. */
    | { readonly type: 'setLearningRate'; readonly value: number }
    /**
     * Answered by `exported` as soon as the run is ready and between two steps. `steps` `[T]`: where the weights of each task are
     * taken; null: as the run stands. Training waits while a repetition is trained again to steps that are past.
     */
    | ({ readonly type: 'export' } & NetworkPlace)
    /** Answered by `learned` as the run stands, and again after evaluations, as often as training allows, until another `inspect`. */
    | { readonly type: 'inspect'; readonly request: LearnedRequest | null }
    /**
     * Answered by `followed` between two steps, and again after evaluations as `inspect` is, until another `follow`, of which those
     * that wait give way to the newest. Null: nobody follows a row any more.
     */
    | { readonly type: 'follow'; readonly request: FollowRequest | null }
    /**
     * Keeps the networks of the first repetition as they are at every evaluation from now on, as far as there is room, for questions
     * about steps that are past then. Not answered.
     */
    | { readonly type: 'keep' }
    /** Answered by `surfaces` as `inspect` is by `learned`. */
    | { readonly type: 'surfaces'; readonly request: SurfacesRequest | null }
    /** Frees the run; answered by `disposed` with what the backend still holds. */
    | { readonly type: 'dispose' }
  );

/** A network of a run, at some steps. */
export interface NetworkPlace {
  readonly cardId: string;
  /** Counted from the first replica of the run. */
  readonly replica: number;
  /** The step of each task's weights, `[T]`, as `reportedOf` gives them; null: as the run stands. */
  readonly steps: readonly number[] | null;
}

/** Questions about the networks of a run. */
export type QuestionKind = 'export' | 'inspect' | 'follow' | 'surfaces' | 'keep';

/** A command of one type. */
export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

/** The choice of a backend: the measured candidates, fastest first. */
export interface BackendChoiceReport extends RanOn {
  readonly kernels: KernelCoverage;
  /** One sentence for the reader: why this one. */
  readonly reason: string;
  readonly candidates: readonly {
    readonly backend: BackendName;
    /** Milliseconds per step of this experiment; null when not measured. */
    readonly msPerStep: number | null;
    /** Reason why it was not measured or not taken; null for the one taken. */
    readonly note: string | null;
  }[];
}

/** The backend and threads that compute a run. */
export interface BackendReport extends BackendChoiceReport {
  readonly numThreads: number;
  /** Kernels that are not ours and keep steps from being replayed; see `Trainer`. */
  readonly foreignKernels: readonly string[];
}

/** A stage that takes its time before a run is ready: timing a backend on the experiment, or compiling shaders for it. */
export type PreparingStage = 'measuring' | 'compiling';

export type RunState = 'paused' | 'running' | 'finished';

export type FailureReason =
  /** The set-up cannot run; the message says why. The run never started. */
  | 'setUp'
  /** The GPU device was lost or reported an error. */
  | 'device'
  /** The worker died or went silent, or a thread that trained beside it did. */
  | 'worker'
  /** Every replica of every card diverged. */
  | 'diverged'
  /** Anything unexpected. */
  | 'internal';

/**
 * News of a run. A run that lost something goes back to its last `checkpoint`, or to its start: `ready` comes again, and whatever
 * was said since then is void and comes again too, as the run in its new place has it.
 */
export type RunNews =
  /** A stage of the set-up has begun; it ends with the next of them, with `ready`, or with `failed`. */
  | { readonly type: 'preparing'; readonly stage: PreparingStage; readonly backend: BackendName }
  | {
      readonly type: 'ready';
      readonly backend: BackendReport;
      readonly step: number;
      readonly memory: MemoryReport;
      /**
       * Measured correlation of the training targets, `[T, T]`, for showing beside the requested one: of replica 0, or the mean
       * over replicas where each has tasks of its own.
       */
      readonly measuredCorrelation: readonly (readonly number[])[];
      readonly knownLosses: KnownLosses;
    }
  | {
      readonly type: 'progress';
      readonly state: RunState;
      readonly step: number;
      /** Measured over the last second of running; null while unknown. */
      readonly stepsPerSecond: number | null;
      readonly memory: MemoryReport;
    }
  | ({ readonly type: 'evaluated' } & CardEvaluation)
  /** The linear models that `fitsLinear` asked for; told again at the end, with how they compare with networks row by row. */
  | { readonly type: 'linear'; readonly linear: LinearLosses }
  | { readonly type: 'learningRateChanged'; readonly step: number; readonly value: number }
  /** One replica of one card stopped being a number at `step`; the others go on. */
  | { readonly type: 'diverged'; readonly cardId: string; readonly replica: number; readonly step: number }
  | { readonly type: 'checkpoint'; readonly checkpoint: RunCheckpoint }
  /** The network that was asked for; null: there is none such. */
  | ({ readonly type: 'exported'; readonly network: ExportedNetwork | null } & NetworkPlace)
  /** Null: these data have no plane to look at. */
  | { readonly type: 'learned'; readonly learned: Learned | null }
  /** Null: there is no such row. */
  | {
      readonly type: 'followed';
      readonly request: FollowRequest | null;
      readonly followed: Followed | null;
    }
  /** Null: these data have no plane to look at. */
  | { readonly type: 'surfaces'; readonly surfaces: Surfaces | null }
  /** The part that answers could not be downloaded; the run goes on, and may be asked again. */
  | { readonly type: 'unanswered'; readonly question: QuestionKind }
  /** A backend or worker was lost and the run went on from `step` on `backend`. */
  | {
      readonly type: 'recovered';
      readonly step: number;
      readonly backend: BackendName;
      readonly message: string;
    }
  | { readonly type: 'failed'; readonly reason: FailureReason; readonly message: string }
  | { readonly type: 'disposed'; readonly memory: MemoryReport };

/** News of the run of that id. */
export type SessionEvent = OfRun & RunNews;

/** An event of one type. */
export type EventOf<T extends RunNews['type']> = Extract<SessionEvent, { type: T }>;

/** A running engine somewhere: in a worker or in this process. Only its creator disposes it; whoever uses it then gets an Error. */
export interface Session {
  readonly send: (command: Command) => void;
  /** Returns the function that ends the subscription. */
  readonly subscribe: (listener: (event: SessionEvent) => void) => () => void;
  /** Idempotent. No events after it. */
  readonly dispose: () => void;
}

/** Messages to a worker that has an engine; `ping` is answered by `pong` as soon as the worker listens. */
export type ToWorker = Command | { readonly type: 'ping' };

/** Messages of such a worker: events, and the answer to `ping`. */
export type FromWorker = SessionEvent | { readonly type: 'pong' };
