/**
 * Session with the networks of the run shown: its own, or a background retraining of one replica.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendName } from '../../../src/analysis/produced/backend.ts';
import { oncePer } from '../../../src/core/oncePer.ts';
import type { Session } from '../../../src/run/protocol.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { text } from '../../../src/text/text.ts';
import type { RunController } from '../run/runController.ts';
import { isAlive } from '../run/runStatus.ts';
import { type FileStore, fileFor, missingFile } from '../stores/fileStore.ts';
import type { TrainingQueue } from '../stores/trainingQueue.ts';
import type { ViewStore } from '../stores/viewStore.ts';
import {
  type BackgroundRetraining,
  createBackgroundRetraining,
  type RetrainingPlan,
  type RetrainingProgress,
  retrainingPlanOf,
} from './backgroundRetraining.ts';

// A longer retraining starts only on request.
const LONGEST_UNASKED_SECONDS = 20;
// A longer retraining is worth starting more threads.
const LONGEST_ALONE_SECONDS = 3;

/** The object is the same for as long as the networks are. */
export interface HeldNetworks {
  /** Must not be used to move the run; only `runId` answers. */
  readonly session: Pick<Session, 'send' | 'subscribe'>;
  readonly runId: number;
  /**
   * Null if all replicas are held, at the current step. Otherwise the retrained replica, which has
   * number 0 in this session and answers for every past `step`.
   */
  readonly onlyReplica: number | null;
  /** Null if the run itself holds the networks. */
  readonly savedRun: StartedRun | null;
  /** Retraining uses another backend, so last digits may differ. */
  readonly otherBackend: BackendName | null;
}

export type NetworkState =
  /** No results, or a sender's run, which is never retrained. */
  | { readonly phase: 'none' }
  /** Retraining takes long and waits for `begin`. */
  | { readonly phase: 'offered'; readonly replica: number; readonly seconds: number }
  /** `held` is set before the first step, once it can be queried. */
  | {
      readonly phase: 'training';
      readonly savedRun: StartedRun;
      readonly held: HeldNetworks | null;
      readonly replica: number;
      /** 0 to 1. */
      readonly share: number;
    }
  | { readonly phase: 'ready'; readonly held: HeldNetworks }
  /** `canTryAgain`: by calling `begin`. */
  | { readonly phase: 'failed'; readonly message: string; readonly canTryAgain: boolean };

interface SourceDependencies {
  readonly run: Pick<RunController, 'status' | 'shown' | 'session'>;
  readonly view: Pick<ViewStore, 'getState' | 'subscribe'>;
  readonly files: FileStore;
  readonly openPlainSession: () => Session;
  readonly queue: TrainingQueue;
}

export const networkSourceOf = oncePer((page: SourceDependencies) => new NetworkSource(page));

type MayBegin = (saved: StartedRun) => boolean;

interface Planned {
  readonly saved: StartedRun;
  readonly replica: number;
  readonly table: Blob | null;
  readonly plan: RetrainingPlan | string;
}

/** The creator disposes it. */
export class NetworkSource {
  readonly #dependencies: SourceDependencies;
  readonly #store: StoreApi<NetworkState>;
  readonly #ends: readonly (() => void)[];
  readonly #wants = new Set<{ readonly mayBegin: MayBegin }>();
  #isAskedFor = false;
  #planned: Planned | null = null;
  #retraining: BackgroundRetraining | null = null;
  #held: HeldNetworks | null = null;

  constructor(dependencies: SourceDependencies) {
    this.#dependencies = dependencies;
    this.#store = createStore<NetworkState>(() => this.#newest());
    const { run, view, files } = dependencies;
    this.#ends = [run.shown, view, files].map((one) => one.subscribe(this.#follow));
  }

  get store(): Pick<StoreApi<NetworkState>, 'getState' | 'getInitialState' | 'subscribe'> {
    return this.#store;
  }

  readonly held = (): HeldNetworks | null => {
    this.#follow();
    const state = this.#store.getState();
    return 'held' in state ? state.held : null;
  };

