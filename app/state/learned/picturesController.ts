/**
 * Pictures of networks of the run shown, of one kind: asks for them while somebody looks, and keeps what came, so that one can go back.
 * Knows no component.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { oncePer } from '../../../src/core/oncePer.ts';
import type {
  Learned,
  LearnedRequest,
  Surfaces,
  SurfacesRequest,
} from '../../../src/analysis/produced/questions.ts';
import type { QuestionKind, RunCommand, SessionEvent } from '../../../src/run/protocol.ts';
import { type HeldNetworks, type NetworkSource, networkSourceOf } from './networkSource.ts';

type PictureRequest = Pick<LearnedRequest, 'networkIds' | 'replica' | 'step'>;

interface Picture<Q> {
  readonly step: number;
  readonly request: Q;
}

/** Pictures of one run by increasing steps, all of one request: of the one before until there is one of the newest. */
export interface Pictures<P> {
  readonly pictures: readonly P[];
  /** The reason why there are none and will be none: these data have no plane, or what makes them could not be downloaded. */
  readonly lacks: 'plane' | 'download' | null;
}

interface PictureKind<Q, P> {
  readonly question: QuestionKind;
  readonly commandOf: (runId: number, request: Q | null) => RunCommand;
  /** Null: there is no plane; undefined: the event is no answer. */
  readonly answerIn: (event: SessionEvent) => P | null | undefined;
  /** The picture as it is kept beside those before. `replica`: its number in the run shown; null: the one it says. */
  readonly kept: (picture: P, replica: number | null, before: readonly P[]) => P;
  readonly most: number;
}

/** Functions that networks of the run have learned, at large, where somebody looks into them. */
export const learnedKind: PictureKind<LearnedRequest, Learned> = {
  question: 'inspect',
  commandOf: (runId, request) => ({ type: 'inspect', runId, request }),
  answerIn: (event) => (event.type === 'learned' ? event.learned : undefined),
  kept: (learned, replica) => (replica === null ? learned : { ...learned, replica }),
  // More would take hundreds of megabytes with many architectures.
  most: 48,
};

/** Small pictures of what networks of the run predict for every task, for whoever shows the networks. */
export const surfacesKind: PictureKind<SurfacesRequest, Surfaces> = {
  question: 'surfaces',
  commandOf: (runId, request) => ({ type: 'surfaces', runId, request }),
  answerIn: (event) => (event.type === 'surfaces' ? event.surfaces : undefined),
  kept: (surfaces, _, before) => ({ ...surfaces, truth: sameTruth(surfaces.truth, before) }),
  // Two networks with eight tasks take 50 kB each.
  most: 96,
};

/** That of the pictures before where it is the same, so that it is drawn once. */
function sameTruth(truth: Surfaces['truth'], before: readonly Surfaces[]): Surfaces['truth'] {
  const last = before.at(-1)?.truth ?? null;
  const isSame =
    truth !== null &&
    truth.length === last?.length &&
    truth.every((values, task) => values.every((value, point) => Object.is(value, last[task]?.[point])));
  return isSame ? last : truth;
}

type Page = Parameters<typeof networkSourceOf>[0];

/** The one of a page, which lives as long as its run. */
export const learnedControllerOf = oncePer(
  (page: Page) => new PicturesController(networkSourceOf(page), learnedKind),
);

/** The one of a page, which lives as long as its run. */
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
  /** The networks that were asked last, and for what. */
  #asked: { readonly held: HeldNetworks; readonly key: string; readonly step: number | null } | null = null;
  #stopListening = () => {};
  #stopWanting = () => {};

  constructor(source: Source, kind: PictureKind<Q, P>) {
    this.#source = source;
    this.#kind = kind;
    source.store.subscribe(this.#follow);
  }

  /** Says what is looked at from now on; null: nobody looks. `mayBegin`: see `NetworkSource.want`. */
  readonly want = (request: Q | null, mayBegin?: Parameters<NetworkSource['want']>[0]): void => {
    this.#wanted = request;
    const stop = this.#stopWanting;
    this.#stopWanting = request === null ? () => {} : this.#source.want(mayBegin);
    stop();
    this.#follow();
  };

  /** Asks once more for what could not be downloaded. */
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

  /** A run that goes on is asked as it stands; a quiet one keeps what is past, and has a single repetition, its first. */
  #requestTo({ onlyReplica }: HeldNetworks, wanted: Q): Q {
    if (onlyReplica === null) return { ...wanted, step: null };
    const isAtEnd = this.#source.store.getState().phase === 'ready';
    return { ...wanted, replica: 0, step: isAtEnd ? wanted.step : null };
  }

  /** Drops pictures of a run that is not the one whose networks are being trained again. */
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

  /** Whoever trains would else ask for the download after every evaluation. */
  #giveUp({ session, runId }: HeldNetworks): void {
    session.send(this.#kind.commandOf(runId, null));
    if (this.#wanted !== null) this.store.setState({ pictures: [], lacks: 'download' });
  }
}

/** Equal for requests of which one can have pictures side by side. */
const keyOf = (request: PictureRequest | null): string =>
  JSON.stringify(request && { ...request, step: null });

/**
 * Drops those of another request, what came after the next step, where a run went back and was not asked for what is past, and every
 * second one but the last when there are too many.
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

/** The picture at `step`, or the last before it, null where none was kept; of the newest step where `step` is null. */
export function pictureAt<P extends Picture<PictureRequest>>(
  { pictures }: Pictures<P>,
  step: number | null,
): P | null {
  if (step === null) return pictures.at(-1) ?? null;
  return pictures.findLast((one) => one.step <= step) ?? null;
}
