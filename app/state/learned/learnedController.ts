/**
 * What networks of the run have learned, picture by picture: asks for it while somebody looks, and keeps what came, so that one can
 * go back. Made when it is first wanted. Knows no component.
 */
import type { Learned, LearnedRequest } from '../../../src/results/learned.ts';
import type { Session, SessionEvent } from '../../../src/session/protocol.ts';
import type { RunController } from '../run/runController.ts';
import { isAlive } from '../run/runStatus.ts';

/** More pictures would take hundreds of megabytes with many architectures. */
const MAX_PICTURES = 48;

/** What belongs to a page for good. */
export interface LearnedOwner {
  readonly run: RunController;
  readonly learned: { made: LearnedController | null };
}

/** The same one every time. */
export function learnedControllerOf(owner: LearnedOwner): LearnedController {
  owner.learned.made ??= new LearnedController(owner.run);
  return owner.learned.made;
}

/** Pictures of one run by increasing steps, all of one request. */
export interface LearnedPictures {
  readonly pictures: readonly Learned[];
  /** Why there are none and will be none: these data have no plane, or what makes them could not be downloaded. */
  readonly lacks: 'plane' | 'download' | null;
}

const none: LearnedPictures = { pictures: [], lacks: null };

export class LearnedController {
  readonly #run: RunController;
  readonly #listeners = new Set<() => void>();
  #shown: LearnedPictures = none;
  /** Null: nobody looks. */
  #wanted: LearnedRequest | null = null;
  /** What the session was last asked for, and of which run. */
  #asked: { readonly runId: number; readonly key: string } | null = null;
  #session: Session | null = null;

  constructor(run: RunController) {
    this.#run = run;
    run.subscribe(() => this.#follow());
  }

  readonly shown = (): LearnedPictures => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** From now on; null: nobody looks. */
  readonly want = (request: LearnedRequest | null): void => {
    this.#wanted = request;
    this.#follow();
  };

  /** Asks once more for what could not be downloaded. */
  readonly tryAgain = (): void => {
    this.#asked = null;
    this.#show(none);
    this.#follow();
  };

  /** Asks the run that is there for what is wanted. */
  #follow(): void {
    const status = this.#run.status();
    if (!isAlive(status)) return;
    this.#listen();
    const { runId } = status;
    const key = JSON.stringify(this.#wanted);
    const before = this.#asked;
    if (before?.runId === runId && before.key === key) return;
    this.#asked = { runId, key };
    const isSame = before?.runId === runId && this.#shown.pictures.some((one) => keyOf(one) === key);
    if (this.#wanted !== null && !isSame) this.#show(none);
    this.#session?.send({ type: 'look', runId, request: this.#wanted });
  }

  #listen(): void {
    const session = this.#run.session();
    if (session === null || session === this.#session) return;
    this.#session = session;
    session.subscribe((event) => this.#onEvent(event));
  }

  #onEvent(event: SessionEvent): void {
    if (event.runId !== this.#asked?.runId) return;
    if (event.type === 'unanswered' && event.question === 'look') this.#giveUp(event.runId);
    if (event.type !== 'learned') return;
    const { learned } = event;
    if (learned === null) this.#show({ pictures: [], lacks: this.#wanted === null ? null : 'plane' });
    else if (keyOf(learned) === this.#asked.key) this.#show(withPicture(this.#shown, learned));
  }

  /** Whoever trains would else ask for the download after every evaluation. */
  #giveUp(runId: number): void {
    this.#session?.send({ type: 'look', runId, request: null });
    if (this.#wanted !== null) this.#show({ pictures: [], lacks: 'download' });
  }

  #show(shown: LearnedPictures): void {
    this.#shown = shown;
    for (const listener of [...this.#listeners]) listener();
  }
}

const keyOf = ({ request }: Learned): string => JSON.stringify(request);

/** After a loss a run goes back: what came after its place is void. Every second picture goes when there are too many. */
function withPicture({ pictures }: LearnedPictures, next: Learned): LearnedPictures {
  const before = pictures.filter(({ step }) => step < next.step);
  const kept = before.length < MAX_PICTURES ? before : before.filter((_, index) => index % 2 === 0);
  return { pictures: [...kept, next], lacks: null };
}

/** The picture at `step`, or the last before it, null where none was kept; of the newest step where `step` is null. */
export function pictureAt({ pictures }: LearnedPictures, step: number | null): Learned | null {
  if (step === null) return pictures.at(-1) ?? null;
  return pictures.findLast((one) => one.step <= step) ?? null;
}
