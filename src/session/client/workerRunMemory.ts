/** Remembers of a run in a worker what it takes to go on in another one, and what the page has already been told. */
import { withChange } from '../../experiment/learningRate.ts';
import type { BackendName, Checkpoint } from '../../results/results.ts';
import type { Command, SessionEvent } from '../protocol.ts';

type StartCommand = Extract<Command, { type: 'start' }>;
type PlayCommand = Extract<Command, { type: 'play' }>;

/** The memory of one run; lives as long as the page speaks of that run. */
export class WorkerRunMemory {
  readonly runId: number;
  /** The backend it runs on; null before it is ready. */
  backend: BackendName | null = null;
  /** It failed or was disposed: there is nothing to go on with. */
  isOver = false;
  isDisposeAsked = false;
  #start: StartCommand;
  #checkpoint: Checkpoint | null;
  /** The play in force; null: paused. */
  #play: PlayCommand | null = null;
  readonly #evaluatedStep = new Map<string, number>();
  readonly #diverged = new Set<string>();

  constructor(start: StartCommand) {
    this.runId = start.runId;
    this.#start = start;
    this.#checkpoint = start.checkpoint;
  }

  /** Takes note of what the page asks for. */
  noteCommand(command: Command): void {
    if (command.type === 'play') this.#play = command;
    if (command.type === 'pause') this.#play = null;
    if (command.type === 'dispose') this.isDisposeAsked = true;
    if (command.type === 'setSpeed' && this.#play !== null) {
      this.#play = { ...this.#play, stepsPerSecond: command.stepsPerSecond };
    }
  }

  /** Takes note of an event; false when the page has seen it before the run went back to a checkpoint. */
  noteEvent(event: SessionEvent): boolean {
    switch (event.type) {
      case 'ready':
        this.backend = event.backend.backend;
        return true;
      case 'checkpoint':
        this.#checkpoint = event.checkpoint;
        return true;
      case 'learningRateChanged':
        this.#changeLearningRate(event.step, event.value);
        return true;
      case 'evaluated':
        return this.#isNewEvaluation(event.cardId, event.loss.step);
      case 'diverged':
        return this.#isNewDivergence(`${event.cardId} ${event.replica}`);
      case 'failed':
      case 'disposed':
        this.isOver = true;
        return true;
      case 'preparing':
      case 'progress':
      case 'recovered':
        return true;
      default:
        return event satisfies never;
    }
  }

  /** The commands that bring the run back to where its last checkpoint was taken, playing if it was playing. */
  commandsToGoOn(excludedBackends: readonly BackendName[]): readonly Command[] {
    const excluded = [...new Set([...this.#start.excludedBackends, ...excludedBackends])];
    const start = { ...this.#start, checkpoint: this.#checkpoint, excludedBackends: excluded };
    return this.#play === null ? [start] : [start, this.#play];
  }

  #changeLearningRate(step: number, value: number): void {
    const { experiment } = this.#start;
    const learningRateChanges = withChange(experiment.training.learningRateChanges, { step, value });
    const training = { ...experiment.training, learningRateChanges };
    this.#start = { ...this.#start, experiment: { ...experiment, training } };
  }

  #isNewEvaluation(cardId: string, step: number): boolean {
    if (step <= (this.#evaluatedStep.get(cardId) ?? -1)) return false;
    this.#evaluatedStep.set(cardId, step);
    return true;
  }

  #isNewDivergence(key: string): boolean {
    const isNew = !this.#diverged.has(key);
    this.#diverged.add(key);
    return isNew;
  }
}
