/**
 * The loop of a run that is set up: trains in slices of about 40 ms, evaluates on schedule, reports and takes
 * checkpoints. Listens between slices, driven by messages and never by timers, so it goes on in a hidden tab.
 */
import { learningRateAt } from '../../experiment/learningRate.ts';
import type { CardEvaluation } from '../../analysis/produced/evaluation.ts';
import { text } from '../../text/text.ts';
import type { Trainer } from '../../engine/train/trainer.ts';
import type { Clock } from '../../run/clock.ts';
import type { RunNews, RunState } from '../../run/protocol.ts';
import { createSliceSize, createSpeedMeter } from './pacing.ts';
import { type Questions, standingShare } from './questions.ts';
import type { RowPairing } from './rowPairing.ts';
import type { RunControl } from './runControl.ts';
import { divergedReplicas, RunFailure } from './runFailure.ts';
import type { Stopping } from './stopping.ts';

/** The parts that a loop works with; it owns none of them. */
export interface RunLoopTools {
  readonly trainer: Trainer;
  readonly control: RunControl;
  readonly emit: (news: RunNews) => void;
  readonly clock: Clock;
  readonly stopping: Stopping;
  /** Compares networks with linear models; null: nobody does. */
  readonly pairing: RowPairing | null;
  /** Ends work beside training once no step is left, without which a run has not finished; null: there is none. */
  readonly besides: (() => Promise<void>) | null;
}

const progressEveryMs = 100;
const checkpointEveryMs = 5000;
const timesTakingCheckpoint = 20; // large networks take long enough to show
/** Milliseconds between pictures, off the schedule of evaluations, at a speed chosen to watch. */
const livelyMs = 400;

/** The loop of one run. Rejects with a `RunFailure` when all have diverged, else with whatever the trainer throws. */
export class RunLoop {
  readonly #tools: RunLoopTools;
  readonly #trainer: Trainer;
  readonly #sliceSize = createSliceSize();
  readonly #meter = createSpeedMeter();
  readonly #diverged = new Set<string>();
  #evaluatedAt: number;
  /** An evaluation that is under way and not told yet. */
  #finding: { readonly step: number; readonly found: Promise<readonly CardEvaluation[]> } | null = null;
  /** No evaluation off the schedule before. */
  #nextLivelyMs = 0;
  /** The last checkpoint, and the moment from which another may be taken while training. */
  #checkpointed: { readonly step: number; readonly nextMs: number };
  /** The last progress that was told. */
  #announced: { readonly state: RunState | null; readonly atMs: number } = { state: null, atMs: 0 };
  readonly #questions: Questions;
  /** Null: there is none that was not waited for. */
  #besides: RunLoopTools['besides'];

  constructor(tools: RunLoopTools) {
    this.#tools = tools;
    this.#trainer = tools.trainer;
    this.#besides = tools.besides;
    this.#questions = tools.control.questions;
    // A run that goes on from a checkpoint was evaluated there before.
    this.#evaluatedAt = tools.trainer.step;
    this.#checkpointed = { step: tools.trainer.step, nextMs: tools.clock.now() + checkpointEveryMs };
  }

