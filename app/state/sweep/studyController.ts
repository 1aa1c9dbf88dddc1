/** Trains a study run by run in its own session, whenever the training queue gives way, and keeps its points in localStorage. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { messageOf } from '../../../src/core/errors.ts';
import { workOf } from '../../../src/experiment/costs/work.ts';
import { trainedExperimentOf } from '../../../src/experiment/derived/trained.ts';
import { setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { RunStart, Session } from '../../../src/run/protocol.ts';
import { type FinishedTraining, PrivateSession } from '../../../src/session/client/privateSession.ts';
import { type SavedStudy, type StudyReader, studyText } from '../../../src/studies/savedStudy.ts';
import {
  isSameStudy,
  nextKeys,
  remainingKeys,
  type Study,
  type StudyPoint,
  withPoint,
} from '../../../src/studies/study.ts';
import { text } from '../../../src/text/text.ts';
import { runKeyOf } from '../run/runKey.ts';
import type { MessageStore } from '../stores/messageStore.ts';
import { readStored, writeStored } from '../stores/storage.ts';
import type { TrainingKind, TrainingQueue } from '../stores/trainingQueue.ts';
import {
  isBusy,
  type Measurement,
  type PointProgress,
  restingPhase,
  restingStudyState,
  type StudyPhase,
  type StudyState,
} from './studyState.ts';

export interface StudyDependencies {
  readonly createSession: () => Session;
  readonly messages: Pick<MessageStore, 'announce' | 'showToast'>;
  readonly queue: TrainingQueue;
}

export class StudyController<S extends Study<P>, P extends StudyPoint> {
  readonly #dependencies: StudyDependencies;
  readonly #kind: S['kind'];
  readonly #read: StudyReader<S, P>;
  readonly #session: PrivateSession;
  readonly #turn: ReturnType<TrainingQueue['join']>;
  readonly store: StoreApi<StudyState<S, P>>;
  // Backend of the first point, used for all others without benchmarking again.
  #backend: Measurement['backend'] | null = null;

  constructor(dependencies: StudyDependencies, kind: S['kind'], read: StudyReader<S, P>) {
    this.#dependencies = dependencies;
    this.#kind = kind;
    this.#read = read;
    this.#session = new PrivateSession(dependencies.createSession);
    this.#turn = dependencies.queue.join('sweep', (by) => this.#stop(by));
    const isUnread = (readStored(kind) ?? '') !== '' && this.#stored() === null;
    const failure = isUnread ? text.sweep.status.unread : null;
    this.store = createStore<StudyState<S, P>>(() => ({ ...restingStudyState(this.#stored()), failure }));
  }

  readonly start = (study: S): void => {
    const { study: before, points } = this.#state();
    if (isBusy(this.#state())) return;
    this.#set({ study, points: isSameStudy(before, study, runKeyOf) ? points : [] });
    this.#goOn();
  };

  readonly show = (saved: SavedStudy<S, P>): void => {
    const { study: before, points: known } = this.#state();
    if (isBusy(this.#state()) || (isSameStudy(before, saved.study, runKeyOf) && known.length > 0)) return;
    this.#set({ ...saved, phase: restingPhase(saved), failure: null });
  };

  readonly pause = (): void => {
    if (this.#state().phase !== 'running') return;
    this.#session.pause();
    this.#set({ phase: 'paused' });
  };

  readonly resume = (): void => {
    if (this.#state().phase === 'paused') this.#goOn();
  };

  readonly cancel = (): void => {
    this.#close();
    this.#set({ phase: restingPhase(this.#state()), current: null });
  };

  readonly clear = (): void => {
    this.#close();
    writeStored(this.#kind, '');
    const { measured } = this.#state();
    this.#set({ ...restingStudyState<S, P>(null), measured });
  };

  readonly dispose = (): void => {
    this.#turn.leave();
    this.#close();
  };

  #state(): StudyState<S, P> {
    return this.store.getState();
  }

  #set(changed: Partial<StudyState<S, P>>): void {
    this.store.setState((state) => ({ ...state, ...changed }));
    const { phase } = this.#state();
    if (phase !== 'running') this.#turn.giveBack();
  }

  #close(): void {
    this.#session.close();
    this.#backend = null;
  }

  #goOn(): void {
    this.#turn.take();
    this.#set({ phase: 'running', failure: null });
    if (!this.#session.resume()) this.#next();
  }

  #stop(by: TrainingKind): void {
    const { phase, study } = this.#state();
    this.pause();
    if (phase === 'running' && by === 'run' && study !== null)
      this.#dependencies.messages.showToast(study.words.pausedForRun, false);
  }

  #next(): void {
    const { study, points } = this.#state();
    if (study === null) return;
    const [key] = nextKeys(study, points);
    if (key === undefined) this.#finish(study);
    else this.#trainPoint(study, key);
  }

  #trainPoint(study: S, key: number): void {
    const experiment = study.experimentAt(key, this.#state().points);
    const trained = this.#backend === null ? experiment : setTraining(experiment, { backend: this.#backend });
    this.#set({ current: { key, step: 0, stepsPerSecond: null } });
    const fail = (message: string): void => this.#fail('failed', study.words.failed(message));
    const keep = (found: FinishedTraining): void => {
      const point = study.pointOf(key, experiment, found);
      if (point === null) fail(study.words.notEvaluated);
      else this.#keep(study, point, measurementOf(experiment, found));
    };
    this.#train({ experiment: trained }, keep, fail);
  }

  #train(
    start: RunStart,
    onTrained: (trained: FinishedTraining) => void,
    onFailed: (message: string) => void,
  ): void {
    const onProgress = ({ step, stepsPerSecond }: PointProgress) =>
      this.store.setState(({ current }) => ({ current: current && { ...current, step, stepsPerSecond } }));
    this.#session
      .train(
        { ...start, experiment: trainedExperimentOf(start.experiment) },
        { onProgress, acceptsDivergence: true },
      )
      .then(onTrained, (error: unknown) => onFailed(messageOf(error)));
  }

  #stored(): SavedStudy<S, P> | null {
    return this.#read(readStored(this.#kind) ?? '');
  }

  #keep(study: S, point: P, measured: Measurement): void {
    // Another tab may have stored points of the same study.
    const stored = this.#stored();
    const before = stored !== null && isSameStudy(stored.study, study, runKeyOf) ? stored.points : [];
    const points = [...this.#state().points, point].reduce(withPoint<P>, before);
    const isKept = writeStored(this.#kind, studyText<P>({ study, points }));
    this.#backend = measured.backend;
    this.#set({ points, isKept, current: null, measured });
    const count = study.rounds.flat().length;
    const numDone = count - remainingKeys(study, points).length;
    this.#dependencies.messages.announce(study.words.pointDone(numDone, count));
    // A point finished despite the pause is kept, but the next one waits.
    if (this.#state().phase === 'running' || numDone === count) this.#next();
  }

  #finish({ words }: S): void {
    this.#close();
    this.#set({ phase: 'finished', current: null });
    this.#dependencies.messages.showToast(words.finished, false);
  }

  #fail(phase: StudyPhase, failure: string): void {
    this.#close();
    this.#set({ phase, current: null, failure });
    this.#dependencies.messages.announce(failure);
  }
}

const measurementOf = (
  experiment: Experiment,
  { seconds, setUpSeconds, backend: { backend } }: FinishedTraining,
): Measurement => ({
  work: workOf(experiment).total,
  seconds,
  setUpSeconds,
  numSteps: experiment.training.numSteps,
  backend,
});
