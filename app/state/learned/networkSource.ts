/** Session that holds the networks of the run shown: the run's own, or a background retraining of one replica. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendName } from '../../../src/analysis/produced/backend.ts';
import { memoise } from '../../../src/core/memoise.ts';
import type { Session } from '../../../src/run/protocol.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { text } from '../../../src/text/text.ts';
import type { RunController } from '../run/runController.ts';
import { canContinue } from '../run/runStatus.ts';
import { type FileStore, fileFor, missingFile } from '../stores/fileStore.ts';
import type { TrainingQueue } from '../stores/trainingQueue.ts';
import type { ViewStore } from '../stores/viewStore.ts';
import {
  type BackgroundRetraining,
  createBackgroundRetraining,
  type RetrainingPlan,
  retrainingPlanOf,
} from './backgroundRetraining.ts';

// Longest retraining, in seconds, that starts without a request.
const LONGEST_UNASKED_SECONDS = 20;
// Longest retraining, in seconds, for which starting more threads does not pay.
const LONGEST_ALONE_SECONDS = 3;

/** The same object for as long as the networks are the same. */
export interface HeldNetworks {
  /** Only for queries about `runId`, never for commands that move the run. */
  readonly session: Pick<Session, 'send' | 'subscribe'>;
  readonly runId: number;
  /** Null: all replicas are held. Else the retrained one: number 0 in this session, for every past `step`. */
  readonly onlyReplica: number | null;
  readonly savedRun: StartedRun | null;
  /** Retraining uses another backend, so last digits may differ. */
  readonly otherBackend: BackendName | null;
}

export type NetworkState =
  /** No results, or a sender's run, which is never retrained. */
  | { readonly phase: 'none' }
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
  | { readonly phase: 'failed'; readonly message: string; readonly canTryAgain: boolean };

interface SourceDependencies {
  readonly run: Pick<RunController, 'status' | 'shown' | 'session'>;
  readonly view: Pick<ViewStore, 'getState' | 'subscribe'>;
  readonly files: FileStore;
  readonly openPlainSession: () => Session;
  readonly queue: TrainingQueue;
}

export const networkSourceOf = memoise((page: SourceDependencies) => new NetworkSource(page));

type MayRetrain = (saved: StartedRun) => boolean;

interface Retraining {
  readonly saved: StartedRun;
  readonly replica: number;
  readonly table: Blob | null;
  readonly plan: RetrainingPlan | string;
  isAskedFor: boolean;
  background: BackgroundRetraining | null;
  held: HeldNetworks | null;
}

/** The creator disposes it. */
export class NetworkSource {
  readonly #dependencies: SourceDependencies;
  readonly #store: StoreApi<NetworkState>;
  readonly #ends: readonly (() => void)[];
  readonly #wants = new Set<{ readonly mayBegin: MayRetrain }>();
  #heldByRun: HeldNetworks | null = null;
  #retraining: Retraining | null = null;

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
  readonly want = (mayBegin: MayRetrain = () => true): (() => void) => {
    const own = { mayBegin };
    this.#wants.add(own);
    this.#follow();
    return () => {
      if (this.#wants.delete(own)) this.#follow();
    };
  };

  readonly begin = (): void => {
    if (this.#store.getState().phase === 'failed') this.#retrain(null);
    this.#newest();
    if (this.#retraining !== null) this.#retraining.isAskedFor = true;
    this.#follow();
  };

  readonly dispose = (): void => {
    for (const end of this.#ends) end();
    this.#wants.clear();
    this.#retrain(null);
  };

  readonly #follow = (): void => {
    const next = this.#newest();
    if (!isSameState(next, this.#store.getState())) this.#store.setState(next, true);
    // Starts only after all subscribers have sent their requests, so that none misses the first step.
    const retraining = this.#retraining;
    retraining?.background?.want(this.#isWanted(retraining));
  };

  #newest(): NetworkState {
    const { run } = this.#dependencies;
    const status = run.status();
    const { phase, origin, savedRun, runId } = status;
    const session = canContinue(status) ? run.session() : null;
    if (session === null) this.#heldByRun = null;
    else if (this.#heldByRun?.session !== session || this.#heldByRun.runId !== runId)
      this.#heldByRun = { session, runId, onlyReplica: null, savedRun: null, otherBackend: null };
    const isRetrained = session === null && phase === 'recorded' && origin !== 'sender';
    this.#retrain(isRetrained ? savedRun : null);
    if (this.#heldByRun !== null) return { phase: 'ready', held: this.#heldByRun };
    if (this.#retraining === null) return { phase: 'none' };
    this.#begin(this.#retraining);
    return networkStateOf(this.#retraining);
  }

  #retrain(saved: StartedRun | null): void {
    const { view, files } = this.#dependencies;
    const before = this.#retraining;
    if (saved !== null) {
      const { data, training } = saved.experiment;
      const { replica: chosen } = view.getState();
      const replica = chosen === 'mean' || chosen >= training.numReplicas ? 0 : chosen;
      const table = fileFor(files.getState(), data)?.packed ?? null;
      if (before?.saved === saved && before.replica === replica && before.table === table) return;
      const missing = missingFile(files.getState(), data);
      const plan =
        missing === null ? retrainingPlanOf(saved, replica) : text.learned.retraining.fileNeeded(missing);
      this.#retraining = { saved, replica, table, plan, isAskedFor: false, background: null, held: null };
    } else this.#retraining = null;
    before?.background?.dispose();
  }

  #begin(retraining: Retraining): void {
    const { plan, saved, replica, table } = retraining;
    if (typeof plan === 'string' || isRetrainingOffered(retraining)) return;
    if (retraining.background === null && this.#isWanted(retraining)) {
      const isAlone = plan.seconds <= LONGEST_ALONE_SECONDS;
      const start = { experiment: plan.experiment, table, isAlone };
      const { openPlainSession, queue } = this.#dependencies;
      retraining.background = createBackgroundRetraining(openPlainSession(), start, queue, this.#follow);
    }
    const { background } = retraining;
    const backend = background?.progress().backend ?? null;
    if (background === null || backend === null) return;
    const otherBackend = backend === plan.backend ? null : backend;
    if (retraining.held?.otherBackend === otherBackend) return;
    const { session, runId } = background;
    retraining.held = { session, runId, onlyReplica: replica, savedRun: saved, otherBackend };
  }

  #isWanted({ saved }: Retraining): boolean {
    return [...this.#wants].some(({ mayBegin }) => mayBegin(saved));
  }
}

const isRetrainingOffered = ({ plan, background, isAskedFor }: Retraining): boolean =>
  typeof plan !== 'string' && plan.seconds > LONGEST_UNASKED_SECONDS && background === null && !isAskedFor;

function networkStateOf(retraining: Retraining): NetworkState {
  const { plan, saved: savedRun, replica, background, held } = retraining;
  if (typeof plan === 'string') return { phase: 'failed', message: plan, canTryAgain: false };
  if (isRetrainingOffered(retraining)) return { phase: 'offered', replica, seconds: plan.seconds };
  const { share = 0, failure = null } = background?.progress() ?? {};
  if (failure !== null) return { phase: 'failed', message: failure, canTryAgain: true };
  return held !== null && share >= 1
    ? { phase: 'ready', held }
    : { phase: 'training', savedRun, held, replica, share };
}

// Progress arrives ten times a second, even if nothing has changed.
function isSameState(a: NetworkState, b: NetworkState): boolean {
  const [own, other] = [a, b].map((state): Readonly<Record<string, unknown>> => ({ ...state }));
  return Object.keys({ ...own, ...other }).every((key) => own?.[key] === other?.[key]);
}
