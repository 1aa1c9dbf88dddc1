/** A trainer, a clock and backends without TensorFlow.js, and a record of what a engine says. */
import { expect } from 'vitest';
import type { BackendName } from '../../../../src/analysis/produced/backend.ts';
import type { CardEvaluation } from '../../../../src/analysis/produced/evaluation.ts';
import type { Checkpoint, SavedCard } from '../../../../src/analysis/produced/networks.ts';
import type { RunningBackend } from '../../../../src/engine/backend/engineBackend.ts';
import type { CreateTrainer, Trainer } from '../../../../src/engine/train/trainer.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setNumTasks } from '../../../../src/experiment/edit.ts';
import type { Experiment, TrainingConfig } from '../../../../src/experiment/experiment.ts';
import type { Clock } from '../../../../src/run/clock.ts';
import type { Command, EventOf, Session, SessionEvent } from '../../../../src/run/protocol.ts';
import type { BackendKeeper } from '../../../../src/session/engine/backendKeeper.ts';
import { createRunManager } from '../../../../src/session/engine/runManager.ts';
import { createPool, oneThread } from '../../../../src/session/pool/pool.ts';

const memory = { numTensors: 3, numBytes: 12 };

/** Two tasks, one card, two replicas, 20 steps, an evaluation every 5. */
export function smallExperiment(training: Partial<TrainingConfig> = {}): Experiment {
  const usual = defaultExperiment();
  return {
    ...setNumTasks(usual, 2),
    cards: usual.cards.slice(0, 1),
    training: { ...usual.training, numReplicas: 2, numSteps: 20, evalEvery: 5, ...training },
  };
}

/** Time passes only by work and waiting; every wait also lets other tasks of the process run. */
export function createFakeClock(): Clock & { readonly pass: (ms: number) => void } {
  let nowMs = 0;
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => nowMs,
    pass: (ms) => {
      nowMs += ms;
    },
    yieldToMessages: turn,
    wait: async (delayMs) => {
      await turn();
      nowMs += delayMs;
    },
  };
}

/** Resolves when `count` turns of the event loop have passed. */
export async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}

export interface FakeTrainerSettings {
  readonly clock: ReturnType<typeof createFakeClock>;
  readonly msPerStep?: number;
  readonly msPerCheckpoint?: number;
  /** Replica 0 diverges at this step, all others at `allDivergeAt`. */
  readonly divergeAt?: number;
  readonly allDivergeAt?: number;
  /** The validation loss is lowest at this step; left out: it falls for ever. */
  readonly bestAt?: number;
  /** Called before each step. */
  readonly onStep?: (step: number, learningRate: number) => void;
  /** Called before each evaluation. */
  readonly onEvaluate?: (step: number) => void;
  /** There are two threads, and the other one evaluates for so many turns longer. Left out: one thread. */
  readonly turnsBehind?: number;
}

/** Counts steps and the trainers alive. */
export function createFakeTrainers(settings: FakeTrainerSettings) {
  const alive = new Set<Trainer>();
  const learningRates: number[] = [];
  const create: CreateTrainer = async (experiment, checkpoint, hooks) => {
    hooks.onCompiling?.();
    const trainer = fakeTrainer(experiment, checkpoint, settings, learningRates, () => alive.delete(trainer));
    alive.add(trainer);
    return trainer;
  };
  return { create, alive, learningRates };
}

function fakeTrainer(
  experiment: Experiment,
  checkpoint: Checkpoint | null,
  {
    clock,
    msPerStep = 1,
    msPerCheckpoint = 0,
    divergeAt = Infinity,
    allDivergeAt = Infinity,
    bestAt,
    onStep,
    onEvaluate,
    turnsBehind,
  }: FakeTrainerSettings,
  learningRates: number[],
  onDispose: () => void,
): Trainer {
  let step = checkpoint?.step ?? 0;
  const lossOf = (replica: number) =>
    step >= allDivergeAt || (replica === 0 && step >= divergeAt) ? Number.NaN : 1 / (1 + step);
  const losses = () =>
    Array.from({ length: experiment.training.numReplicas }, (_, replica) =>
      experiment.tasks.map(() => lossOf(replica)),
    ).flat();
  const validation = () =>
    bestAt === undefined ? losses() : losses().map((loss) => 0 * loss + 1 + Math.abs(step - bestAt));
  const evaluation = (cardId: string): CardEvaluation => ({
    cardId,
    loss: { step, train: losses(), validation: validation(), test: losses(), auc: losses() },
    gates: { step, levels: [] },
  });
  const evaluate = async () => {
    onEvaluate?.(step);
    return experiment.cards.map((card) => evaluation(card.id));
  };
  return {
    get step() {
      return step;
    },
    measuredCorrelations: [[[1]]],
    knownLosses: {
      validation: losses().map(() => 1),
      test: losses().map(() => 1),
      floor: losses().map(() => 0),
    },
    trainStep: (learningRate) => {
      onStep?.(step, learningRate);
      learningRates.push(learningRate);
      clock.pass(msPerStep);
      step += 1;
    },
    settle: async () => undefined,
    evaluate,
    beginEvaluation: async () => {
      const evaluations = await evaluate();
      return { found: turns(turnsBehind ?? 0).then(() => evaluations) };
    },
    checkpoint: async () => {
      clock.pass(msPerCheckpoint);
      return {
        step,
        numSummed: 0,
        cards: experiment.cards.map(({ id }) => savedCard(id, step)),
      };
    },
    memory: () => memory,
    numThreads: turnsBehind === undefined ? 1 : 2,
    numDispatches: null,
    stockKernels: [],
    dispose: onDispose,
  };
}

