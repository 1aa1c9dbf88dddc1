/**
 * The row that is followed through networks of the run shown: asks for it as often as a hand moves, and holds the newest answer.
 * Knows no component.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { oncePer } from '../../../src/core/oncePer.ts';
import type { Followed, FollowRequest } from '../../../src/analysis/produced/questions.ts';
import type { SessionEvent } from '../../../src/run/protocol.ts';
import { type HeldNetworks, type NetworkSource, networkSourceOf } from './networkSource.ts';

export interface FollowState {
  /** The newest answer for these networks, which may be to a request just before the one wanted; null: none yet. */
  readonly followed: Followed | null;
  /** The reason why there is none and will be none: there is no such row, or what answers could not be downloaded. */
  readonly lacks: 'row' | 'download' | null;
}

/** Who goes to another place of the page to see the same row finds it there, and at the steps that were kept. */
export const LINGER_MS = 10_000;

const none: FollowState = { followed: null, lacks: null };

type Source = Pick<NetworkSource, 'store' | 'held' | 'want'>;

/** The networks that were asked last, and for what. */
interface Asked {
  readonly held: HeldNetworks;
  readonly request: FollowRequest;
  readonly end: () => void;
}

/** The one of a page, which lives as long as its run. */
export const followControllerOf = oncePer(
  (page: Parameters<typeof networkSourceOf>[0]) => new FollowController(networkSourceOf(page)),
);

export class FollowController {
  readonly store: StoreApi<FollowState> = createStore(() => none);
  readonly #source: Source;
  #wanted: FollowRequest | null = null;
  /** Null: none have anything to answer. */
  #asked: Asked | null = null;
  #stopWanting = () => {};
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(source: Source) {
    this.#source = source;
    source.store.subscribe(this.#follow);
  }

  /** Says what is followed from now on; null: nothing, soon. */
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

  /** Asks once more for what could not be downloaded. */
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
    // A repetition that is alone in its session is the first one there.
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
    // While a hand moves, every answer is to a request before the one wanted.
    if (!isOfSameNetworks(request, asked.request)) return;
    this.store.setState({
      followed: followed && asShown(followed, asked.held),
      lacks: followed === null ? 'row' : null,
    });
  };

  /** Whoever trains would else ask for the download after every evaluation. */
  #giveUp({ session, runId }: HeldNetworks): void {
    session.send({ type: 'follow', runId, request: null });
    this.store.setState({ followed: null, lacks: 'download' });
  }
}

const isOfSameNetworks = (a: FollowRequest, b: FollowRequest): boolean =>
  a.replica === b.replica && a.networkIds.join('\n') === b.networkIds.join('\n');

/** The answer under the number that its repetition has in the run shown. */
const asShown = (followed: Followed, { onlyReplica }: HeldNetworks): Followed =>
  onlyReplica === null ? followed : { ...followed, request: { ...followed.request, replica: onlyReplica } };
