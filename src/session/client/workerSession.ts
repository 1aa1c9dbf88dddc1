/** Session in a worker; after a loss of worker or device it continues in a new worker from the last checkpoint. */
import { assertNotDisposed } from '../../core/errors.ts';
import { isOffline } from '../../core/retriedDownload.ts';
import type {
  Command,
  CommandOf,
  EventOf,
  FromWorker,
  Session,
  SessionEvent,
  ToWorker,
} from '../../run/protocol.ts';
import { text } from '../../text/text.ts';
import { createHeartbeat, type Heartbeat, type HeartbeatTimes, usualHeartbeat } from './workerHeartbeat.ts';
import { type LossKind, WorkerRunMemory } from './workerRunMemory.ts';

type Listener = (event: SessionEvent) => void;

/** Calls `createWorker` at the first start and after every loss. */
export class WorkerSession implements Session {
  readonly #createWorker: () => Worker;
  readonly #heartbeat: Heartbeat;
  readonly #listeners = new Set<Listener>();
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

  readonly subscribe = (listener: Listener): (() => void) => {
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

  /** False if no worker could be made; the loss is then already handled. */
  #launch(): boolean {
    try {
      const worker = this.#createWorker();
      // A dropped worker may still have messages under way.
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
    const lost = lossIn(message);
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
    else this.#onEvent(hopeless(run.runId, kind));
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

function lossIn(event: SessionEvent): LossKind | null {
  if (event.type !== 'failed') return null;
  return event.reason === 'device' || event.reason === 'poolWorker' ? event.reason : null;
}

function hopeless(runId: number, lost: LossKind): SessionEvent {
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
