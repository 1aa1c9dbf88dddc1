/** Owns the session and the run, and publishes its status a few times a second. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImportedWeights } from '../../../src/analysis/produced/networks.ts';
import { addLearningRateChange } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Command, EventOf, Session, SessionEvent } from '../../../src/run/protocol.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import type { DrawPause, TimeDrawing } from '../../ui/frameTiming.ts';
import type { ExperimentStore } from '../stores/experimentStore.ts';
import type { TrainingQueue } from '../stores/trainingQueue.ts';
import { announcementOf } from './runAnnouncements.ts';
import { isStale } from './runKey.ts';
import {
  canContinue,
  idleStatus,
  isUnderWay,
  type RunOrigin,
  type RunStatus,
  recordedStatus,
  sessionFailure,
  statusAfter,
} from './runStatus.ts';

interface RunDependencies {
  readonly createSession: () => Session;
  readonly experiments: ExperimentStore;
  /** Checked on every start, since keyboard shortcuts bypass the disabled button. */
  readonly canStart: (experiment: Experiment) => boolean;
  readonly showNewest: () => void;
  readonly announce: (sentence: string) => void;
  readonly timeDrawing: TimeDrawing;
  readonly queue: TrainingQueue;
}

// Slow drawing lowers the rate: training threads share the cores.
const pauseOfUpdates = { leastMs: 125, mostMs: 600, timesDrawing: 8 };

type StartIntent = 'play' | 'step' | 'wait';

export class RunController {
  readonly #dependencies: RunDependencies;
  readonly #status: PacedStore<RunStatus>;
  readonly #turn: ReturnType<TrainingQueue['join']>;
  readonly #endWatch: () => void;
  #session: Session | null = null;
  #intent: StartIntent = 'wait';
  // Stack of runs that `comeBack` returns to, until another one is started.
  #left: readonly RunStatus[] = [];
  #warmFor: Experiment | null = null;

  constructor(dependencies: RunDependencies) {
    this.#dependencies = dependencies;
    this.#status = createPacedStore(idleStatus, pauseOfUpdates, dependencies.timeDrawing);
    this.#turn = dependencies.queue.join('run', this.pause);
    this.#endWatch = dependencies.experiments.subscribe(() => this.#afterEdit());
  }

  /** Components read the throttled `shown` instead. */
  readonly status = (): RunStatus => this.#status.newest();

  get shown(): PacedStore<RunStatus>['shown'] {
    return this.#status.shown;
  }