/** A backend that never fails, unless `lose` is called. */
export function createFakeBackend(name: BackendName) {
  const listeners = new Set<(reason: string) => void>();
  let isClosed = false;
  const lose = (reason: string) => {
    for (const listener of [...listeners]) listener(reason);
  };
  const backend: RunningBackend = {
    name,
    kernelBuild: null,
    kernels: { numOperations: 3, fallBacks: ['Fake'] },
    onLost: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    activate: async () => undefined,
    memory: () => ({ numTensors: 0, numBytes: 0 }),
    rest: () => undefined,
    close: () => {
      isClosed = true;
    },
  };
  return { backend, lose, isClosed: () => isClosed, numListeners: () => listeners.size };
}

/** Keeps one fake backend. */
export function createFakeKeeper(name: BackendName = 'cpu') {
  const fake = createFakeBackend(name);
  const { kernels } = fake.backend;
  const report = { backend: name, build: '', kernels, reason: 'It is a fake.', candidates: [] };
  const keeper: BackendKeeper = {
    open: async (_experiment, _excluded, onStage) => {
      onStage('measuring', name);
      return { backend: fake.backend, report };
    },
    close: fake.backend.close,
  };
  return { keeper, lose: fake.lose, isClosed: fake.isClosed, numListeners: fake.numListeners };
}

type TypeOf<E> = E extends { readonly type: infer T } ? T : never;

/** What was said, in order. */
export function createRecord() {
  const events: SessionEvent[] = [];
  return {
    events,
    emit: (event: SessionEvent) => {
      events.push(event);
    },
    of: <T extends TypeOf<SessionEvent>>(type: T) =>
      events.filter((event): event is EventOf<T> => event.type === type),
    evaluatedSteps: () => events.flatMap((event) => (event.type === 'evaluated' ? [event.loss.step] : [])),
    /** Without those that a run which lost its backend has taken back. */
    validSteps: () => validStepsOf(events),
  };
}

function validStepsOf(events: readonly SessionEvent[]): readonly number[] {
  const steps: number[] = [];
  let numAtCheckpoint = 0;
  for (const event of events) {
    if (event.type === 'evaluated') steps.push(event.loss.step);
    if (event.type === 'checkpoint') numAtCheckpoint = steps.length;
    if (event.type === 'ready') steps.length = numAtCheckpoint;
  }
  return steps;
}

export function startOf(experiment: Experiment, runId = 1, checkpoint: Checkpoint | null = null): Command {
  return { type: 'start', runId, experiment, excludedBackends: [], checkpoint };
}

export function playOf(runId = 1, stepsPerSecond: number | null = null): Command {
  return { type: 'play', runId, stepsPerSecond };
}

/** Resolves at the next such event of a session; rejects when the run fails before. */
export const nextOf =
  (session: Pick<Session, 'subscribe'>) =>
  (isIt: (event: SessionEvent) => boolean): Promise<SessionEvent> =>
    new Promise((resolve, reject) => {
      const end = session.subscribe((event) => {
        if (!isIt(event) && event.type !== 'failed') return;
        end();
        if (isIt(event)) resolve(event);
        else reject(new Error(JSON.stringify(event)));
      });
    });

export const isFinished = (event: SessionEvent): boolean =>
  event.type === 'progress' && event.state === 'finished';

/** Ends run 1, of which nothing may be left. */
export async function expectNothingLeft(session: Pick<Session, 'subscribe' | 'send'>): Promise<void> {
  const disposed = nextOf(session)((event) => event.type === 'disposed');
  session.send({ type: 'dispose', runId: 1 });
  expect(await disposed).toMatchObject({ memory: { numTensors: 0, numBytes: 0 } });
}

/** A engine on fakes. */
export function createFakeEngine(
  settings: Omit<FakeTrainerSettings, 'clock'> = {},
  parts: Partial<Parameters<typeof createRunManager>[0]> = {},
) {
  const clock = createFakeClock();
  const trainers = createFakeTrainers({ clock, ...settings });
  const { keeper, lose, isClosed, numListeners } = createFakeKeeper();
  const record = createRecord();
  const engine = createRunManager({
    createTrainer: trainers.create,
    backends: keeper,
    pool: createPool(oneThread),
    emit: record.emit,
    clock,
    ...parts,
  });
  return { engine, record, clock, trainers, lose, isClosed, numListeners };
}

/** An engine on fakes whose run was started and is played. */
export function createPlayedEngine(
  settings?: Omit<FakeTrainerSettings, 'clock'>,
  training?: Partial<TrainingConfig>,
) {
  const fake = createFakeEngine(settings);
  fake.engine.handle(startOf(smallExperiment(training)));
  fake.engine.handle(playOf());
  return fake;
}

/** Its two arrays lie in one buffer. */
function savedCard(cardId: string, step: number): SavedCard {
  const both = Float32Array.of(step, -step);
  return {
    cardId,
    parameters: { fake: both.subarray(0, 1) },
    moment1: {},
    moment2: {},
    lossSum: both.subarray(1),
  };
}
