/** Session in a worker; after a loss of worker or device it continues in a new worker from the last checkpoint. */

import { type BackendName, backendNames } from '../../analysis/produced/backend.ts';
import { assertNotDisposed } from '../../core/errors.ts';
import { isOffline } from '../../core/retriedDownload.ts';
import { withLearningRateChange } from '../../experiment/learningRate.ts';
import type {
  Command,
  CommandOf,
  EventOf,
  FromWorker,
  RunCheckpoint,
  Session,
  SessionEvent,
  ToWorker,
} from '../../run/protocol.ts';
import { text } from '../../text/text.ts';
import { createHeartbeat, type Heartbeat, type HeartbeatTimes, usualHeartbeat } from './workerHeartbeat.ts';

const noLossCounts: LossCounts = { ofBackend: [], inStart: 0, ofPoolWorker: 0 };

// One loss is chance, two are a pattern; browsers also refuse the GPU to a page that lost it twice.
const maxLosses = 1;
const maxLossesInStart = 2;

class WorkerRunMemory {
  readonly runId: number;
  isOver = false;
  isDisposeAsked = false;
  recoveringFrom: LossKind | null = null;
  #backend: BackendName | null = null;
  #losses = noLossCounts;
  #start: CommandOf<'start'>;
  #checkpoint: RunCheckpoint | null;
  #play: CommandOf<'play'> | null = null;
  #endedAt: number | null = null;
  #learningRate: CommandOf<'setLearningRate'> | null = null;
  /** Divergences reported so far; a restored run reports them again. */
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

  /** Notes an event; false for a divergence that was already reported before the run was restored. */
  noteEvent(event: SessionEvent): boolean {
    if (event.type === 'ready') {
      this.#backend = event.backend.backend;
      this.#losses = { ...this.#losses, inStart: 0 };
    }
    if (event.type === 'checkpoint') {
      this.#checkpoint = event.checkpoint;
      this.#divergedAtCheckpoint = this.#diverged;
      this.#losses = noLossCounts;
    }
    if (event.type === 'learningRateChanged') this.#changeLearningRate(event.step, event.value);
    if (event.type === 'failed' || event.type === 'disposed') this.isOver = true;
    if (event.type === 'progress' && event.state === 'finished') this.#endedAt ??= event.step;
    return event.type !== 'diverged' || this.#isNewDivergence(`${event.cardId} ${event.replica}`);
  }

