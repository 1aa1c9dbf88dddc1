/**
 * Says where the networks of the run shown are, for whoever wants to look into them: in the session that trains the run, or, where
 * it was saved without them, in that of a *quiet run*, which trains one repetition of it again. That changes nothing of the run shown,
 * and on the backend that its results are of it gives the very networks. A quiet run begins when somebody wants it, waits while
 * anything else trains, and is over when another run is shown or begins. Knows no component and no question that is asked.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { oncePer } from '../../../src/core/oncePer.ts';
import type { BackendName } from '../../../src/analysis/produced/backend.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import type { Session } from '../../../src/run/protocol.ts';
import { text } from '../../../src/text/text.ts';
import type { RunController } from '../run/runController.ts';
import { isAlive } from '../run/runStatus.ts';
import { type FileStore, fileFor, missingFile } from '../stores/fileStore.ts';
import { beginTurn, type TurnStore, turnsOf } from '../stores/turns.ts';
import type { ViewStore } from '../stores/viewStore.ts';
import {
  createQuietRun,
  QUIET_RUN_ID,
  type QuietPlan,
  type QuietProgress,
  type QuietRun,
  quietPlanOf,
} from './quietRun.ts';

/** Longer ones are not begun unasked. */
const LONGEST_UNASKED_SECONDS = 20;
/** Longer ones are worth the start of more threads. */
const LONGEST_ALONE_SECONDS = 3;

/** Networks that can be asked for something. The same object as long as they are the same networks, and only so long. */
export interface HeldNetworks {
  /** Send it nothing that moves the run, and only what the run `runId` answers. */
  readonly session: Pick<Session, 'send' | 'subscribe'>;
  readonly runId: number;
  /**
   * Null: all repetitions are held, as the run stands. Else the only one, counted from the first of the run shown: in the session it
   * is number 0, and can be asked about every evaluation there was (`step` of a request).
   */
  readonly onlyReplica: number | null;
  /** The saved run whose repetition is trained again; null: the run itself holds them. */
  readonly savedRun: StartedRun | null;
  /** The backend that gives other last digits than that of the results; null: they are the networks that the results are of. */
  readonly otherBackend: BackendName | null;
}

export type NetworkState =
  /** There are no results, or no networks that made them: those of a sender's run nobody trains unasked. */
  | { readonly phase: 'none' }
  /** They take so long to train again that somebody has to ask for it, by `begin`. */
  | { readonly phase: 'offered'; readonly replica: number; readonly seconds: number }
  /** A quiet run trains, or waits for others; `held` once it can be asked, which is before its first step. */
  | {
      readonly phase: 'training';
      readonly savedRun: StartedRun;
      readonly held: HeldNetworks | null;
      /** The repetition that is trained, counted from the first. */
      readonly replica: number;
      /** 0 to 1. */
      readonly share: number;
    }
  /** The run shown is alive, whether it trains or not, or the quiet run stands at the end. */
  | { readonly phase: 'ready'; readonly held: HeldNetworks }
  /** `canTryAgain`: by `begin`. */
  | { readonly phase: 'failed'; readonly message: string; readonly canTryAgain: boolean };

interface SourceDependencies {
  readonly run: Pick<RunController, 'status' | 'shown' | 'session'>;
  readonly view: Pick<ViewStore, 'getState' | 'subscribe'>;
  readonly files: FileStore;
  /** Opens a session that trains what it is given as it is. */
  readonly openQuiet: () => Session;
  readonly turns: TurnStore;
}

/** The one of a page. */
export const networkSourceOf = oncePer((page: Omit<SourceDependencies, 'turns'>) => {
  const turns = turnsOf(page);
  // A page put away for the back button must not go on training unseen.
  let comeBack = () => {};
  addEventListener('pagehide', () => {
    comeBack();
    comeBack = beginTurn(turns);
  });
  addEventListener('pageshow', () => comeBack());
  return new NetworkSource({ ...page, turns });
});

type MayBegin = (saved: StartedRun) => boolean;

interface Planned {
  readonly saved: StartedRun;
  readonly replica: number;
  readonly table: Blob | null;
  /** A sentence where there is nothing to train. */
  readonly plan: QuietPlan | string;
}

/** Its creator disposes it. */
export class NetworkSource {
  readonly #dependencies: SourceDependencies;
  readonly #store: StoreApi<NetworkState>;
  readonly #ends: readonly (() => void)[];
  readonly #wants = new Set<{ readonly mayBegin: MayBegin }>();
  #isAskedFor = false;
  #planned: Planned | null = null;
  #quiet: QuietRun | null = null;
  #held: HeldNetworks | null = null;

  constructor(dependencies: SourceDependencies) {
    this.#dependencies = dependencies;
    this.#store = createStore<NetworkState>(() => this.#newest());
    const { run, view, files, turns } = dependencies;
    this.#ends = [run.shown, view, files, turns].map((one) => one.subscribe(this.#follow));
  }

