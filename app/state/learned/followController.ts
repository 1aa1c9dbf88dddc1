/** Follows one row, which may change many times a second, through the networks of the run shown. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Followed, FollowRequest } from '../../../src/analysis/produced/questions.ts';
import { oncePer } from '../../../src/core/oncePer.ts';
import type { SessionEvent } from '../../../src/run/protocol.ts';
import { type HeldNetworks, type NetworkSource, networkSourceOf } from './networkSource.ts';

export interface FollowState {
  /** May belong to the previous request. */
  readonly followed: Followed | null;
  /** The row does not exist, or the code failed to download. */
  readonly lacks: 'row' | 'download' | null;
}

// Switching to another tab within this time keeps the row and its steps.
export const LINGER_MS = 10_000;

const none: FollowState = { followed: null, lacks: null };

type Source = Pick<NetworkSource, 'store' | 'held' | 'want'>;

interface Asked {
  readonly held: HeldNetworks;
  readonly request: FollowRequest;
  readonly end: () => void;
}

export const followControllerOf = oncePer(
  (page: Parameters<typeof networkSourceOf>[0]) => new FollowController(networkSourceOf(page)),
);

export class FollowController {
  readonly store: StoreApi<FollowState> = createStore(() => none);
  readonly #source: Source;
  #wanted: FollowRequest | null = null;
  #asked: Asked | null = null;
  #stopWanting = () => {};
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(source: Source) {
    this.#source = source;
    source.store.subscribe(this.#follow);
  }

  /** Null stops following after `LINGER_MS`. */
  readonly want = (request: FollowRequest | null): void => {
    const stop = this.#stopWanting;
    this.#stopWanting = request === null ? () => {} : this.#source.want();
    stop();
    clearTimeout(this.#leaving);
    if (request !== null) this.#set(request);
    else this.#leaving = setTimeout(() => this.#set(null), LINGER_MS);
  };

  #set(request: FollowRequest | null): void {
    this.#wanted = request;
    this.#follow();
  }

  readonly tryAgain = (): void => {
    this.#forget();
    this.#follow();
  };

  readonly #follow = (): void => {
    const held = this.#source.held();
    const asked = this.#asked;
    if (asked !== null && asked.held === held && this.#wanted === null)
      held.session.send({ type: 'follow', runId: held.runId, request: null });
    if (asked !== null && (asked.held !== held || this.#wanted === null)) this.#forget();
    if (held !== null && this.#wanted !== null) this.#ask(held, this.#wanted);
  };

  #ask(held: HeldNetworks, wanted: FollowRequest): void {
    const { session, runId, onlyReplica } = held;
    // A background session holds a single replica, numbered 0.
    const request = onlyReplica === null ? wanted : { ...wanted, replica: 0 };
    const before = this.#asked;
    if (before !== null && JSON.stringify(before.request) === JSON.stringify(request)) return;
    if (before !== null && !isOfSameNetworks(before.request, request)) this.store.setState(none);
    this.#asked = { held, request, end: before?.end ?? session.subscribe(this.#onEvent) };
    session.send({ type: 'follow', runId, request });
  }

  #forget(): void {
    this.#asked?.end();
    this.#asked = null;
    this.store.setState(none);
  }

  readonly #onEvent = (event: SessionEvent): void => {
    const asked = this.#asked;
    if (asked === null || event.runId !== asked.held.runId) return;
    if (event.type === 'unanswered' && event.question === 'follow') this.#giveUp(asked.held);
    if (event.type !== 'followed' || event.request === null) return;
    const { request, followed } = event;
    // During a drag every answer belongs to an earlier request.
    if (!isOfSameNetworks(request, asked.request)) return;
    this.store.setState({
      followed: followed && asShown(followed, asked.held),
      lacks: followed === null ? 'row' : null,
    });
  };

  // Withdraws the request: the download would otherwise be retried after every evaluation.
  #giveUp({ session, runId }: HeldNetworks): void {
    session.send({ type: 'follow', runId, request: null });
    this.store.setState({ followed: null, lacks: 'download' });
  }
}

const isOfSameNetworks = (a: FollowRequest, b: FollowRequest): boolean =>
  a.replica === b.replica && a.networkIds.join('\n') === b.networkIds.join('\n');

const asShown = (followed: Followed, { onlyReplica }: HeldNetworks): Followed =>
  onlyReplica === null ? followed : { ...followed, request: { ...followed.request, replica: onlyReplica } };
