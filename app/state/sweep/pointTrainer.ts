/** Trains the experiments of a sweep one after another in a session of its own. */
import { trainedExperimentOf } from '../../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { BackendReport, EventOf, Session, SessionEvent } from '../../../src/run/protocol.ts';
import { isComplete, noRun, type Run, runAfter } from '../../../src/run/run.ts';

export interface PointProgress {
  readonly step: number;
  /** Null before the first step. */
  readonly stepsPerSecond: number | null;
}

/** Trained to its end, or until all of it diverged. */
export interface TrainedPoint {
  readonly run: Run;
  readonly backend: BackendReport['backend'];
  /** Excludes pauses. */
  readonly seconds: number;
  /** Data, networks and backends, before the first step. */
  readonly setUpSeconds: number;
}

export interface PointListener {
  readonly onProgress: (progress: PointProgress) => void;
  readonly onTrained: (trained: TrainedPoint) => void;
  readonly onFailed: (message: string) => void;
}

interface Training {
  readonly listener: PointListener;
  readonly setUp: ReturnType<typeof createStopwatch>;
  readonly steps: ReturnType<typeof createStopwatch>;
  run: Run;
  backend: BackendReport['backend'] | null;
}

export class PointTrainer {
  readonly #createSession: () => Session;
  #session: Session | null = null;
  #runId = 0;
  #training: Training | null = null;
  #isPaused = false;

  constructor(createSession: () => Session) {
    this.#createSession = createSession;
  }

  train(experiment: Experiment, listener: PointListener): void {
    this.#runId += 1;
    this.#isPaused = false;
    this.#training = {
      listener,
      setUp: createStopwatch(),
      steps: createStopwatch(),
      run: { ...noRun, experiment: trainedExperimentOf(experiment) },
      backend: null,
    };
    this.#training.setUp.start();
    this.#session ??= this.#openSession();
    const { send } = this.#session;
    send({ type: 'start', runId: this.#runId, experiment });
  }

  pause(): void {
    this.#isPaused = true;
    this.#training?.steps.stop();
    this.#session?.send({ type: 'pause', runId: this.#runId });
  }

  /** False if nothing is paused. */
  resume(): boolean {
    this.#isPaused = false;
    if (this.#training === null) return false;
    if (this.#training.backend !== null) this.#play(this.#training);
    return true;
  }

  close(): void {
    this.#training = null;
    this.#session?.dispose();
    this.#session = null;
  }

  #openSession(): Session {
    const session = this.#createSession();
    session.subscribe((event) => this.#onEvent(event));
    return session;
  }

  #play(training: Training): void {
    training.steps.start();
    this.#session?.send({ type: 'play', runId: this.#runId, stepsPerSecond: null });
  }

  #onEvent(event: SessionEvent): void {
    const training = this.#training;
    if (training === null || event.runId !== this.#runId) return;
    training.run = runAfter(training.run, event);
    if (event.type === 'ready') this.#onReady(training, event.backend);
    else if (event.type === 'progress') training.listener.onProgress(event);
    else if (event.type === 'evaluated' && isComplete(training.run)) this.#end(training);
    else if (event.type === 'failed') this.#onFailed(training, event);
  }

  // Also called after a lost worker, when the session continues in a new one.
  #onReady(training: Training, { backend }: BackendReport): void {
    training.setUp.stop();
    training.backend = backend;
    if (!this.#isPaused) this.#play(training);
  }

  #end({ listener, run, backend, setUp, steps }: Training): void {
    this.#training = null;
    listener.onTrained({
      run,
      backend: backend ?? 'cpu',
      seconds: steps.seconds(),
      setUpSeconds: setUp.seconds(),
    });
  }

  // Divergence is a finding; after any other failure the session is not reused.
  #onFailed(training: Training, { reason, message }: EventOf<'failed'>): void {
    if (reason === 'diverged') {
      this.#end(training);
      return;
    }
    this.close();
    training.listener.onFailed(message);
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
    /** Idempotent. */
    start: (): void => {
      sinceMs ??= performance.now();
    },
    stop,
    seconds: (): number => (totalMs + (sinceMs === null ? 0 : performance.now() - sinceMs)) / 1000,
  };
}
