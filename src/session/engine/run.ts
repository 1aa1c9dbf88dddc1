/**
 * One run on the engine's side, from backend and trainer to the last word about it. Knows no worker and no
 * TensorFlow.js.
 */
import type { RunningBackend } from '../../backend/runningBackend.ts';
import { UserError } from '../../core/errors.ts';
import { meanCorrelation } from '../../data/labelCorrelation.ts';
import { withChange } from '../../experiment/learningRate.ts';
import { problemsOfExperiment } from '../../experiment/plan/checks.ts';
import type { BackendName, MemoryReport } from '../../results/results.ts';
import { text } from '../../text/text.ts';
import type { CreateTrainer, Trainer } from '../../train/trainer.ts';
import type { Clock } from '../clock.ts';
import { type Pool, summedMemory } from '../pool/pool.ts';
import type { Command, PreparingStage, SessionEvent } from '../protocol.ts';
import type { BackendKeeper } from './backendKeeper.ts';
import { createRunControl, type RunControl } from './runControl.ts';
import { failureOf, RunFailure } from './runFailure.ts';
import { RunLoop } from './runLoop.ts';

/** What a run works with; backends and pool outlive it. */
export interface RunTools {
  readonly createTrainer: CreateTrainer;
  readonly backends: BackendKeeper;
  /** The threads beside this one that the trainer may use. */
  readonly pool: Pick<Pool, 'memoryLeft' | 'close'>;
  readonly emit: (event: SessionEvent) => void;
  readonly clock: Clock;
}

/** The command that makes a run. */
export type StartCommand = Extract<Command, { type: 'start' }>;
/** The commands a run answers. */
export type RunCommand = Exclude<Command, { type: 'start' | 'warm' }>;

/** How long a failed operation waits for the news that the device is gone, which would explain it. */
const lossNewsMs = 250;

/** One run; made by `start`, over when `live` resolves. */
export class Run {
  readonly runId: number;
  readonly #start: StartCommand;
  readonly #tools: RunTools;
  readonly #control: RunControl;
  #backend: RunningBackend | null = null;
  /** Resolves when the device is lost while the run lives; null before there is one. */
  #lost: Promise<void> | null = null;
  #endWatch = () => {};
  #trainer: Trainer | null = null;
  #loop: RunLoop | null = null;
  /** What was still alive when the run was over; null: it is not over. */
  #memoryLeft: MemoryReport | null = null;
  #isDisposeAsked = false;

  constructor(start: StartCommand, tools: RunTools) {
    this.runId = start.runId;
    this.#start = start;
    this.#tools = tools;
    this.#control = createRunControl(start.experiment.training, tools.clock);
  }

