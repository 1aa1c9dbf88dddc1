/**
 * Pictures of what networks of the run have learned: asks for them while somebody looks, and keeps what came, so that one can go
 * back. Knows no component.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { oncePer } from '../../../src/core/oncePer.ts';
import type { Learned, LearnedRequest } from '../../../src/run/produced/learned.ts';
import type { SessionEvent } from '../../../src/session/protocol.ts';
import { type HeldNetworks, type NetworkSource, networkSourceOf } from './networkSource.ts';

/** More pictures would take hundreds of megabytes with many architectures. */
const MAX_PICTURES = 48;

/** Pictures of one run by increasing steps, all of one request: of the one before until there is one of the newest. */
export interface LearnedPictures {
  readonly pictures: readonly Learned[];
  /** The reason why there are none and will be none: these data have no plane, or what makes them could not be downloaded. */
  readonly lacks: 'plane' | 'download' | null;
}

const none: LearnedPictures = { pictures: [], lacks: null };

/** The one of a page, which lives as long as its run. */
export const learnedControllerOf = oncePer(
  (page: Parameters<typeof networkSourceOf>[0]) => new LearnedController(networkSourceOf(page)),
);

export class LearnedController {
  readonly store: StoreApi<LearnedPictures> = createStore(() => none);
  readonly #source: Pick<NetworkSource, 'store' | 'held' | 'want'>;
  #wanted: LearnedRequest | null = null;
  /** The networks that were asked last, and for what. */
  #asked: { readonly held: HeldNetworks; readonly key: string; readonly step: number | null } | null = null;
  #stopListening = () => {};
  #stopWanting = () => {};

  constructor(source: Pick<NetworkSource, 'store' | 'held' | 'want'>) {
    this.#source = source;
    source.store.subscribe(this.#follow);
  }

  /** Says what is looked at from now on; null: nobody looks. */
  readonly want = (request: LearnedRequest | null): void => {
    this.#wanted = request;
    const stop = this.#stopWanting;
    this.#stopWanting = request === null ? () => {} : this.#source.want();
    stop();
    this.#follow();
  };

  /** Asks once more for what could not be downloaded. */
  readonly tryAgain = (): void => {
    this.#asked = null;
    this.store.setState(none);
    this.#follow();
  };

  /** Asks the networks that are there for what is wanted. */
  readonly #follow = (): void => {
    const held = this.#source.held();
    if (held === null) {
      this.#forget();
      return;
    }
    const { session, runId } = held;
    const request = this.#wanted && this.#requestTo(held, this.#wanted);
    const [key, step] = [keyOf(request), request?.step ?? null];
    const before = this.#asked;
    const isOfSame = before?.held.session === session && before.held.runId === runId;
    const kept = this.store.getState().pictures.filter((picture) => keyOf(picture.request) === key);
    const isThere = step !== null && kept.some((picture) => picture.step === step);
    if (isOfSame && before.key === key && (before.step === step || isThere)) return;
    this.#asked = { held, key, step };
    if (before?.held.session !== session) {
      this.#stopListening();
      this.#stopListening = session.subscribe(this.#onEvent);
    }
    if (request !== null)
      this.store.setState(({ pictures }) => ({ pictures: isOfSame ? pictures : [], lacks: null }));
    session.send({ type: 'inspect', runId, request });
  };

  /** A run that goes on is asked as it stands; a quiet one keeps what is past, and has a single repetition, its first. */
  #requestTo({ onlyReplica }: HeldNetworks, wanted: LearnedRequest): LearnedRequest {
    if (onlyReplica === null) return { ...wanted, step: null };
    const isAtEnd = this.#source.store.getState().phase === 'ready';
    return { ...wanted, replica: 0, step: isAtEnd ? wanted.step : null };
  }

  /** Drops pictures of a run that is not the one whose networks are being trained again. */
  #forget(): void {
    const state = this.#source.store.getState();
    if (state.phase === 'training' && state.savedRun !== this.#asked?.held.savedRun)
      this.store.setState(none);
  }

  readonly #onEvent = (event: SessionEvent): void => {
    const asked = this.#asked;
    if (event.runId !== asked?.held.runId) return;
    if (event.type === 'unanswered' && event.question === 'inspect') this.#giveUp(asked.held);
    if (event.type !== 'learned') return;
    const { learned } = event;
    if (learned === null)
      this.store.setState({ pictures: [], lacks: this.#wanted === null ? null : 'plane' });
    else if (keyOf(learned.request) === asked.key)
      this.store.setState((shown) => withPicture(shown, pictureOf(learned, asked.held)));
  };

  /** Whoever trains would else ask for the download after every evaluation. */
  #giveUp({ session, runId }: HeldNetworks): void {
    session.send({ type: 'inspect', runId, request: null });
    if (this.#wanted !== null) this.store.setState({ pictures: [], lacks: 'download' });
  }
}

/** The picture under the number that its repetition has in the run shown. */
const pictureOf = (learned: Learned, { onlyReplica }: HeldNetworks): Learned =>
  onlyReplica === null ? learned : { ...learned, replica: onlyReplica };

/** Equal for requests of which one can have pictures side by side. */
const keyOf = (request: LearnedRequest | null): string =>
  JSON.stringify(request && { ...request, step: null });

/**
 * Drops those of another request, what came after the next step, where a run went back and was not asked for what is past, and every
 * second one but the last when there are too many.
 */
function withPicture({ pictures }: LearnedPictures, next: Learned): LearnedPictures {
  const isPast = next.request.step !== null;
  const key = keyOf(next.request);
  const others = pictures.filter(
    ({ step, request }) => keyOf(request) === key && (step < next.step || (isPast && step > next.step)),
  );
  const kept =
    others.length < MAX_PICTURES
      ? others
      : others.filter((_, index) => index % 2 === 0 || index === others.length - 1);
  return { pictures: [...kept, next].toSorted((a, b) => a.step - b.step), lacks: null };
}

/** The picture at `step`, or the last before it, null where none was kept; of the newest step where `step` is null. */
export function pictureAt({ pictures }: LearnedPictures, step: number | null): Learned | null {
  if (step === null) return pictures.at(-1) ?? null;
  return pictures.findLast((one) => one.step <= step) ?? null;
}
