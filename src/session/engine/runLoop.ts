/** Loop of a run, driven by messages, not timers, so that it continues in a hidden tab. */

import type { CardEvaluation } from '../../analysis/produced/evaluation.ts';
import type { Trainer } from '../../engine/train/trainer.ts';
import { learningRateAt } from '../../experiment/learningRate.ts';
import type { Clock } from '../../run/clock.ts';
import type { RunNews, RunState } from '../../run/protocol.ts';
import { text } from '../../text/text.ts';
import { createSliceSize, createSpeedMeter } from './pacing.ts';
import { type Questions, standingShare } from './questions.ts';
import type { RunControl } from './runControl.ts';
import { divergedReplicas, RunFailure } from './runFailure.ts';
import type { EarlyStopping } from './stopping.ts';

/** The loop owns none of these. */
export interface RunLoopTools {
  readonly trainer: Trainer;
  readonly control: RunControl;
  readonly emit: (news: RunNews) => void;
  readonly clock: Clock;
  readonly stopping: EarlyStopping;
}

const progressEveryMs = 100;
const checkpointEveryMs = 5000;
const timesTakingCheckpoint = 20; // large networks take long enough to show
// Time between unscheduled evaluations at a limited speed.
const unscheduledEvaluationMs = 400;

/** Rejects with a `RunFailure` if all replicas diverged, and with any error of the trainer. */
export class RunLoop {
  readonly #tools: RunLoopTools;
  readonly #trainer: Trainer;
  readonly #sliceSize = createSliceSize();
  readonly #meter = createSpeedMeter();
  readonly #diverged = new Set<string>();
  #evaluatedAt: number;
  #finding: { readonly step: number; readonly found: Promise<readonly CardEvaluation[]> } | null = null;
  #nextLivelyMs = 0;
  /** `nextMs`: earliest time of the next checkpoint while training. */
  #checkpointed: { readonly step: number; readonly nextMs: number };
  #announced: { readonly state: RunState | null; readonly atMs: number } = { state: null, atMs: 0 };
  readonly #questions: Questions;

  constructor(tools: RunLoopTools) {
    this.#tools = tools;
    this.#trainer = tools.trainer;
    this.#questions = tools.control.questions;
    // A run restored from a checkpoint was already evaluated there.
    this.#evaluatedAt = tools.trainer.step;
    this.#checkpointed = { step: tools.trainer.step, nextMs: tools.clock.now() + checkpointEveryMs };
  }

  /** Runs until ended. `isFresh`: evaluates before the first step. */
  async run(isFresh: boolean): Promise<void> {
    const { control } = this.#tools;
    if (isFresh) await this.#evaluate();
    while (!control.isEnded) {
      if (this.#finding !== null && !this.#trainsNext()) await this.#tellFound();
      else if (this.#questions.isAnyDue(this.#now())) await this.#answer();
      else if (control.numSingleSteps > 0) await this.#singleStep();
      else if (this.isRunning()) await this.#slice();
      else if (!this.#isRested()) await this.#rest();
      else await control.changed.wait();
    }
  }

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
    const isAsked = this.#questions.isAnyDue(this.#now());
    return this.isRunning() && this.#tools.control.numSingleSteps === 0 && !isAsked;
  }

  #now() {
    const { step } = this.#trainer;
    return { step, isEvaluated: this.#evaluatedAt === step, isRunning: this.isRunning() };
  }

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
      // Waits for the evaluation first: changes of the control would not end this wait.
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
    // Only scheduled evaluations are reported, see `isReportable`.
    if (isPlanned || (control.pacer.isLimited() && clock.now() >= this.#nextLivelyMs)) {
      await this.#beginEvaluation();
      // If another slice is certain to follow, other threads may finish evaluating during it.
      if (this.#trainer.numThreads === 1 || stopping.isAsked) await this.#tellFound();
    }
    if (clock.now() >= this.#checkpointed.nextMs) await this.#takeCheckpoint();
    if (this.isRunning() && clock.now() - this.#announced.atMs >= progressEveryMs) this.announce();
  }

  #isRested(): boolean {
    const { step } = this.#trainer;
    const isSaid = this.#evaluatedAt === step && this.#checkpointed.step === step;
    return isSaid && this.#announced.state === this.#state();
  }

  async #rest(): Promise<void> {
    const { step } = this.#trainer;
    if (this.#evaluatedAt !== step) await this.#evaluate();
    if (this.#checkpointed.step !== step) await this.#takeCheckpoint();
    this.announce();
  }

  async #takeCheckpoint(): Promise<void> {
    const { emit, clock, stopping } = this.#tools;
    // A run restored from here does not evaluate here again.
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
    const asked = this.#questions.next(this.#now());
    if (asked === undefined) return;
    const startedMs = clock.now();
    const { step, checkpoint } = this.#trainer;
    const news = await asked.question({ step, isEvaluated: this.#evaluatedAt === step, checkpoint });
    if (news !== null) emit(news);
    this.#questions.answered(asked, step, clock.now() - startedMs);
  }

  async #evaluate(): Promise<void> {
    await this.#beginEvaluation();
    await this.#tellFound();
  }

  async #beginEvaluation(): Promise<void> {
    const { clock } = this.#tools;
    const { step } = this.#trainer;
    const startedMs = clock.now();
    const { found } = await this.#trainer.beginEvaluation();
    this.#evaluatedAt = step;
    this.#finding = { step, found };
    const tookMs = clock.now() - startedMs;
    this.#nextLivelyMs = clock.now() + Math.max(unscheduledEvaluationMs, tookMs / standingShare);
  }

  async #tellFound(): Promise<void> {
    if (this.#finding === null) return;
    const { emit, control, stopping } = this.#tools;
    const { step, found } = this.#finding;
    this.#finding = null;
    const evaluations = await found;
    stopping.take(evaluations);
    for (const evaluation of evaluations) emit({ type: 'evaluated', ...evaluation });
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
