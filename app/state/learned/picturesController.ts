/** Requests pictures of the networks shown while they are looked at, and keeps earlier ones. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  Learned,
  LearnedRequest,
  Surfaces,
  SurfacesRequest,
} from '../../../src/analysis/produced/questions.ts';
import { oncePer } from '../../../src/core/oncePer.ts';
import type { QuestionKind, RunCommand, SessionEvent } from '../../../src/run/protocol.ts';
import { type HeldNetworks, type NetworkSource, networkSourceOf } from './networkSource.ts';

type PictureRequest = Pick<LearnedRequest, 'networkIds' | 'replica' | 'step'>;

interface Picture<Q> {
  readonly step: number;
  readonly request: Q;
}

/** Sorted by step, all for one request. Those of the previous run stay until the first new one. */
export interface Pictures<P> {
  readonly pictures: readonly P[];
  /** The data have no plane, or the code failed to download. */
  readonly lacks: 'plane' | 'download' | null;
}

interface PictureKind<Q, P> {
  readonly question: QuestionKind;
  readonly commandOf: (runId: number, request: Q | null) => RunCommand;
  /** Null if there is no plane; undefined if the event is no answer. */
  readonly answerIn: (event: SessionEvent) => P | null | undefined;
  /** Null leaves the replica number. */
  readonly kept: (picture: P, replica: number | null, before: readonly P[]) => P;
  readonly most: number;
}

export const learnedKind: PictureKind<LearnedRequest, Learned> = {
  question: 'inspect',
  commandOf: (runId, request) => ({ type: 'inspect', runId, request }),
  answerIn: (event) => (event.type === 'learned' ? event.learned : undefined),
  kept: (learned, replica) => (replica === null ? learned : { ...learned, replica }),
  // More would take hundreds of megabytes with many architectures.
  most: 48,
};

export const surfacesKind: PictureKind<SurfacesRequest, Surfaces> = {
  question: 'surfaces',
  commandOf: (runId, request) => ({ type: 'surfaces', runId, request }),
  answerIn: (event) => (event.type === 'surfaces' ? event.surfaces : undefined),
  kept: (surfaces, _, before) => ({ ...surfaces, truth: sameTruth(surfaces.truth, before) }),
  // Two networks with eight tasks take 50 kB per picture.
  most: 96,
};

// The same object, so that it is drawn once.
function sameTruth(truth: Surfaces['truth'], before: readonly Surfaces[]): Surfaces['truth'] {
  const last = before.at(-1)?.truth ?? null;
  const isSame =
    truth !== null &&
    truth.length === last?.length &&
    truth.every((values, task) => values.every((value, point) => Object.is(value, last[task]?.[point])));
  return isSame ? last : truth;
}

type Page = Parameters<typeof networkSourceOf>[0];

export const learnedControllerOf = oncePer(
  (page: Page) => new PicturesController(networkSourceOf(page), learnedKind),
);

export const surfacesControllerOf = oncePer(
  (page: Page) => new PicturesController(networkSourceOf(page), surfacesKind),
);

type Source = Pick<NetworkSource, 'store' | 'held' | 'want'>;

export class PicturesController<Q extends PictureRequest, P extends Picture<Q>> {
  readonly #none: Pictures<P> = { pictures: [], lacks: null };
  readonly store: StoreApi<Pictures<P>> = createStore(() => this.#none);
  readonly #source: Source;
  readonly #kind: PictureKind<Q, P>;
  #wanted: Q | null = null;
  #asked: { readonly held: HeldNetworks; readonly key: string; readonly step: number | null } | null = null;
  #stopListening = () => {};
  #stopWanting = () => {};

  constructor(source: Source, kind: PictureKind<Q, P>) {
    this.#source = source;
    this.#kind = kind;
    source.store.subscribe(this.#follow);
  }

  /** Null: nothing is looked at. `mayBegin`: see `NetworkSource.want`. */
  readonly want = (request: Q | null, mayBegin?: Parameters<NetworkSource['want']>[0]): void => {
    this.#wanted = request;
    const stop = this.#stopWanting;
    this.#stopWanting = request === null ? () => {} : this.#source.want(mayBegin);
    stop();
    this.#follow();
  };

  readonly tryAgain = (): void => {
    this.#asked = null;
    this.store.setState(this.#none);
    this.#follow();
  };

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
    session.send(this.#kind.commandOf(runId, request));
  };

  // A live run is queried as it is now; a retraining keeps past steps and holds a single replica, numbered 0.
  #requestTo({ onlyReplica }: HeldNetworks, wanted: Q): Q {
    if (onlyReplica === null) return { ...wanted, step: null };
    const isAtEnd = this.#source.store.getState().phase === 'ready';
    return { ...wanted, replica: 0, step: isAtEnd ? wanted.step : null };
  }

  #forget(): void {
    const state = this.#source.store.getState();
    if (state.phase === 'training' && state.savedRun !== this.#asked?.held.savedRun)
      this.store.setState(this.#none);
  }

  readonly #onEvent = (event: SessionEvent): void => {
    const asked = this.#asked;
    if (event.runId !== asked?.held.runId) return;
    if (event.type === 'unanswered' && event.question === this.#kind.question) this.#giveUp(asked.held);
    const picture = this.#kind.answerIn(event);
    if (picture === undefined) return;
    if (picture === null)
      this.store.setState({ pictures: [], lacks: this.#wanted === null ? null : 'plane' });
    else if (keyOf(picture.request) === asked.key) this.#keep(picture, asked.held.onlyReplica);
  };

  #keep(picture: P, replica: number | null): void {
    const { pictures } = this.store.getState();
    const next = this.#kind.kept(picture, replica, pictures);
    this.store.setState({ pictures: withPicture(pictures, next, this.#kind.most), lacks: null });
  }

  // Withdraws the request: the download would otherwise be retried after every evaluation.
  #giveUp({ session, runId }: HeldNetworks): void {
    session.send(this.#kind.commandOf(runId, null));
    if (this.#wanted !== null) this.store.setState({ pictures: [], lacks: 'download' });
  }
}

const keyOf = (request: PictureRequest | null): string =>
  JSON.stringify(request && { ...request, step: null });

/**
 * Drops other requests, later steps (after a run went back), and every second picture if there are too many.
 */
function withPicture<P extends Picture<PictureRequest>>(
  pictures: readonly P[],
  next: P,
  most: number,
): readonly P[] {
  const isPast = next.request.step !== null;
  const key = keyOf(next.request);
  const others = pictures.filter(
    ({ step, request }) => keyOf(request) === key && (step < next.step || (isPast && step > next.step)),
  );
  const kept =
    others.length < most
      ? others
      : others.filter((_, index) => index % 2 === 0 || index === others.length - 1);
  return [...kept, next].toSorted((a, b) => a.step - b.step);
}

/** The last picture up to `step`; the newest if `step` is null. */
export function pictureAt<P extends Picture<PictureRequest>>(
  { pictures }: Pictures<P>,
  step: number | null,
): P | null {
  if (step === null) return pictures.at(-1) ?? null;
  return pictures.findLast((one) => one.step <= step) ?? null;
}