  noteLoss(kind: LossKind): boolean {
    this.#losses = lossCountsAfter(this.#losses, kind, this.#backend);
    this.#backend = null;
    this.recoveringFrom = kind;
    return !isRecoveryHopeless(this.#losses);
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
    const isAlone = mustTrainAlone(this.#losses) || this.#start.isAlone === true;
    const start = { ...this.#start, checkpoint: this.#checkpoint, excludedBackends: excluded, isAlone };
    return [start, this.#learningRate, this.#play].filter((command) => command !== null);
  }

  #changeLearningRate(step: number, value: number): void {
    if (value === this.#learningRate?.value) this.#learningRate = null;
    const { experiment } = this.#start;
    const learningRateChanges = withLearningRateChange(experiment.training.learningRateChanges, {
      step,
      value,
    });
    const training = { ...experiment.training, learningRateChanges };
    this.#start = { ...this.#start, experiment: { ...experiment, training } };
  }

  #isNewDivergence(key: string): boolean {
    if (this.#diverged.has(key)) return false;
    this.#diverged = new Set([...this.#diverged, key]);
    return true;
  }
}

type SessionListener = (event: SessionEvent) => void;

/** Calls `createWorker` at the first start and after every loss. */
export class WorkerSession implements Session {
  readonly #createWorker: () => Worker;
  readonly #heartbeat: Heartbeat;
  readonly #listeners = new Set<SessionListener>();
  #worker: Worker | null = null;
  #run: WorkerRunMemory | null = null;
  #isDisposed = false;

  constructor(createWorker: () => Worker, heartbeatTimes: HeartbeatTimes = usualHeartbeat) {
    this.#createWorker = createWorker;
    const ping = () => this.#post({ type: 'ping' });
    this.#heartbeat = createHeartbeat(ping, () => this.#onLoss('worker'), heartbeatTimes);
  }

  readonly send = (command: Command): void => {
    assertNotDisposed(this.#isDisposed, 'The session');
    if (command.type === 'warm') this.#warm(command);
    else if (command.type === 'start') this.#start(command);
    else if (command.runId === this.#run?.runId) this.#pass(command, this.#run);
  };

  readonly subscribe = (listener: SessionListener): (() => void) => {
    assertNotDisposed(this.#isDisposed, 'The session');
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly dispose = (): void => {
    this.#isDisposed = true;
    this.#listeners.clear();
    this.#run = null;
    this.#dropWorker();
  };

  #start(command: CommandOf<'start'>): void {
    if (this.#run !== null && command.runId <= this.#run.runId) return;
    this.#run = new WorkerRunMemory(command);
    this.#goOn();
  }

  #warm(command: Command): void {
    if (this.#run !== null || (this.#worker === null && !this.#launch())) return;
    this.#post(command);
  }

  #pass(command: Exclude<Command, { type: 'warm' }>, run: WorkerRunMemory): void {
    run.noteCommand(command);
    if (this.#worker !== null) this.#post(command);
    else if (run.isDisposeAsked) this.#onEvent(disposedWithoutWorker(run.runId));
  }

  #goOn(): void {
    const run = this.#run;
    if (run === null || (this.#worker === null && !this.#launch())) return;
    for (const command of run.commandsToGoOn()) this.#post(command);
    this.#heartbeat.start();
  }

  /** False if no worker could be created; the loss is then already handled. */
  #launch(): boolean {
    try {
      const worker = this.#createWorker();
      // Ignores messages that a replaced worker may still send.
      const ifCurrent = (act: () => void) => () => this.#worker === worker && act();
      worker.onmessage = (message: MessageEvent<FromWorker>) =>
        ifCurrent(() => this.#onMessage(message.data))();
      worker.onerror = (event) => {
        // Handled here; the page need not see it.
        event.preventDefault();
        // Only an error thrown inside a worker has a message.
        ifCurrent(() => this.#onLoss('message' in event ? 'worker' : 'download'))();
      };
      worker.onmessageerror = ifCurrent(() => this.#onLoss('worker'));
      this.#worker = worker;
      return true;
    } catch {
      this.#onLoss('worker');
      return false;
    }
  }

  #onMessage(message: FromWorker): void {
    this.#heartbeat.heard();
    if (message.type === 'pong') return;
    const lost = lossKindOfEvent(message);
    if (lost === null) this.#onEvent(message);
    else if (message.runId === this.#run?.runId) this.#onLoss(lost);
  }

  #onEvent(event: SessionEvent): void {
    const run = this.#run;
    if (run === null || event.runId !== run.runId) return;
    if (run.noteEvent(event)) this.#emit(event);
    if (run.isOver) this.#heartbeat.stop();
    if (event.type === 'ready') this.#onReady(run, event);
  }

  #onReady(run: WorkerRunMemory, event: EventOf<'ready'>): void {
    const lost = run.recoveringFrom;
    run.recoveringFrom = null;
    if (lost === null) return;
    const { runId, step } = event;
    const { backend } = event.backend;
    const words = lost === 'device' ? text.session.recoveredFromDevice : text.session.recoveredFromWorker;
    const message = words(step, backend, run.isTrainingAt(step));
    this.#emit({ type: 'recovered', runId, step, backend, message });
  }

  #onLoss(kind: LossKind): void {
    this.#dropWorker();
    const run = this.#run;
    if (run === null || run.isOver) return;
    if (run.isDisposeAsked) {
      this.#onEvent(disposedWithoutWorker(run.runId));
      return;
    }
    if (run.noteLoss(kind)) this.#goOn();
    else this.#onEvent(recoveryFailedEvent(run.runId, kind));
  }

  #dropWorker(): void {
    this.#heartbeat.stop();
    this.#worker?.terminate();
    this.#worker = null;
  }

  #post(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #emit(event: SessionEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

function lossKindOfEvent(event: SessionEvent): LossKind | null {
  if (event.type !== 'failed') return null;
  return event.reason === 'device' || event.reason === 'poolWorker' ? event.reason : null;
}

function recoveryFailedEvent(runId: number, lost: LossKind): SessionEvent {
  const { cannotRecover, noNetwork, notDownloaded } = text.session;
  const ofDownload = isOffline() ? noNetwork : notDownloaded;
  return {
    type: 'failed',
    runId,
    reason: 'worker',
    message: lost === 'download' ? ofDownload : cannotRecover,
  };
}

function disposedWithoutWorker(runId: number): SessionEvent {
  return { type: 'disposed', runId, memory: { numTensors: 0, numBytes: 0 } };
}

/** `poolWorker`: a thread that trained beside the worker; `download`: a worker whose script did not arrive. */
type LossKind = 'device' | 'worker' | 'poolWorker' | 'download';

interface LossCounts {
  readonly ofBackend: readonly BackendName[];
  /** Losses in a row before the run had a backend. */
  readonly inStart: number;
  readonly ofPoolWorker: number;
}

/** `backend`: null if the worker died before it had one. */
function lossCountsAfter(losses: LossCounts, kind: LossKind, backend: BackendName | null): LossCounts {
  if (kind === 'poolWorker') return { ...losses, ofPoolWorker: losses.ofPoolWorker + 1 };
  if (backend === null) return { ...losses, inStart: losses.inStart + 1 };
  return { ...losses, ofBackend: [...losses.ofBackend, backend] };
}

function mustTrainAlone({ ofPoolWorker }: LossCounts): boolean {
  return ofPoolWorker > maxLosses;
}

function excludedBackends({ ofBackend, inStart }: LossCounts): readonly BackendName[] {
  const isOut = (name: BackendName) => ofBackend.filter((lost) => lost === name).length > maxLosses;
  // A worker that keeps dying while it starts is most likely killed by the GPU.
  return backendNames.filter((name) => isOut(name) || (name === 'webgpu' && inStart >= maxLossesInStart));
}

function isRecoveryHopeless(losses: LossCounts): boolean {
  return losses.inStart > maxLossesInStart || excludedBackends(losses).length === backendNames.length;
}
