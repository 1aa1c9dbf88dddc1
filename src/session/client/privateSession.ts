/** Trains one run after another in a session of its own, and awaits each. */
import { UserError } from '../../core/errors.ts';
import type { BackendReport, EventOf, RunStart, Session, SessionEvent } from '../../run/protocol.ts';
import { emptyRun, isComplete, type Run, runAfter } from '../../run/run.ts';

/** Trained to its end, or until all of it diverged. */
export interface FinishedTraining {
  readonly run: Run;
  readonly backend: BackendReport;
  /** Excludes pauses. */
  readonly seconds: number;
  /** Data, networks and backends, before the first step. */
  readonly setUpSeconds: number;
}

interface TrainingHooks {
  /** Called before the first step, and again after a loss. */
  readonly onReady?: (event: EventOf<'ready'>) => void;
  readonly onProgress?: (event: EventOf<'progress'>) => void;
  /** Called after every evaluation, with the run so far. */
  readonly onEvaluated?: (run: Run) => void;
  /** Resolves even if everything diverges. */
  readonly acceptsDivergence?: boolean;
}

interface TrainingRequest extends TrainingHooks {
  /** Its experiment is one of `trainedExperimentOf`, or one that the session leaves unchanged. */
  readonly start: RunStart;
  /** False if the run is only set up, without the first step. */
  readonly isTrained: boolean;
  readonly onEnd: (trained: FinishedTraining) => void;
  readonly onFailed: (error: UserError) => void;
}

interface TrainingInProgress extends TrainingRequest {
  readonly setUp: ReturnType<typeof createStopwatch>;
  readonly steps: ReturnType<typeof createStopwatch>;
  start: RunStart;
  run: Run;
  backend: BackendReport | null;
  isFinished: boolean;
  numLosses: number;
}

/** Opens a session for the first run, and another after `close` or a fatal failure. */
export class PrivateSession {
  readonly #openSession: () => Session;
  #session: Session | null = null;
  #endWatch = () => {};
  #runId = 0;
  #training: TrainingInProgress | null = null;
  #isPaused = false;

  constructor(openSession: () => Session) {
    this.#openSession = openSession;
  }

  get runId(): number {
    return this.#runId;
  }

  /** Resolves before the first step. Rejects as `train` does. */
  begin(start: RunStart): Promise<BackendReport> {
    return new Promise((resolve, onFailed) => {
      const onReady = ({ backend }: EventOf<'ready'>) => resolve(backend);
      this.#begin({ start, isTrained: false, onReady, onEnd: () => {}, onFailed });
    });
  }

  /** Rejects with a `UserError`. Never settles if `close` or another run comes first. */
  train(start: RunStart, hooks: TrainingHooks = {}): Promise<FinishedTraining> {
    return new Promise((onEnd, onFailed) => {
      this.#begin({ ...hooks, start, isTrained: true, onEnd, onFailed });
    });
  }

  /** A run at its end may still finish. */
  pause(): void {
    this.#isPaused = true;
    this.#training?.steps.stop();
    this.#session?.send({ type: 'pause', runId: this.#runId });
  }

  resume(): boolean {
    this.#isPaused = false;
    if (this.#training === null) return false;
    this.#play(this.#training);
    return true;
  }

  close(): void {
    this.#training = null;
    this.#endWatch();
    this.#session?.dispose();
    this.#session = null;
  }

  #begin(asked: TrainingRequest): void {
    const setUp = createStopwatch();
    setUp.start();
    const run = { ...emptyRun, experiment: asked.start.experiment };
    const steps = createStopwatch();
    this.#isPaused = false;
    this.#training = { ...asked, setUp, steps, run, backend: null, isFinished: false, numLosses: 0 };
    this.#send(this.#training);
  }

  #send(training: TrainingInProgress): void {
    if (this.#session === null) {
      this.#session = this.#openSession();
      this.#endWatch = this.#session.subscribe((event) => this.#onEvent(event));
    }
    this.#runId += 1;
    this.#session.send({ ...training.start, type: 'start', runId: this.#runId });
  }

  // A run that is still being set up is started once it is ready.
  #play({ isTrained, backend, steps }: TrainingInProgress): void {
    if (this.#isPaused || !isTrained || backend === null) return;
    steps.start();
    this.#session?.send({ type: 'play', runId: this.#runId, stepsPerSecond: null });
  }

  #onEvent(event: SessionEvent): void {
    const training = this.#training;
    if (training === null || event.runId !== this.#runId) return;
    training.run = runAfter(training.run, event);
    if (event.type === 'evaluated') training.onEvaluated?.(training.run);
    if (event.type === 'ready') this.#onReady(training, event);
    else if (event.type === 'checkpoint')
      training.start = { ...training.start, checkpoint: event.checkpoint };
    else if (event.type === 'failed') this.#onFailed(training, event);
    else if (event.type === 'progress') {
      training.onProgress?.(event);
      training.isFinished = event.state === 'finished';
    }
    // After a pause at the last step, the last evaluation may come later.
    if (training.isFinished && isComplete(training.run)) this.#end(training);
  }

  // Also called after a loss, when the run goes on elsewhere.
  #onReady(training: TrainingInProgress, event: EventOf<'ready'>): void {
    training.setUp.stop();
    training.backend = event.backend;
    training.onReady?.(event);
    this.#play(training);
  }

  #end({ run, backend, setUp, steps, onEnd }: TrainingInProgress): void {
    this.#training = null;
    if (backend !== null) onEnd({ run, backend, seconds: steps.seconds(), setUpSeconds: setUp.seconds() });
  }

  #onFailed(training: TrainingInProgress, { reason, message }: EventOf<'failed'>): void {
    if (reason === 'poolWorker') this.#startAgain(training);
    else if (reason === 'diverged' && training.acceptsDivergence === true) this.#end(training);
    else {
      if (reason === 'setUp' || reason === 'diverged') this.#training = null;
      else this.close();
      training.onFailed(new UserError(message));
    }
  }

  // Only sessions in this thread report a lost pool worker. After the second loss none is used.
  #startAgain(training: TrainingInProgress): void {
    training.numLosses += 1;
    if (training.numLosses > 1) training.start = { ...training.start, isAlone: true };
    this.#send(training);
  }
}

function createStopwatch() {
  let totalMs = 0;
  let sinceMs: number | null = null;
  const stop = (): void => {
    if (sinceMs !== null) totalMs += performance.now() - sinceMs;
    sinceMs = null;
  };
  return {
    start: (): void => {
      sinceMs ??= performance.now();
    },
    stop,
    seconds: (): number => (totalMs + (sinceMs === null ? 0 : performance.now() - sinceMs)) / 1000,
  };
}
