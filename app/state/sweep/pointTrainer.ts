import { trainedExperimentOf } from '../../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { isComplete, noRun, type Run, runAfter } from '../../../src/run/run.ts';
import type { BackendReport, EventOf, Session, SessionEvent } from '../../../src/run/protocol.ts';

export interface PointProgress {
  readonly step: number;
  /** Null while it is not known, as before the first step. */
  readonly stepsPerSecond: number | null;
}

/** An experiment that was trained to its end, or until nothing of it was left. */
export interface TrainedPoint {
  readonly run: Run;
  readonly backend: BackendReport['backend'];
  /** Time from the first step to the last evaluation, pauses left out. */
  readonly seconds: number;
  /** Time before that: data, networks, backends. */
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

  /** Ends whatever was trained before, without a word. */
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

  /** Stands still, and holds what it has, until `resume`. */
  pause(): void {
    this.#isPaused = true;
    this.#training?.steps.stop();
    this.#session?.send({ type: 'pause', runId: this.#runId });
  }

  /** False when there is nothing to go on with. */
  resume(): boolean {
    this.#isPaused = false;
    if (this.#training === null) return false;
    if (this.#training.backend !== null) this.#play(this.#training);
    return true;
  }

  /** Gives everything back; the next experiment gets a new session. */
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

  /** Also after a loss, when the session goes on by itself in a new worker. */
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

  /** That nothing is left is a finding; a session that failed in another way is not trusted with the next experiment. */
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
    /** Runs already: changes nothing. */
    start: (): void => {
      sinceMs ??= performance.now();
    },
    stop,
    seconds: (): number => (totalMs + (sinceMs === null ? 0 : performance.now() - sinceMs)) / 1000,
  };
}
