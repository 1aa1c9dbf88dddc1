/**
 * One run on the engine's side, from backend and trainer to the last word about it. It may be set up before anybody asks for
 * it. Knows no worker and no TensorFlow.js.
 */
import type { RunningBackend } from '../../engine/backend/engineBackend.ts';
import { sharesRows } from '../../data/copies.ts';
import { meanCorrelation } from '../../data/labelCorrelation.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { withChange } from '../../experiment/learningRate.ts';
import type { MemoryReport } from '../../analysis/produced/backend.ts';
import type { KnownLosses } from '../../analysis/produced/evaluation.ts';
import { text } from '../../text/text.ts';
import type { Trainer } from '../../engine/train/trainer.ts';
import { type Pool, summedMemory } from '../pool/pool.ts';
import type { RunCommand, RunNews, RunStart, SessionEvent } from '../../run/protocol.ts';
import { type AnswerTools, createAnswers, type QuestionOf } from './answers.ts';
import { fitLinear } from './linearFitting.ts';
import type { RowPairing } from './rowPairing.ts';
import { createRunControl, type RunControl } from './runControl.ts';
import { failureOf, RunFailure } from './runFailure.ts';
import { RunLoop } from './runLoop.ts';
import { keyOfStart, type SetUp, type SetUpTools, setUpRun } from './runSetUp.ts';

/** The parts that a run works with; backends and pool outlive it. */
export interface RunTools extends SetUpTools, AnswerTools {
  /** The threads beside this one that the trainer may use. */
  readonly pool: Pick<Pool, 'memoryLeft' | 'close' | 'warm'>;
  /** Resolves to true if a run may end up on a GPU, which is chosen by measuring; absent: it may not. */
  readonly hasGpu?: () => Promise<boolean>;
  readonly emit: (event: SessionEvent) => void;
}

/** Milliseconds that a failed operation waits for the news that the device is gone, which would explain it. */
const lossNewsMs = 250;

/** A backend whose loss ends the run. */
interface WatchedBackend extends Pick<RunningBackend, 'memory'> {
  /** Resolves when the device is lost while the run lives. */
  readonly lost: Promise<void>;
  readonly endWatch: () => void;
}

/** One run; over when `live` resolves. */
export class EngineRun {
  readonly #start: RunStart;
  readonly #tools: RunTools;
  readonly #control: RunControl;
  /** Null: the run is over. */
  #questionOf: QuestionOf | null;
  #backend: WatchedBackend | null = null;
  #trainer: Trainer | null = null;
  #loop: RunLoop | null = null;
  /** The tensors and bytes still alive when the run was over; null: it is not over. */
  #memoryLeft: MemoryReport | null = null;
  #isDisposeAsked = false;
  #runId: number | null = null;
  #fitsLinear = false;

  constructor(start: RunStart, tools: RunTools) {
    this.#start = start;
    this.#tools = tools;
    this.#control = createRunControl(start.experiment.training, tools.clock);
    const training = () => this.#control.training;
    this.#questionOf = createAnswers({ start, training, assertWanted: () => this.#assertWanted() }, tools);
  }

  /** Null: nobody has asked for it yet. */
  get runId(): number | null {
    return this.#runId;
  }

