/** One run in the engine, from backend and trainer to its last event. */

import type { MemoryReport } from '../../analysis/produced/backend.ts';
import { meanCorrelation } from '../../data/labelCorrelation.ts';
import type { RunningBackend } from '../../engine/backend/engineBackend.ts';
import type { Trainer } from '../../engine/train/trainer.ts';
import { withLearningRateChange } from '../../experiment/learningRate.ts';
import type { RunCommand, RunNews, RunStart, SessionEvent } from '../../run/protocol.ts';
import { text } from '../../text/text.ts';
import { type Pool, summedMemory } from '../pool/pool.ts';
import { type AnswerTools, createNetworkAnswers, type NetworkAnswers } from './answers.ts';
import { createRunControl, type RunControl } from './runControl.ts';
import { RunFailure, runFailureOf } from './runFailure.ts';
import { RunLoop } from './runLoop.ts';
import { keyOfStart, type RunSetUp, type SetUpTools, setUpRun } from './runSetUp.ts';

export interface RunTools extends SetUpTools, AnswerTools {
  readonly pool: Pick<Pool, 'memoryLeft' | 'close' | 'warm'>;
  /** True if measuring may choose a GPU; absent: it may not. */
  readonly hasGpu?: () => Promise<boolean>;
  readonly emit: (event: SessionEvent) => void;
}

/** Milliseconds a failed operation waits for news of a lost device, which would explain it. */
const lossReportWaitMs = 250;

interface WatchedBackend extends Pick<RunningBackend, 'memory'> {
  readonly lost: Promise<void>;
  readonly endWatch: () => void;
}

/** Over when `live` resolves. */
export class EngineRun {
  readonly #start: RunStart;
  readonly #tools: RunTools;
  readonly #control: RunControl;
  #answers: NetworkAnswers | null;
  #backend: WatchedBackend | null = null;
  #trainer: Trainer | null = null;
  #loop: RunLoop | null = null;
  /** Tensors and bytes not freed after the run; null before. */
  #memoryLeft: MemoryReport | null = null;
  #isDisposeAsked = false;
  #runId: number | null = null;

  constructor(start: RunStart, tools: RunTools) {
    this.#start = start;
    this.#tools = tools;
    this.#control = createRunControl(start.experiment.training, tools.clock);
    const training = () => this.#control.training;
    this.#answers = createNetworkAnswers(
      { start, training, assertWanted: () => this.#assertWanted() },
      tools,
    );
    if (start.keepsNetworks === true) this.#control.questions.take('keep', this.#answers.keeping);
  }

  get runId(): number | null {
    return this.#runId;
  }

  /** True if set up as `start` requests and still usable. */
  suits(start: RunStart): boolean {
    const isFree = this.#runId === null && !this.#control.isEnded;
    const key = keyOfStart(start);
    return isFree && key !== null && key === keyOfStart(this.#start);
  }

  begin(runId: number): void {
    this.#runId = runId;
    this.#control.changed.notify();
  }

  /** Sets up, trains on request, tears down. Resolves when everything is freed; never rejects. */
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

  end(): void {
    this.#control.isEnded = true;
    this.#control.changed.notify();
  }

  /** Does immediate work and leaves the rest to the loop. Never throws. */
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
        control.questions.take(null, this.#answers?.exporting(command) ?? null);
        break;
      case 'probe':
        control.questions.take(command.topic, this.#answers?.probing(command) ?? null);
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

  /** Starts the pool's threads, but not for a GPU, which does nothing before it is asked. */
  async #warm(): Promise<void> {
    const { pool, hasGpu } = this.#tools;
    const { backend } = this.#start.experiment.training;
    if (backend === 'webgpu' || (backend === 'auto' && (await hasGpu?.()))) await this.#asked();
    else pool.warm();
  }

  async #asked(): Promise<void> {
    while (this.#runId === null && !this.#control.isEnded) await this.#control.changed.wait();
  }

  async #setUp(): Promise<RunSetUp> {
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

  async #train({ trainer, report, measuredCorrelations, knownLosses, stopping }: RunSetUp): Promise<void> {
    this.#assertWanted();
    const { checkpoint = null } = this.#start;
    const { numThreads, stockKernels } = trainer;
    this.#emit({
      type: 'ready',
      backend: { ...report, numThreads, stockKernels },
      step: trainer.step,
      memory: trainer.memory(),
      measuredCorrelation: meanCorrelation(measuredCorrelations),
      knownLosses,
    });
    const emit = (news: RunNews) => this.#emit(news);
    const { clock } = this.#tools;
    this.#loop = new RunLoop({ trainer, control: this.#control, emit, clock, stopping });
    await this.#loop.run(checkpoint === null);
  }

  /** Throws if the run has ended meanwhile. */
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

  /** Frees everything, including data: the manager keeps the last run for its answers. */
  #tearDown(): void {
    this.#backend?.endWatch();
    try {
      this.#trainer?.dispose();
    } catch (error) {
      this.#fail(runFailureOf(error));
    }
    this.#trainer = null;
    this.#loop = null;
    this.#answers = null;
    this.#control.questions.drop();
  }

  #setLearningRate(value: number): void {
    const step = this.#trainer?.step ?? this.#start.checkpoint?.step ?? 0;
    const { training } = this.#control;
    const learningRateChanges = withLearningRateChange(training.learningRateChanges, { step, value });
    this.#control.training = { ...training, learningRateChanges };
    this.#emit({ type: 'learningRateChanged', step, value });
  }

  /** Emits nothing before the run is requested or after its end. */
  #emit(news: RunNews): void {
    if (this.#runId !== null && !this.#control.isEnded) this.#tools.emit({ ...news, runId: this.#runId });
  }

  async #failOf(error: unknown): Promise<void> {
    if (this.#backend !== null)
      await Promise.race([this.#backend.lost, this.#tools.clock.wait(lossReportWaitMs)]);
    this.#fail(runFailureOf(error));
  }

  #fail({ reason, message }: RunFailure): void {
    this.#emit({ type: 'failed', reason, message });
    this.end();
  }

  #answerDispose(): void {
    const [memory, runId] = [this.#memoryLeft, this.#runId];
    if (!this.#isDisposeAsked || memory === null || runId === null) return;
    this.#isDisposeAsked = false;
    this.#tools.emit({ type: 'disposed', runId, memory });
  }
}
