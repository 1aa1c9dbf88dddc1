/** The row that is followed: asks the networks for it, and keeps the newest answer. Knows no component. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Followed, FollowRequest } from '../../../src/run/produced/followed.ts';
import type { SessionEvent } from '../../../src/session/protocol.ts';
import { oncePer } from '../stores/oncePer.ts';
import { type HeldNetworks, type NetworkSource, networkSourceOf } from './networkSource.ts';

export interface FollowState {
  readonly followed: Followed | null;
  readonly isMissing: boolean;
}

export const followControllerOf = oncePer(
  (page: Parameters<typeof networkSourceOf>[0]) => new FollowController(networkSourceOf(page)),
);

class FollowController {
  readonly store: StoreApi<FollowState> = createStore(() => ({ followed: null, isMissing: false }));
  readonly #source: Pick<NetworkSource, 'store' | 'held' | 'want'>;
  #wanted: FollowRequest | null = null;
  #asked: { readonly held: HeldNetworks; readonly key: string } | null = null;
  #stopListening = () => {};
  #stopWanting = () => {};

  constructor(source: Pick<NetworkSource, 'store' | 'held' | 'want'>) {
    this.#source = source;
    source.store.subscribe(this.#follow);
  }

  readonly want = (request: FollowRequest | null): void => {
    this.#wanted = request;
    const stop = this.#stopWanting;
    this.#stopWanting = request === null ? () => {} : this.#source.want();
    stop();
    this.#follow();
  };

  readonly #follow = (): void => {
    const held = this.#source.held();
    if (held === null) return;
    const { session, runId, onlyReplica } = held;
    const request = this.#wanted && (onlyReplica === null ? this.#wanted : { ...this.#wanted, replica: 0 });
    const key = JSON.stringify(request);
    const before = this.#asked;
    if (before?.held.session === session && before.held.runId === runId && before.key === key) return;
    this.#asked = { held, key };
    if (before?.held.session !== session) {
      this.#stopListening();
      this.#stopListening = session.subscribe(this.#onEvent);
    }
    session.send({ type: 'follow', runId, request });
  };

  readonly #onEvent = (event: SessionEvent): void => {
    if (event.runId !== this.#asked?.held.runId || event.type !== 'followed') return;
    if (event.request === null) return;
    this.store.setState({ followed: event.followed, isMissing: event.followed === null });
  };
}
