/** Trains a sweep or resamples point by point in its own session, yielding to other trainings. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { probeOf, workOf } from '../../../src/experiment/costs/work.ts';
import { setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Session } from '../../../src/run/protocol.ts';
import { type PointOfValue, withPoint } from '../../../src/studies/sweep/points.ts';
import { remainingValues } from '../../../src/studies/sweep/sweep.ts';
import type { RunController } from '../run/runController.ts';
import type { MessageStore } from '../stores/messageStore.ts';
import { writeStored } from '../stores/storage.ts';
import { keepPoints, keptPoints, type PointsForm } from './keptPoints.ts';
import { PointTrainer, type TrainedPoint } from './pointTrainer.ts';
import {
  atRest,
  type FoundPoints,
  isBusy,
  isSameSweep,
  type Measurement,
  type PointsState,
  restingPhase,
  type Sweep,
  type SweepPhase,
} from './sweepState.ts';

export interface PointsDependencies {
  readonly createSession: () => Session;
  readonly run: Pick<RunController, 'status' | 'shown' | 'pause'>;
  readonly messages: Pick<MessageStore, 'announce' | 'showToast'>;
  /** Paused when this one starts. */
  readonly others: () => readonly { readonly putAway: () => void }[];
}

export interface PointsKind<P extends PointOfValue> extends PointsForm<P> {
  /** Set if experiments depend on earlier points. */
  readonly experimentAt?: (sweep: Sweep, value: number, points: readonly P[]) => Experiment;
  /** Null if the training ended early. */
  readonly pointOf: (value: number, experiment: Experiment, trained: TrainedPoint, sweep: Sweep) => P | null;
  readonly words: {
    readonly pausedForRun: string;
    readonly finished: string;
    readonly notEvaluated: string;
    readonly failed: (message: string) => string;
    readonly notMeasured: (message: string) => string;
    readonly pointDone: (numDone: number, count: number) => string;
  };
}

export class PointsController<P extends PointOfValue> {
  readonly #dependencies: PointsDependencies;
  readonly #kind: PointsKind<P>;
  readonly #trainer: PointTrainer;
  readonly #endWatch: () => void;
  readonly store: StoreApi<PointsState<P>>;
  // Backend of the first point, used for all others without benchmarking again.
  #backend: Measurement['backend'] | null = null;

  constructor(dependencies: PointsDependencies, kind: PointsKind<P>) {
    this.#dependencies = dependencies;
    this.#kind = kind;
    this.#trainer = new PointTrainer(dependencies.createSession);
    this.store = createStore<PointsState<P>>(() => atRest(keptPoints(kind)));
    this.#endWatch = dependencies.run.shown.subscribe(() => this.#yieldToRun());
  }

