/** Remembers what is needed to continue a worker's run in another worker. */

import { type BackendName, backendNames } from '../../analysis/produced/backend.ts';
import { withChange } from '../../experiment/learningRate.ts';
import type { Command, CommandOf, RunCheckpoint, SessionEvent } from '../../run/protocol.ts';

/** `poolWorker`: a thread that trained beside the worker; `download`: a worker whose script did not arrive. */
export type LossKind = 'device' | 'worker' | 'poolWorker' | 'download';

/** Losses of one run since its last checkpoint. */
interface Losses {
  readonly ofBackend: readonly BackendName[];
  /** Losses in a row before the run had a backend. */
  readonly inStart: number;
  readonly ofPoolWorker: number;
}

const noLosses: Losses = { ofBackend: [], inStart: 0, ofPoolWorker: 0 };

// One is bad luck, two are a pattern; browsers also refuse the GPU to a page that lost it twice.
const maxLosses = 1;
const maxLossesInStart = 2;

export class WorkerRunMemory {
  readonly runId: number;
  /** True once the run has failed or was disposed. */
  isOver = false;
  isDisposeAsked = false;
  /** The last loss, until the run is ready again. */
  recoveringFrom: LossKind | null = null;
  #backend: BackendName | null = null;
  #losses = noLosses;
  #start: CommandOf<'start'>;
  #checkpoint: RunCheckpoint | null;
  #play: CommandOf<'play'> | null = null;
  #endedAt: number | null = null;
  /** Learning rate requested and not yet answered. */
  #learningRate: CommandOf<'setLearningRate'> | null = null;
  /** Reported divergences, which a restored run finds again. */
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
    if (command.type === 'setLearningRate') this.#learningRate = command;
    if (command.type === 'dispose') this.isDisposeAsked = true;
    if (command.type === 'setSpeed' && this.#play !== null) {
      this.#play = { ...this.#play, stepsPerSecond: command.stepsPerSecond };
    }
  }

  /** False for a divergence already reported before the checkpoint that the run was restored to. */
  noteEvent(event: SessionEvent): boolean {
    if (event.type === 'ready') {
      this.#backend = event.backend.backend;
      this.#losses = { ...this.#losses, inStart: 0 };
    }
    if (event.type === 'checkpoint') {
      this.#checkpoint = event.checkpoint;
      this.#divergedAtCheckpoint = this.#diverged;
      this.#losses = noLosses;
    }
    if (event.type === 'learningRateChanged') this.#changeLearningRate(event.step, event.value);
    if (event.type === 'failed' || event.type === 'disposed') this.isOver = true;
    if (event.type === 'progress' && event.state === 'finished') this.#endedAt ??= event.step;
    return event.type !== 'diverged' || this.#isNewDivergence(`${event.cardId} ${event.replica}`);
  }

  noteLoss(kind: LossKind): boolean {
    this.#losses = withLoss(this.#losses, kind, this.#backend);
    this.#backend = null;
    this.recoveringFrom = kind;
    return !isHopeless(this.#losses);
  }

  isTrainingAt(step: number): boolean {
    return this.#play !== null && step < (this.#endedAt ?? this.#start.experiment.training.numSteps);
  }

  /** Restores the run at its last checkpoint, playing if it was. */
  commandsToGoOn(): readonly Command[] {
    this.#diverged = this.#divergedAtCheckpoint;
    const excluded = [
      ...new Set([...(this.#start.excludedBackends ?? []), ...excludedBackends(this.#losses)]),
    ];
    const isAlone = mustBeAlone(this.#losses) || this.#start.isAlone === true;
    const start = { ...this.#start, checkpoint: this.#checkpoint, excludedBackends: excluded, isAlone };
    return [start, this.#learningRate, this.#play].filter((command) => command !== null);
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

/** `backend`: null if the worker died before it had one. */
function withLoss(losses: Losses, kind: LossKind, backend: BackendName | null): Losses {
  if (kind === 'poolWorker') return { ...losses, ofPoolWorker: losses.ofPoolWorker + 1 };
  if (backend === null) return { ...losses, inStart: losses.inStart + 1 };
  return { ...losses, ofBackend: [...losses.ofBackend, backend] };
}

function mustBeAlone({ ofPoolWorker }: Losses): boolean {
  return ofPoolWorker > maxLosses;
}

function excludedBackends({ ofBackend, inStart }: Losses): readonly BackendName[] {
  const isOut = (name: BackendName) => ofBackend.filter((lost) => lost === name).length > maxLosses;
  // A worker that keeps dying while it starts most likely dies of the GPU.
  return backendNames.filter((name) => isOut(name) || (name === 'webgpu' && inStart >= maxLossesInStart));
}

function isHopeless(losses: Losses): boolean {
  return losses.inStart > maxLossesInStart || excludedBackends(losses).length === backendNames.length;
}