  /** Trains as the control says until it is ended. `isFresh`: begins with an evaluation, before the first step. */
  async run(isFresh: boolean): Promise<void> {
    const { control } = this.#tools;
    if (isFresh) await this.#evaluate();
    while (!control.isEnded) {
      if (this.#finding !== null && !this.#trainsNext()) await this.#tellFound();
      else if (this.#questions.isAnyNew()) this.#questions.askDue(this.#trainer.step, this.isRunning());
      else if (this.#questions.isAnyWaiting()) await this.#answer();
      else if (control.numSingleSteps > 0) await this.#singleStep();
      else if (this.isRunning()) await this.#slice();
      else if (!this.#isRested()) await this.#rest();
      else await control.changed.wait();
    }
  }

  /** Reports the state: the answer to play and pause. */
  announce(state = this.#state()): void {
    const { emit, clock } = this.#tools;
    if (!this.isRunning()) this.#meter.reset();
    this.#announced = { state, atMs: clock.now() };
    const { step } = this.#trainer;
    const stepsPerSecond = this.#meter.stepsPerSecond();
    const memory = this.#trainer.memory();
    emit({ type: 'progress', state, step, stepsPerSecond, memory });
  }

  #trainsNext(): boolean {
    const isAsked = this.#questions.isAnyWaiting() || this.#questions.isAnyNew();
    return this.isRunning() && this.#tools.control.numSingleSteps === 0 && !isAsked;
  }

  /** True while there are steps to take. */
  isRunning(): boolean {
    return this.#state() === 'running';
  }

  #state(): RunState {
    const { stopping, control } = this.#tools;
    const { isPlaying, training } = control;
    if (this.#trainer.step >= training.numSteps || stopping.isOver()) return 'finished';
    return isPlaying ? 'running' : 'paused';
  }

  async #singleStep(): Promise<void> {
    this.#tools.control.numSingleSteps -= 1;
    await this.#train(1);
    await this.#evaluate();
    this.announce();
    await this.#tools.clock.yieldToMessages();
  }

  async #slice(): Promise<void> {
    const { control, clock } = this.#tools;
    const startedMs = clock.now();
    const allowed = [this.#sliceSize.numSteps(), control.pacer.stepsAllowed(startedMs)];
    const numSteps = Math.min(...allowed, this.#stepsUntilEvaluation());
    if (numSteps === 0) {
      // Whatever changes while this waits for something else would not wake it.
      if (this.#finding !== null) return this.#tellFound();
      await Promise.race([clock.wait(control.pacer.delayMs(startedMs)), control.changed.wait()]);
      return;
    }
    await this.#train(numSteps);
    control.pacer.took(numSteps);
    this.#sliceSize.measured(numSteps, clock.now() - startedMs);
    await this.#tellFound();
    await this.#afterSlice();
    await clock.yieldToMessages();
  }

  #stepsUntilEvaluation(): number {
    const { evalEvery, numSteps } = this.#tools.control.training;
    const { step } = this.#trainer;
    return Math.min(evalEvery - (step % evalEvery), numSteps - step);
  }

  async #train(numSteps: number): Promise<void> {
    const trainer = this.#trainer;
    for (let i = 0; i < numSteps; i++) {
      trainer.trainStep(learningRateAt(this.#tools.control.training, trainer.step));
    }
    await trainer.settle();
  }

  async #afterSlice(): Promise<void> {
    const { control, clock, stopping } = this.#tools;
    const { step } = this.#trainer;
    const { evalEvery, numSteps } = control.training;
    this.#meter.add(step, clock.now());
    const isPlanned = step % evalEvery === 0 || step >= numSteps;
    // Only planned ones are reported, see `isReportable`.
    if (isPlanned || (control.pacer.isLimited() && clock.now() >= this.#nextLivelyMs)) {
      await this.#beginEvaluation();
      // Other threads may still be at it while the next slice is trained, if there is one whatever they find.
      if (this.#trainer.numThreads === 1 || stopping.isAsked) await this.#tellFound();
    }
    if (clock.now() >= this.#checkpointed.nextMs) await this.#takeCheckpoint();
    if (this.isRunning() && clock.now() - this.#announced.atMs >= progressEveryMs) this.announce();
  }

  #isRested(): boolean {
    const { step } = this.#trainer;
    const isSaid = this.#evaluatedAt === step && this.#checkpointed.step === step;
    return isSaid && !this.#questions.isAnyDue(step) && this.#announced.state === this.#state();
  }

  /** Brings the reader up to date with a run that stands still. */
  async #rest(): Promise<void> {
    const { step } = this.#trainer;
    if (this.#evaluatedAt !== step) await this.#evaluate();
    else if (this.#questions.isAnyDue(step)) this.#questions.askDue(step, this.isRunning());
    if (this.#checkpointed.step !== step) await this.#takeCheckpoint();
    if (this.#state() === 'finished') await this.#finishBesides();
    this.announce();
  }

  /** Says once that no step is left, and waits for the work beside training. */
  async #finishBesides(): Promise<void> {
    const besides = this.#besides;
    this.#besides = null;
    if (besides === null) return;
    this.announce('running');
    await besides();
  }

  async #takeCheckpoint(): Promise<void> {
    const { emit, clock, stopping } = this.#tools;
    // Whoever goes on from here does not evaluate here again.
    await this.#tellFound();
    const startedMs = clock.now();
    const { step } = this.#trainer;
    const checkpoint = { ...(await this.#trainer.checkpoint()), ...stopping.saved() };
    const tookMs = clock.now() - startedMs;
    const everyMs = Math.max(checkpointEveryMs, timesTakingCheckpoint * tookMs);
    this.#checkpointed = { step, nextMs: startedMs + everyMs };
    emit({ type: 'checkpoint', checkpoint });
  }

  async #answer(): Promise<void> {
    const { emit, clock } = this.#tools;
    const question = this.#questions.next();
    if (question === undefined) return;
    const startedMs = clock.now();
    const { step, checkpoint } = this.#trainer;
    const news = await question({ step, isEvaluated: this.#evaluatedAt === step, checkpoint });
    if (news !== null) emit(news);
    this.#questions.answered(question, clock.now() - startedMs);
  }

  async #evaluate(): Promise<void> {
    await this.#beginEvaluation();
    await this.#tellFound();
  }

  async #beginEvaluation(): Promise<void> {
    const { clock, pairing } = this.#tools;
    const { step } = this.#trainer;
    const startedMs = clock.now();
    const { found } = await this.#trainer.beginEvaluation(pairing?.mostTestRows);
    this.#evaluatedAt = step;
    this.#finding = { step, found };
    const tookMs = clock.now() - startedMs;
    this.#nextLivelyMs = clock.now() + Math.max(livelyMs, tookMs / standingShare);
    this.#questions.ask(step, this.isRunning());
  }

  async #tellFound(): Promise<void> {
    if (this.#finding === null) return;
    const { emit, control, stopping, pairing } = this.#tools;
    const { step, found } = this.#finding;
    this.#finding = null;
    const evaluations = await found;
    stopping.take(evaluations);
    pairing?.take(evaluations);
    for (const { testLogits: _, ...evaluation } of evaluations) emit({ type: 'evaluated', ...evaluation });
    const gone = evaluations.flatMap((evaluation) => divergedReplicas(evaluation, control.training));
    for (const lost of gone) {
      const key = `${lost.cardId} ${lost.replica}`;
      if (!this.#diverged.has(key)) emit({ type: 'diverged', ...lost, step });
      this.#diverged.add(key);
    }
    if (gone.length > 0 && gone.length === evaluations.length * control.training.numReplicas) {
      throw new RunFailure('diverged', text.engine.allDiverged(step));
    }
  }
}