  /** True if the run is set up as `start` asks, and may still be had. */
  suits(start: RunStart): boolean {
    const isFree = this.#runId === null && !this.#control.isEnded;
    const key = keyOfStart(start);
    return isFree && key !== null && key === keyOfStart(this.#start);
  }

  /** Starts the run with this id; it trains as soon as its set-up is done. `fitsLinear`: see `RunStart`. */
  begin(runId: number, fitsLinear = false): void {
    this.#runId = runId;
    this.#fitsLinear = fitsLinear;
    this.#control.changed.notify();
  }

  /** Sets up, trains once it is asked for, tears down when ended. Resolves when nothing of the run is alive; never rejects. */
  async live(): Promise<void> {
    try {
      if (this.#runId === null) await this.#warm();
      const setUp = await this.#setUp();
      await this.#asked();
      await this.#train(setUp);
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

  /** Makes `live` come to its end, without another event. Idempotent. */
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
      case 'export':
      case 'inspect':
      case 'follow':
      case 'keep':
      case 'surfaces':
        if (this.#questionOf !== null) control.questions.take(command, this.#questionOf(command));
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

  /** Loads the threads; on a GPU nothing is done that nobody asked for. */
  async #warm(): Promise<void> {
    const { pool, hasGpu } = this.#tools;
    const { backend } = this.#start.experiment.training;
    if (backend === 'webgpu' || (backend === 'auto' && (await hasGpu?.()))) await this.#asked();
    else pool.warm();
  }

  async #asked(): Promise<void> {
    while (this.#runId === null && !this.#control.isEnded) await this.#control.changed.wait();
  }

  async #setUp(): Promise<SetUp> {
    const setUp = await setUpRun(this.#start, this.#tools, {
      onStage: (stage, backend) => this.#emit({ type: 'preparing', stage, backend }),
      onBackend: (backend) => {
        this.#backend = this.#watched(backend);
      },
      assertWanted: () => this.#assertWanted(),
    });
    this.#trainer = setUp.trainer;
    return setUp;
  }

  async #train({ trainer, report, measuredCorrelations, knownLosses, stopping }: SetUp): Promise<void> {
    const { experiment, checkpoint = null } = this.#start;
    const pairing = await this.#pairingWith(experiment, knownLosses);
    this.#assertWanted();
    const { numThreads, foreignKernels } = trainer;
    this.#emit({
      type: 'ready',
      backend: { ...report, numThreads, foreignKernels },
      step: trainer.step,
      memory: trainer.memory(),
      measuredCorrelation: meanCorrelation(measuredCorrelations),
      knownLosses,
    });
    const emit = (news: RunNews) => this.#emit(news);
    const tools = { trainer, pairing, control: this.#control, emit, clock: this.#tools.clock };
    const besides = this.#fitsLinear ? fitLinear(experiment.data, tools, () => this.#loop) : null;
    this.#loop = new RunLoop({ ...tools, stopping, besides });
    await this.#loop.run(checkpoint === null);
  }

  /** Loaded with the first file: rows that are made up have no linear models. */
  async #pairingWith(experiment: Experiment, knownLosses: KnownLosses): Promise<RowPairing | null> {
    if (!this.#fitsLinear || !sharesRows(experiment.data)) return null;
    const { rowPairingOf } = await import('./rowPairing.ts');
    return rowPairingOf(experiment, knownLosses);
  }

  /** Throws when the run was ended meanwhile: nobody wants the rest of what it does. */
  #assertWanted(): void {
    if (this.#control.isEnded) throw new Error('The run was ended.');
  }

  #watched({ memory, onLost }: RunningBackend): WatchedBackend {
    let endWatch = () => {};
    const lost = new Promise<void>((resolve) => {
      endWatch = onLost((why) => {
        this.#fail(new RunFailure('device', text.engine.deviceFailed(why)));
        resolve();
      });
    });
    return { memory, lost, endWatch };
  }

  /** Frees everything, the data as well: the manager keeps the last run for its answers. */
  #tearDown(): void {
    this.#backend?.endWatch();
    try {
      this.#trainer?.dispose();
    } catch (error) {
      this.#fail(failureOf(error));
    }
    this.#trainer = null;
    this.#loop = null;
    this.#questionOf = null;
    this.#control.questions.drop();
  }

  #setLearningRate(value: number): void {
    const step = this.#trainer?.step ?? this.#start.checkpoint?.step ?? 0;
    const { training } = this.#control;
    const learningRateChanges = withChange(training.learningRateChanges, { step, value });
    this.#control.training = { ...training, learningRateChanges };
    this.#emit({ type: 'learningRateChanged', step, value });
  }

  /** Emits an event, but none before the run is asked for, nor after its end. */
  #emit(news: RunNews): void {
    if (this.#runId !== null && !this.#control.isEnded) this.#tools.emit({ ...news, runId: this.#runId });
  }

  async #failOf(error: unknown): Promise<void> {
    if (this.#backend !== null) await Promise.race([this.#backend.lost, this.#tools.clock.wait(lossNewsMs)]);
    this.#fail(failureOf(error));
  }

  #fail({ reason, message }: RunFailure): void {
    this.#emit({ type: 'failed', reason, message });
    this.end();
  }

  /** Tells the memory that is left, which can only be said when the run is over. */
  #answerDispose(): void {
    const [memory, runId] = [this.#memoryLeft, this.#runId];
    if (!this.#isDisposeAsked || memory === null || runId === null) return;
    this.#isDisposeAsked = false;
    this.#tools.emit({ type: 'disposed', runId, memory });
  }
}