  get store(): Pick<StoreApi<NetworkState>, 'getState' | 'getInitialState' | 'subscribe'> {
    return this.#store;
  }

  /** The networks as they are this moment; null: there are none to ask. */
  readonly held = (): HeldNetworks | null => {
    this.#follow();
    const state = this.#store.getState();
    return 'held' in state ? state.held : null;
  };

  /**
   * Says that somebody wants to look into networks, for which quiet runs of those saved runs train that `mayBegin` is true of. Returns the
   * function that says that he does no more; idempotent.
   */
  readonly want = (mayBegin: MayBegin = () => true): (() => void) => {
    const own = { mayBegin };
    this.#wants.add(own);
    this.#follow();
    return () => {
      if (this.#wants.delete(own)) this.#follow();
    };
  };

  /** Begins a quiet run that is only offered, or once more one that failed. */
  readonly begin = (): void => {
    if (this.#store.getState().phase === 'failed') this.#drop();
    this.#isAskedFor = true;
    this.#follow();
  };

  /** Ends the quiet run. Nothing may be wanted after it. */
  readonly dispose = (): void => {
    for (const end of this.#ends) end();
    this.#wants.clear();
    this.#drop();
  };

  readonly #follow = (): void => {
    const next = this.#newest();
    if (!isSameState(next, this.#store.getState())) this.#store.setState(next, true);
    // Whoever looks has asked by now, and misses nothing from the first step on.
    this.#quiet?.go(this.#isWanted() && this.#dependencies.turns.getState() === 0);
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
    return this.#quietState(plan, savedRun);
  }

  #heldByRun(session: Session, runId: number): HeldNetworks {
    if (this.#held?.session !== session || this.#held.runId !== runId) this.#drop();
    this.#held ??= { session, runId, onlyReplica: null, savedRun: null, otherBackend: null };
    return this.#held;
  }

  #planFor(saved: StartedRun): QuietPlan | string {
    const { view, files } = this.#dependencies;
    const { replica: chosen } = view.getState();
    const { data, training } = saved.experiment;
    const replica = chosen === 'mean' || chosen >= training.numReplicas ? 0 : chosen;
    const table = fileFor(files.getState(), data)?.packed ?? null;
    const before = this.#planned;
    if (before?.saved === saved && before.replica === replica && before.table === table) return before.plan;
    this.#drop();
    const missing = missingFile(files.getState(), data);
    const plan = missing === null ? quietPlanOf(saved, replica) : text.learned.quiet.fileNeeded(missing);
    this.#planned = { saved, replica, table, plan };
    return plan;
  }

  #quietState(plan: QuietPlan, savedRun: StartedRun): NetworkState {
    const isLong = plan.seconds > LONGEST_UNASKED_SECONDS;
    if (this.#quiet === null && isLong && !this.#isAskedFor)
      return { phase: 'offered', replica: plan.replica, seconds: plan.seconds };
    if (this.#isWanted()) this.#quiet ??= this.#begun(plan);
    const progress = this.#quiet?.progress() ?? notBegun;
    const { share, failure } = progress;
    if (failure !== null) return { phase: 'failed', message: failure, canTryAgain: true };
    const { backend } = progress;
    const otherBackend = backend === plan.backend ? null : backend;
    const held = this.#quiet && backend && this.#heldQuietly(this.#quiet, otherBackend);
    return held !== null && share >= 1
      ? { phase: 'ready', held }
      : { phase: 'training', savedRun, held, replica: plan.replica, share };
  }

  #isWanted(): boolean {
    const { saved } = this.#planned ?? {};
    return saved !== undefined && [...this.#wants].some(({ mayBegin }) => mayBegin(saved));
  }

  #begun({ experiment, seconds }: QuietPlan): QuietRun {
    const table = this.#planned?.table ?? null;
    const start = { experiment, table, isAlone: seconds <= LONGEST_ALONE_SECONDS };
    return createQuietRun(this.#dependencies.openQuiet(), start, this.#follow);
  }

  #heldQuietly({ session }: QuietRun, otherBackend: BackendName | null): HeldNetworks {
    if (this.#held?.otherBackend !== otherBackend) this.#held = null;
    const { replica: onlyReplica = 0, saved: savedRun = null } = this.#planned ?? {};
    this.#held ??= { session, runId: QUIET_RUN_ID, onlyReplica, savedRun, otherBackend };
    return this.#held;
  }

  #drop(): void {
    this.#quiet?.dispose();
    this.#quiet = null;
    this.#held = null;
    this.#planned = null;
    this.#isAskedFor = false;
  }
}

const notBegun: QuietProgress = { backend: null, share: 0, failure: null };

/** Progress comes ten times a second, also where nothing moves. */
function isSameState(a: NetworkState, b: NetworkState): boolean {
  const [own, other] = [a, b].map((state): Readonly<Record<string, unknown>> => ({ ...state }));
  return Object.keys({ ...own, ...other }).every((key) => own?.[key] === other?.[key]);
}