  /** Retrains only saved runs that `mayBegin` accepts. Returns the idempotent withdrawal. */
  readonly want = (mayBegin: MayBegin = () => true): (() => void) => {
    const own = { mayBegin };
    this.#wants.add(own);
    this.#follow();
    return () => {
      if (this.#wants.delete(own)) this.#follow();
    };
  };

  readonly begin = (): void => {
    if (this.#store.getState().phase === 'failed') this.#drop();
    this.#isAskedFor = true;
    this.#follow();
  };

  /** Nothing may be called afterwards. */
  readonly dispose = (): void => {
    for (const end of this.#ends) end();
    this.#wants.clear();
    this.#drop();
  };

  readonly #follow = (): void => {
    const next = this.#newest();
    if (!isSameState(next, this.#store.getState())) this.#store.setState(next, true);
    // Start now that all subscribers have sent their requests, so that none misses the first step.
    this.#retraining?.want(this.#isWanted());
  };

  #newest(): NetworkState {
    const { run } = this.#dependencies;
    const status = run.status();
    const { phase, origin, savedRun, runId } = status;
    const session = isAlive(status) ? run.session() : null;
    if (session !== null) return { phase: 'ready', held: this.#heldByRun(session, runId) };
    if (phase !== 'recorded' || savedRun === null || origin === 'sender') {
      this.#drop();
      return { phase: 'none' };
    }
    const plan = this.#planFor(savedRun);
    if (typeof plan === 'string') return { phase: 'failed', message: plan, canTryAgain: false };
    return this.#retrainingState(plan, savedRun);
  }

  #heldByRun(session: Session, runId: number): HeldNetworks {
    if (this.#held?.session !== session || this.#held.runId !== runId) this.#drop();
    this.#held ??= { session, runId, onlyReplica: null, savedRun: null, otherBackend: null };
    return this.#held;
  }

  #planFor(saved: StartedRun): RetrainingPlan | string {
    const { view, files } = this.#dependencies;
    const { replica: chosen } = view.getState();
    const { data, training } = saved.experiment;
    const replica = chosen === 'mean' || chosen >= training.numReplicas ? 0 : chosen;
    const table = fileFor(files.getState(), data)?.packed ?? null;
    const before = this.#planned;
    if (before?.saved === saved && before.replica === replica && before.table === table) return before.plan;
    this.#drop();
    const missing = missingFile(files.getState(), data);
    const plan = missing === null ? retrainingPlanOf(saved, replica) : text.learned.quiet.fileNeeded(missing);
    this.#planned = { saved, replica, table, plan };
    return plan;
  }

  #retrainingState(plan: RetrainingPlan, savedRun: StartedRun): NetworkState {
    const isLong = plan.seconds > LONGEST_UNASKED_SECONDS;
    if (this.#retraining === null && isLong && !this.#isAskedFor)
      return { phase: 'offered', replica: plan.replica, seconds: plan.seconds };
    if (this.#isWanted()) this.#retraining ??= this.#begun(plan);
    const progress = this.#retraining?.progress() ?? notBegun;
    const { share, failure } = progress;
    if (failure !== null) return { phase: 'failed', message: failure, canTryAgain: true };
    const { backend } = progress;
    const otherBackend = backend === plan.backend ? null : backend;
    const held = this.#retraining && backend && this.#heldByRetraining(this.#retraining, otherBackend);
    return held !== null && share >= 1
      ? { phase: 'ready', held }
      : { phase: 'training', savedRun, held, replica: plan.replica, share };
  }

  #isWanted(): boolean {
    const { saved } = this.#planned ?? {};
    return saved !== undefined && [...this.#wants].some(({ mayBegin }) => mayBegin(saved));
  }

  #begun({ experiment, seconds }: RetrainingPlan): BackgroundRetraining {
    const table = this.#planned?.table ?? null;
    const start = { experiment, table, isAlone: seconds <= LONGEST_ALONE_SECONDS };
    const { openPlainSession, queue } = this.#dependencies;
    return createBackgroundRetraining(openPlainSession(), start, queue, this.#follow);
  }

  #heldByRetraining(
    { session, runId }: BackgroundRetraining,
    otherBackend: BackendName | null,
  ): HeldNetworks {
    if (this.#held?.otherBackend !== otherBackend) this.#held = null;
    const { replica: onlyReplica = 0, saved: savedRun = null } = this.#planned ?? {};
    this.#held ??= { session, runId, onlyReplica, savedRun, otherBackend };
    return this.#held;
  }

  #drop(): void {
    this.#retraining?.dispose();
    this.#retraining = null;
    this.#held = null;
    this.#planned = null;
    this.#isAskedFor = false;
  }
}

const notBegun: RetrainingProgress = { backend: null, share: 0, failure: null };

// Progress arrives ten times a second, even if nothing has changed.
function isSameState(a: NetworkState, b: NetworkState): boolean {
  const [own, other] = [a, b].map((state): Readonly<Record<string, unknown>> => ({ ...state }));
  return Object.keys({ ...own, ...other }).every((key) => own?.[key] === other?.[key]);
}
