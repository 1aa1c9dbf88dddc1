/** Remembers of a run in a worker what it takes to go on in another one. */
import { withChange } from '../../experiment/learningRate.ts';
import type { BackendName } from '../../analysis/produced/backend.ts';
import type { Command, CommandOf, RunCheckpoint, SessionEvent } from '../../run/protocol.ts';
import {
  excludedBackends,
  isHopeless,
  type LossKind,
  mustBeAlone,
  noLosses,
  withLoss,
} from './workerRecovery.ts';

/** The memory of one run; lives as long as the page speaks of that run. */
export class WorkerRunMemory {
  readonly runId: number;
  /** True when it failed or was disposed: there is nothing to go on with. */
  isOver = false;
  isDisposeAsked = false;
  /** The last thing that was lost, until the run is ready again. */
  recoveringFrom: LossKind | null = null;
  /** The backend it runs on; null before it is ready. */
  #backend: BackendName | null = null;
  /** Losses since the run last got further. */
  #losses = noLosses;
  #start: CommandOf<'start'>;
  #checkpoint: RunCheckpoint | null;
  /** The play in force; null: paused. */
  #play: CommandOf<'play'> | null = null;
  /** The step where the run has ended; null: it has not. */
  #endedAt: number | null = null;
  #inspect: CommandOf<'inspect'> | null = null;
  #follow: CommandOf<'follow'> | null = null;
  /** Networks of the past are to be kept; null: they are not. */
  #keep: CommandOf<'keep'> | null = null;
  #surfaces: CommandOf<'surfaces'> | null = null;
  /** The learning rate asked for and not yet answered. */
  #learningRate: CommandOf<'setLearningRate'> | null = null;
  /** Reported divergences; a restored run finds them again. */
  #diverged: ReadonlySet<string> = new Set();
  #divergedAtCheckpoint = this.#diverged;

  constructor(start: CommandOf<'start'>) {
    this.runId = start.runId;
    this.#start = start;
    this.#checkpoint = start.checkpoint ?? null;
  }

  noteCommand(command: Command): void {
    if (command.type === 'play') this.#play = command;
    if (command.type === 'pause') this.#play = null;
    if (command.type === 'inspect') this.#inspect = command.request === null ? null : command;
    if (command.type === 'follow') this.#follow = command.request === null ? null : command;
    if (command.type === 'keep') this.#keep = command;
    if (command.type === 'surfaces') this.#surfaces = command.request === null ? null : command;
    if (command.type === 'setLearningRate') this.#learningRate = command;
    if (command.type === 'dispose') this.isDisposeAsked = true;
    if (command.type === 'setSpeed' && this.#play !== null) {
      this.#play = { ...this.#play, stepsPerSecond: command.stepsPerSecond };
    }
  }

  /** Takes note of an event; false for a divergence that was reported before the checkpoint which the run went back to. */
  noteEvent(event: SessionEvent): boolean {
    switch (event.type) {
      case 'ready':
        this.#backend = event.backend.backend;
        this.#losses = { ...this.#losses, inStart: 0 };
        return true;
      case 'checkpoint':
        this.#checkpoint = event.checkpoint;
        this.#divergedAtCheckpoint = this.#diverged;
        this.#losses = noLosses;
        return true;
      case 'learningRateChanged':
        this.#changeLearningRate(event.step, event.value);
        return true;
      case 'diverged':
        return this.#isNewDivergence(`${event.cardId} ${event.replica}`);
      case 'failed':
      case 'disposed':
        this.isOver = true;
        return true;
      case 'progress':
        if (event.state === 'finished') this.#endedAt ??= event.step;
        return true;
      case 'exported':
      case 'learned':
      case 'followed':
      case 'surfaces':
      case 'unanswered':
      case 'preparing':
      case 'evaluated':
      case 'linear':
      case 'recovered':
        return true;
      default:
        return event satisfies never;
    }
  }

  /** Takes note of a loss; false when there is nothing left to try. */
  noteLoss(kind: LossKind): boolean {
    this.#losses = withLoss(this.#losses, kind, this.#backend);
    this.#backend = null;
    this.recoveringFrom = kind;
    return !isHopeless(this.#losses);
  }

  /** True if a run that stands at `step` trains by itself. */
  isTrainingAt(step: number): boolean {
    return this.#play !== null && step < (this.#endedAt ?? this.#start.experiment.training.numSteps);
  }

  /** The commands that bring the run back to where its last checkpoint was taken, playing if it was playing. */
  commandsToGoOn(): readonly Command[] {
    this.#diverged = this.#divergedAtCheckpoint;
    const excluded = [
      ...new Set([...(this.#start.excludedBackends ?? []), ...excludedBackends(this.#losses)]),
    ];
    const isAlone = mustBeAlone(this.#losses) || this.#start.isAlone === true;
    const start = { ...this.#start, checkpoint: this.#checkpoint, excludedBackends: excluded, isAlone };
    const questions = [this.#keep, this.#inspect, this.#follow, this.#surfaces];
    return [start, this.#learningRate, ...questions, this.#play].filter((command) => command !== null);
  }

  #changeLearningRate(step: number, value: number): void {
    if (value === this.#learningRate?.value) this.#learningRate = null;
    const { experiment } = this.#start;
    const learningRateChanges = withChange(experiment.training.learningRateChanges, { step, value });
    const training = { ...experiment.training, learningRateChanges };
    this.#start = { ...this.#start, experiment: { ...experiment, training } };
  }

  #isNewDivergence(key: string): boolean {
    if (this.#diverged.has(key)) return false;
    this.#diverged = new Set([...this.#diverged, key]);
    return true;
  }
}
