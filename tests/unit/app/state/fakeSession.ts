/** A session that does nothing by itself: the test sees the commands and sends the events. */

import type { Experiment } from '../../../../src/experiment/experiment.ts';
import type { BackendReport, Command, Session, SessionEvent } from '../../../../src/run/protocol.ts';

type BackendName = BackendReport['backend'];

export interface FakeSession extends Session {
  readonly commands: Command[];
  readonly isDisposed: () => boolean;
  readonly emit: (event: SessionEvent) => void;
  /** Types of the commands sent so far. */
  readonly types: () => readonly string[];
}

export function createFakeSession(): FakeSession {
  const listeners = new Set<(event: SessionEvent) => void>();
  const commands: Command[] = [];
  let disposed = false;
  const assertAlive = () => {
    if (disposed) throw new Error('The session was used after it was disposed.');
  };
  return {
    commands,
    isDisposed: () => disposed,
    types: () => commands.map((command) => command.type),
    send: (command) => {
      assertAlive();
      commands.push(command);
    },
    emit: (event) => {
      for (const listener of [...listeners]) listener(event);
    },
    subscribe: (listener) => {
      assertAlive();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => {
      disposed = true;
      listeners.clear();
    },
  };
}

/** Opens sessions that do nothing by themselves, and notes them. */
export const openInto = (opened: FakeSession[]) => (): FakeSession => {
  const session = createFakeSession();
  opened.push(session);
  return session;
};

const ofEach = (loss: number) => Array.from({ length: 20 }, () => loss);

const memory = { numTensors: 10, numBytes: 1000 };

export const ready = (runId: number, step = 0, backend: BackendName = 'wasm'): SessionEvent => ({
  type: 'ready',
  runId,
  backend: {
    backend,
    build: backend === 'wasm' ? 'simd' : '',
    kernels: { numOperations: 13, fallBacks: ['AdamStep'] },
    reason: 'WebAssembly is the fastest here.',
    candidates: [{ backend: 'wasm', msPerStep: 2.1, note: null }],
    numThreads: 1,
    stockKernels: ['Multiply'],
  },
  step,
  memory,
  measuredCorrelation: [
    [1, 0.81, 0.08, 0.06],
    [0.81, 1, 0.07, 0.05],
    [0.08, 0.07, 1, 0.79],
    [0.06, 0.05, 0.79, 1],
  ],
  // Of four tasks in five repetitions.
  knownLosses: { validation: ofEach(1), test: ofEach(1), floor: ofEach(0.2) },
});

export const progress = (
  runId: number,
  state: 'running' | 'paused' | 'finished',
  step: number,
): SessionEvent => ({ type: 'progress', runId, state, step, stepsPerSecond: 100, memory });

/** Every loss of every task and repetition is `loss`. */
export const evaluated = (
  runId: number,
  cardId: string,
  { tasks, training }: Experiment,
  { step, loss }: { readonly step: number; readonly loss: number },
): SessionEvent => {
  const losses = Array.from({ length: tasks.length * training.numReplicas }, () => loss);
  return {
    type: 'evaluated',
    runId,
    cardId,
    loss: { step, train: losses, validation: losses, test: losses, auc: losses },
    gates: { step, levels: [] },
  };
};