  readonly warm = (): void => {
    const experiment = this.#dependencies.experiments.experiment();
    if (this.#warmFor === experiment) return;
    this.#warmFor = experiment;
    try {
      this.#session ??= this.#openSession();
      this.#send({ type: 'warm', experiment });
    } catch {
      // `start` will report the error.
    }
  };

  readonly play = (): void => {
    const { phase } = this.status();
    if (!this.#isCurrent()) this.#start('play');
    else if (phase === 'starting') {
      this.#turn.take();
      this.#intent = 'play';
    } else if (phase === 'paused') this.#go();
    else if (phase !== 'running') this.#start('play');
  };

  readonly pause = (): void => {
    const { phase, runId } = this.status();
    this.#intent = 'wait';
    if (phase !== 'running') return;
    this.#send({ type: 'pause', runId });
    this.#change({ ...this.status(), phase: 'paused', isPausing: true });
  };

  readonly toggle = (): void => {
    const { phase } = this.status();
    const isBusy = phase === 'running' || (phase === 'starting' && this.#intent === 'play');
    if (isBusy && this.#isCurrent()) this.pause();
    else this.play();
  };

  /** Never replaces a run trained here. */
  readonly show = (savedRun: StartedRun, origin: RunOrigin): void => {
    const { phase, runId, speed } = this.status();
    if (phase !== 'idle' && phase !== 'recorded') return;
    this.#dependencies.showNewest();
    this.#change({ ...idleStatus, ...recordedStatus(savedRun), origin, runId, speed });
  };

  readonly hide = (): void => {
    const { phase, runId, speed } = this.status();
    if (phase === 'recorded') this.#change({ ...idleStatus, runId, speed });
  };

  readonly step = (): void => {
    const { phase, runId } = this.status();
    if (phase === 'starting' && this.#isCurrent()) return;
    if (!this.#isCurrent() || !canContinue(this.status())) this.#start('step');
    else if (phase === 'running') this.pause();
    else {
      this.#dependencies.showNewest();
      this.#send({ type: 'step', runId });
    }
  };

  readonly leave = (): void => {
    this.pause();
    const status = this.status();
    this.#left = [...this.#left, status];
    this.#dependencies.showNewest();
    this.#change({ ...idleStatus, runId: status.runId + 1, speed: status.speed });
  };

  readonly comeBack = (): void => {
    const left = this.#left.at(-1);
    if (left === undefined) return;
    this.#left = this.#left.slice(0, -1);
    this.#dependencies.showNewest();
    this.#change({ ...left, speed: this.status().speed });
  };

  readonly setSpeed = (stepsPerSecond: number | null): void => {
    const status = this.status();
    const { runId } = status;
    if (canContinue(status)) this.#send({ type: 'setSpeed', runId, stepsPerSecond });
    this.#status.put({ ...status, speed: stepsPerSecond }, true);
  };

  /** The session reports the step from which the rate applies. */
  readonly setLearningRate = (value: number): void => {
    if (isUnderWay(this.status())) this.#send({ type: 'setLearningRate', runId: this.status().runId, value });
  };

  /** Evaluates the given weights and waits before the first step. */
  readonly begin = (weights: readonly ImportedWeights[]): void => this.#start('wait', weights);

  /** Null before the first training. Send nothing that moves the run. */
  readonly session = (): Session | null => this.#session;

  readonly dispose = (): void => {
    this.#endWatch();
    this.#closeSession();
  };

  #isCurrent(): boolean {
    return !isStale(this.status().experiment, this.#dependencies.experiments.experiment());
  }

  // Pauses a run whose experiment is outdated: its results are not worth computing.
  #afterEdit(): void {
    if (!this.#isCurrent()) this.pause();
  }

  #change(next: RunStatus): void {
    const { phase, backend } = this.status();
    const isResting = next.phase !== 'starting' && next.phase !== 'running';
    if (isResting && this.#intent !== 'play') this.#turn.giveBack();
    this.#status.put(next, next.phase !== phase || next.backend !== backend);
  }

  #start(intent: StartIntent, weights: readonly ImportedWeights[] = []): void {
    const experiment = this.#dependencies.experiments.experiment();
    if (!this.#dependencies.canStart(experiment)) return;
    const runId = this.status().runId + 1;
    this.#turn.take();
    this.#dependencies.showNewest();
    this.#intent = intent;
    this.#left = [];
    this.#warmFor = experiment;
    const { speed, phase, origin, savedRun } = this.status();
    const shown = phase === 'recorded' ? { origin, savedRun } : {};
    const givenTo = weights.map(({ cardId }) => cardId);
    this.#change({ ...idleStatus, ...shown, phase: 'starting', runId, speed, experiment, givenTo });
    try {
      this.#session ??= this.#openSession();
    } catch (error) {
      this.#onEvent(sessionFailure(runId, error));
    }
    const given = weights.length > 0 ? { weights } : {};
    this.#send({ type: 'start', runId, experiment, ...given });
  }

  #go(): void {
    const { runId, speed } = this.status();
    this.#turn.take();
    this.#dependencies.showNewest();
    this.#change({ ...this.status(), phase: 'running', isPausing: false });
    this.#send({ type: 'play', runId, stepsPerSecond: speed });
  }

  #openSession(): Session {
    const session = this.#dependencies.createSession();
    session.subscribe((event) => this.#onEvent(event));
    return session;
  }

  #closeSession(): void {
    this.#session?.dispose();
    this.#session = null;
    this.#warmFor = null;
  }

  #send(command: Command): void {
    this.#session?.send(command);
  }

  #onEvent(event: SessionEvent): void {
    const before = this.status();
    const isOfRun = [before, ...this.#left].some(({ runId }) => runId === event.runId);
    // The last events of a closed run may still arrive.
    this.#left = this.#left.map((left) => statusAfter(left, event));
    // After an unforeseen failure the worker is not reused.
    if (isOfRun && event.type === 'failed' && event.reason !== 'setUp') this.#closeSession();
    if (event.runId !== before.runId) return;
    if (event.type === 'failed') this.#intent = 'wait';
    if (event.type === 'learningRateChanged') this.#recordLearningRate(event);
    this.#change(statusAfter(this.status(), event));
    if (event.type === 'ready') this.#followIntent();
    const sentence = announcementOf(event, before);
    if (sentence !== null) this.#dependencies.announce(sentence);
  }

  // Changes the trained and the current experiment together, so that the run does not become stale.
  #recordLearningRate({ step, value }: EventOf<'learningRateChanged'>): void {
    const { experiments } = this.#dependencies;
    const trained = this.status().experiment;
    if (trained === null) return;
    const wasCurrent = this.#isCurrent();
    this.#status.put({ ...this.status(), experiment: addLearningRateChange(trained, { step, value }) }, true);
    if (wasCurrent) experiments.edit(addLearningRateChange(experiments.experiment(), { step, value }));
  }

  #followIntent(): void {
    const intent = this.#intent;
    this.#intent = 'wait';
    if (intent === 'play') this.#go();
    if (intent === 'step') this.#send({ type: 'step', runId: this.status().runId });
  }
}

interface PacedStore<State> {
  readonly shown: Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>;
  readonly newest: () => State;
  readonly put: (next: State, isUrgent: boolean) => void;
}

/** Leaves a `pause` between published states unless urgent; always publishes the last. */
export function createPacedStore<State>(
  initial: State,
  pause: DrawPause,
  timeDrawing: TimeDrawing,
): PacedStore<State> {
  const shown = createStore<State>(() => initial);
  let newest = initial;
  let lastTime = Number.NEGATIVE_INFINITY;
  // An urgent state changes what is drawn, so the measured pause no longer applies.
  let pauseMs = pause.leastMs;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const show = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    pauseMs = pause.leastMs;
    lastTime = performance.now();
    shown.setState(newest, true);
  };
  const showAndTime = (): void => {
    show();
    timeDrawing(pause, (ms) => {
      pauseMs = ms;
    });
  };
  return {
    shown,
    newest: () => newest,
    put: (next, isUrgent) => {
      newest = next;
      if (isUrgent) return show();
      if (timer !== null) return;
      const waitMs = lastTime + pauseMs - performance.now();
      if (waitMs <= 0) showAndTime();
      else timer = setTimeout(showAndTime, waitMs);
    },
  };
}
