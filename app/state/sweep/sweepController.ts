/**
 * Owns a sweep and the session it is trained in: one point after another, kept as soon as they are found. Made once, outside
 * React. Knows no component.
 *
 * Only one training at a time: starting or going on pauses the run of the page, and playing that pauses the sweep.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { setTraining } from '../../../src/experiment/edit.ts';
import { probeOf, workOf } from '../../../src/experiment/plan/work.ts';
import { answerOf } from '../../../src/report/answer.ts';
import type { Session } from '../../../src/session/protocol.ts';
import { type SweepPoint, withPoint } from '../../../src/sweep/points.ts';
import { remainingValues, sweepPointOf } from '../../../src/sweep/sweep.ts';
import { text } from '../../../src/text/text.ts';
import type { RunController } from '../run/runController.ts';
import type { MessageStore } from '../stores/messageStore.ts';
import { PointTrainer, type TrainedPoint } from './pointTrainer.ts';
import {
  draftOf,
  idleSweep,
  isBusy,
  type Measurement,
  restingPhase,
  type Sweep,
  type SweepDraft,
  type SweepPhase,
  type SweepState,
  sweepKeyOf,
} from './sweepState.ts';
import { forgetSweep, keepSweep, keptSweep } from './sweepStorage.ts';

const words = text.sweep.status;

export interface SweepDependencies {
  readonly createSession: () => Session;
  readonly run: Pick<RunController, 'status' | 'subscribe' | 'pause'>;
  readonly messages: Pick<MessageStore, 'announce' | 'showToast'>;
}

export class SweepController {
  readonly #dependencies: SweepDependencies;
  readonly #trainer: PointTrainer;
  readonly #endWatch: () => void;
  readonly store: StoreApi<SweepState>;
  /** The backend of the first point. The others are trained on it without measuring again which is fastest. */
  #backend: Measurement['backend'] | null = null;

  constructor(dependencies: SweepDependencies) {
    this.#dependencies = dependencies;
    this.#trainer = new PointTrainer(dependencies.createSession);
    this.store = createStore<SweepState>(() => ({ ...idleSweep, ...keptSweep() }));
    this.#endWatch = dependencies.run.subscribe(() => this.#yieldToRun());
  }

  readonly setDraft = (changed: Partial<SweepDraft>): void =>
    this.store.setState(({ draft }) => ({ draft: { ...draft, ...changed } }));

  /** Trains what is missing of it: points that were found for the same set-up are kept, others are dropped. */
  readonly start = (sweep: Sweep): void => {
    const { sweep: before, points } = this.#state();
    if (isBusy(this.#state())) return;
    const isSame = before !== null && sweepKeyOf(before) === sweepKeyOf(sweep);
    this.#set({ sweep, points: isSame ? points : [] });
    this.setDraft(draftOf(sweep));
    this.#goOn();
  };

  readonly pause = (): void => {
    if (this.#state().phase !== 'running') return;
    this.#trainer.pause();
    this.#set({ phase: 'paused' });
  };

  /** The page is put away, and may come back: nothing is trained unseen. */
  readonly putAway = (): void => {
    if (this.#state().phase === 'measuring') this.cancel();
    else this.pause();
  };

  /** Goes on with a paused sweep. */
  readonly resume = (): void => {
    if (this.#state().phase === 'paused') this.#goOn();
  };

  /** Drops the point that is not finished and keeps the others; also ends a measurement. */
  readonly cancel = (): void => {
    this.#close();
    this.#set({ phase: restingPhase(this.#state()), current: null });
  };

  /** Forgets all points. */
  readonly clear = (): void => {
    this.#close();
    forgetSweep();
    const { draft, measured } = this.#state();
    this.#set({ ...idleSweep, draft, measured });
  };

  /** Trains a few steps of the first missing point to learn how fast they are here. */
  readonly measure = (sweep: Sweep): void => {
    const value = remainingValues(sweep, this.#state().points)[0] ?? sweep.values[0];
    if (value === undefined || isBusy(this.#state())) return;
    this.#dependencies.run.pause();
    this.#set({ phase: 'measuring', failure: null });
    this.#yieldToRun();
    if (this.#state().phase !== 'measuring') return;
    const probe = probeOf(sweep.axis.experimentAt(sweep.experiment, value));
    const finish = (trained: TrainedPoint): void => {
      this.#close();
      this.#set({ measured: measurementOf('probe', probe, trained), phase: restingPhase(this.#state()) });
    };
    const fail = (message: string): void =>
      this.#fail(restingPhase(this.#state()), words.notMeasured(message));
    // The first training is not measured: compilers still work while it runs.
    this.#train(probe, () => this.#train(probe, finish, fail), fail);
  };

  /** Ends everything, for good. */
  readonly dispose = (): void => {
    this.#endWatch();
    this.#close();
  };

  #state(): SweepState {
    return this.store.getState();
  }

  #set(changed: Partial<SweepState>): void {
    this.store.setState(changed);
  }

  #close(): void {
    this.#trainer.close();
    this.#backend = null;
  }

  #goOn(): void {
    this.#dependencies.run.pause();
    this.#set({ phase: 'running', failure: null });
    this.#yieldToRun();
    if (this.#state().phase === 'running' && !this.#trainer.resume()) this.#next();
  }

  /** The run of the page was started, or is being set up still. */
  #yieldToRun(): void {
    const { phase } = this.#dependencies.run.status();
    if (phase !== 'starting' && phase !== 'running') return;
    if (this.#state().phase === 'measuring') this.cancel();
    if (this.#state().phase !== 'running') return;
    this.pause();
    this.#dependencies.messages.showToast(words.pausedForRun, false);
  }

  #next(): void {
    const { sweep, points } = this.#state();
    const value = sweep === null ? undefined : remainingValues(sweep, points)[0];
    if (sweep === null || value === undefined) this.#finish();
    else this.#trainPoint(sweep, value);
  }

  #trainPoint(sweep: Sweep, value: number): void {
    const experiment = sweep.axis.experimentAt(sweep.experiment, value);
    const trained = this.#backend === null ? experiment : setTraining(experiment, { backend: this.#backend });
    this.#set({ current: { value, step: 0, stepsPerSecond: null } });
    const fail = (message: string): void => this.#fail('failed', words.failed(message));
    const keep = (found: TrainedPoint): void => {
      const answer = answerOf(experiment, found.record);
      if (answer === null) fail(words.notEvaluated);
      else this.#keep(sweep, sweepPointOf(value, answer), measurementOf('point', experiment, found));
    };
    this.#train(trained, keep, fail);
  }

  #train(
    experiment: Sweep['experiment'],
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

  #keep(sweep: Sweep, point: SweepPoint, measured: Measurement): void {
    const { points: before, draft } = this.#state();
    const { points, isKept } = keepSweep(sweep, withPoint(before, point), draft.leftOutIds);
    this.#backend = measured.backend;
    this.#set({ points, isKept, current: null, measured });
    const numDone = sweep.values.length - remainingValues(sweep, points).length;
    this.#dependencies.messages.announce(words.pointDone(numDone, sweep.values.length));
    // The session may finish a point that it had begun before the pause: that point is kept, the next one waits.
    if (this.#state().phase === 'running' || numDone === sweep.values.length) this.#next();
  }

  #finish(): void {
    this.#close();
    this.#set({ phase: 'finished', current: null });
    this.#dependencies.messages.showToast(words.finished, false);
  }

  #fail(phase: SweepPhase, failure: string): void {
    this.#close();
    this.#set({ phase, current: null, failure });
    this.#dependencies.messages.announce(failure);
  }
}

const measurementOf = (
  by: Measurement['by'],
  experiment: Sweep['experiment'],
  { seconds, setUpSeconds, backend }: TrainedPoint,
): Measurement => ({
  by,
  work: workOf(experiment).total,
  seconds,
  setUpSeconds,
  numSteps: experiment.training.numSteps,
  backend,
});