  /** Sets up, trains until ended, tears down. Resolves when nothing of the run is alive; never rejects. */
  async live(): Promise<void> {
    try {
      await this.#setUp();
      await this.#loop?.run(this.#start.checkpoint === null);
    } catch (error) {
      if (!this.#control.isEnded) await this.#failOf(error);
    }
    this.#tearDown();
    this.#memoryLeft = summedMemory([
      this.#backend?.memory() ?? { numTensors: 0, numBytes: 0 },
      await this.#tools.pool.memoryLeft(),
    ]);
    this.#answerDispose();
  }

  /** Says nothing more and makes `live` come to its end. Idempotent. */
  end(): void {
    this.#control.isEnded = true;
    this.#control.changed.notify();
  }

  /** Does what can be done at once and leaves the rest to the loop. Never throws. */
  handle(command: RunCommand): void {
    const control = this.#control;
    switch (command.type) {
      case 'play':
        control.isPlaying = true;
        control.pacer.setSpeed(command.stepsPerSecond, this.#tools.clock.now());
        this.#loop?.announce();
        break;
      case 'pause':
        control.isPlaying = false;
        this.#loop?.announce();
        break;
      case 'step':
        control.numSingleSteps += 1;
        break;
      case 'setSpeed':
        control.pacer.setSpeed(command.stepsPerSecond, this.#tools.clock.now());
        break;
      case 'setLearningRate':
        this.#setLearningRate(command.value);
        break;
      case 'dispose':
        this.#isDisposeAsked = true;
        this.end();
        this.#answerDispose();
        break;
      default:
        command satisfies never;
    }
    control.changed.notify();
  }

  async #setUp(): Promise<void> {
    this.#assertWanted();
    const { runId } = this;
    const { experiment, excludedBackends, checkpoint, isAlone = false, measuresAll = false } = this.#start;
    // Whoever sent it may have checked nothing: a link, a script, an older page.
    const [problem] = problemsOfExperiment(experiment);
    if (problem !== undefined) throw new UserError(problem.message);
    const onStage = (stage: PreparingStage, backend: BackendName) =>
      this.#emit({ type: 'preparing', runId, stage, backend });
    const { backend, report } = await this.#tools.backends.open(
      experiment,
      excludedBackends,
      onStage,
      measuresAll,
    );
    this.#backend = backend;
    this.#lost = this.#watch(backend);
    this.#assertWanted();
    const trainer = await this.#tools.createTrainer(experiment, checkpoint, {
      onCompiling: () => onStage('compiling', backend.name),
      betweenParts: async () => {
        await this.#tools.clock.yieldToMessages();
        this.#assertWanted();
      },
      isAlone,
    });
    this.#trainer = trainer;
    this.#assertWanted();
    const { step, measuredCorrelations, knownLosses, numThreads, foreignKernels } = trainer;
    this.#emit({
      type: 'ready',
      runId,
      backend: { ...report, numThreads, foreignKernels },
      step,
      memory: trainer.memory(),
      measuredCorrelation: meanCorrelation(measuredCorrelations),
      knownLosses,
    });
    this.#loop = new RunLoop({
      runId,
      numTasks: experiment.tasks.length,
      trainer,
      control: this.#control,
      emit: (event) => this.#emit(event),
      clock: this.#tools.clock,
    });
  }

  /** Throws when the run was ended meanwhile: nobody wants the rest of what it does. */
  #assertWanted(): void {
    if (this.#control.isEnded) throw new Error('The run was ended.');
  }

  #watch(backend: RunningBackend): Promise<void> {
    return new Promise((resolve) => {
      this.#endWatch = backend.onLost((why) => {
        this.#fail(new RunFailure('device', text.session.deviceFailed(why)));
        resolve();
      });
    });
  }

  /** Also lets go of the data: the host keeps the last run for its answers. */
  #tearDown(): void {
    this.#endWatch();
    try {
      this.#trainer?.dispose();
    } catch (error) {
      this.#fail(failureOf(error));
    }
    this.#trainer = null;
    this.#loop = null;
  }

  #setLearningRate(value: number): void {
    const step = this.#trainer?.step ?? this.#start.checkpoint?.step ?? 0;
    const { training } = this.#control;
    const learningRateChanges = withChange(training.learningRateChanges, { step, value });
    this.#control.training = { ...training, learningRateChanges };
    this.#emit({ type: 'learningRateChanged', runId: this.runId, step, value });
  }

  #emit(event: SessionEvent): void {
    if (!this.#control.isEnded) this.#tools.emit(event);
  }

  async #failOf(error: unknown): Promise<void> {
    if (this.#lost !== null) await Promise.race([this.#lost, this.#tools.clock.wait(lossNewsMs)]);
    this.#fail(failureOf(error));
  }

  #fail({ reason, message }: RunFailure): void {
    this.#emit({ type: 'failed', runId: this.runId, reason, message });
    this.end();
  }

  /** What is still alive can only be said when the run is over. */
  #answerDispose(): void {
    const memory = this.#memoryLeft;
    if (!this.#isDisposeAsked || memory === null) return;
    this.#isDisposeAsked = false;
    this.#tools.emit({ type: 'disposed', runId: this.runId, memory });
  }
}