  /** Keeps points of the same sweep, drops others. */
  readonly start = (sweep: Sweep): void => {
    const { sweep: before, points } = this.#state();
    if (isBusy(this.#state())) return;
    this.#set({ sweep, points: isSameSweep(before, sweep) ? points : [] });
    this.#goOn();
  };

  /** No effect if some of the same sweep were trained here or are in training. */
  readonly show = (found: FoundPoints<P>): void => {
    const { sweep: before, points: known } = this.#state();
    if (isBusy(this.#state()) || (isSameSweep(before, found.sweep) && known.length > 0)) return;
    this.#set({ ...found, phase: restingPhase(found), failure: null });
  };

  readonly pause = (): void => {
    if (this.#state().phase !== 'running') return;
    this.#trainer.pause();
    this.#set({ phase: 'paused' });
  };

  readonly putAway = (): void => {
    if (this.#state().phase === 'measuring') this.cancel();
    else this.pause();
  };

  readonly resume = (): void => {
    if (this.#state().phase === 'paused') this.#goOn();
  };

  /** Drops the unfinished point; also ends a measurement. */
  readonly cancel = (): void => {
    this.#close();
    this.#set({ phase: restingPhase(this.#state()), current: null });
  };

  readonly clear = (): void => {
    this.#close();
    writeStored(this.#kind.storageKey, '');
    const { measured } = this.#state();
    this.#set({ ...atRest<P>(null), measured });
  };

  /** Trains a few steps to measure the speed. */
  readonly measure = (sweep: Sweep): void => {
    const value = remainingValues(sweep, this.#state().points)[0] ?? sweep.values[0];
    if (value === undefined || isBusy(this.#state())) return;
    this.#pauseOthers();
    this.#set({ phase: 'measuring', failure: null });
    this.#yieldToRun();
    if (this.#state().phase !== 'measuring') return;
    const probe = probeOf(sweep.axis.experimentAt(sweep.experiment, value));
    const finish = (trained: TrainedPoint): void => {
      this.#close();
      this.#set({ measured: measurementOf('probe', probe, trained), phase: restingPhase(this.#state()) });
    };
    const fail = (message: string): void =>
      this.#fail(restingPhase(this.#state()), this.#kind.words.notMeasured(message));
    // Not measured the first time: compilers are still at work.
    this.#train(probe, () => this.#train(probe, finish, fail), fail);
  };

  readonly dispose = (): void => {
    this.#endWatch();
    this.#close();
  };

  #state(): PointsState<P> {
    return this.store.getState();
  }

  #set(changed: Partial<PointsState<P>>): void {
    this.store.setState((state) => ({ ...state, ...changed }));
  }

  #close(): void {
    this.#trainer.close();
    this.#backend = null;
  }

  #pauseOthers(): void {
    this.#dependencies.run.pause();
    for (const other of this.#dependencies.others()) other.putAway();
  }

  #goOn(): void {
    this.#pauseOthers();
    this.#set({ phase: 'running', failure: null });
    this.#yieldToRun();
    if (this.#state().phase === 'running' && !this.#trainer.resume()) this.#next();
  }

  // The run of the page is training or being set up.
  #yieldToRun(): void {
    const { phase } = this.#dependencies.run.status();
    if (phase !== 'starting' && phase !== 'running') return;
    if (this.#state().phase === 'measuring') this.cancel();
    if (this.#state().phase !== 'running') return;
    this.pause();
    this.#dependencies.messages.showToast(this.#kind.words.pausedForRun, false);
  }

  #next(): void {
    const { sweep, points } = this.#state();
    const value = sweep === null ? undefined : remainingValues(sweep, points)[0];
    if (sweep === null || value === undefined) this.#finish();
    else this.#trainPoint(sweep, value);
  }

  #trainPoint(sweep: Sweep, value: number): void {
    const experiment =
      this.#kind.experimentAt?.(sweep, value, this.#state().points) ??
      sweep.axis.experimentAt(sweep.experiment, value);
    const trained = this.#backend === null ? experiment : setTraining(experiment, { backend: this.#backend });
    this.#set({ current: { value, step: 0, stepsPerSecond: null } });
    const { words, pointOf } = this.#kind;
    const fail = (message: string): void => this.#fail('failed', words.failed(message));
    const keep = (found: TrainedPoint): void => {
      const point = pointOf(value, experiment, found, sweep);
      if (point === null) fail(words.notEvaluated);
      else this.#keep(sweep, point, measurementOf('point', experiment, found));
    };
    this.#train(trained, keep, fail);
  }

  #train(
    experiment: Experiment,
    onTrained: (trained: TrainedPoint) => void,
    onFailed: (message: string) => void,
  ): void {
    this.#trainer.train(experiment, {
      onTrained,
      onFailed,
      onProgress: ({ step, stepsPerSecond }) =>
        this.store.setState(({ current }) => ({ current: current && { ...current, step, stepsPerSecond } })),
    });
  }

  #keep(sweep: Sweep, point: P, measured: Measurement): void {
    const { points, isKept } = keepPoints(this.#kind, {
      sweep,
      points: withPoint(this.#state().points, point),
    });
    this.#backend = measured.backend;
    this.#set({ points, isKept, current: null, measured });
    const numDone = sweep.values.length - remainingValues(sweep, points).length;
    this.#dependencies.messages.announce(this.#kind.words.pointDone(numDone, sweep.values.length));
    // A point finished despite the pause is kept, but the next one waits.
    if (this.#state().phase === 'running' || numDone === sweep.values.length) this.#next();
  }

  #finish(): void {
    this.#close();
    this.#set({ phase: 'finished', current: null });
    this.#dependencies.messages.showToast(this.#kind.words.finished, false);
  }

  #fail(phase: SweepPhase, failure: string): void {
    this.#close();
    this.#set({ phase, current: null, failure });
    this.#dependencies.messages.announce(failure);
  }
}

const measurementOf = (
  by: Measurement['by'],
  experiment: Experiment,
  { seconds, setUpSeconds, backend }: TrainedPoint,
): Measurement => ({
  by,
  work: workOf(experiment).total,
  seconds,
  setUpSeconds,
  numSteps: experiment.training.numSteps,
  backend,
});
