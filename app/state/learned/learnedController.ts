/**
 * Pictures of what networks of the run have learned: asks for them while somebody looks, and keeps what came, so that one can go
 * back. Knows no component.
 */
import { createStore } from 'zustand/vanilla';
import type { Learned, LearnedRequest } from '../../../src/run/produced/learned.ts';
import type { Session, SessionEvent } from '../../../src/session/protocol.ts';
import type { RunController } from '../run/runController.ts';
import { isAlive } from '../run/runStatus.ts';
import { oncePer } from '../stores/oncePer.ts';

/** More pictures would take hundreds of megabytes with many architectures. */
const MAX_PICTURES = 48;

/** Pictures of one run by increasing steps, all of one request. */
export interface LearnedPictures {
  readonly pictures: readonly Learned[];
  /** The reason why there are none and will be none: these data have no plane, or what makes them could not be downloaded. */
  readonly lacks: 'plane' | 'download' | null;
}

const none: LearnedPictures = { pictures: [], lacks: null };

/** The one of a page, which lives as long as its run. */
export const learnedControllerOf = oncePer(({ run }: { readonly run: RunController }) =>
  createLearnedController(run),
);

export function createLearnedController(run: RunController) {
  const store = createStore<LearnedPictures>(() => none);
  let wanted: LearnedRequest | null = null;
  /** The request that the session was last sent, and the run that it was about. */
  let asked: { readonly runId: number; readonly key: string } | null = null;
  let session: Session | null = null;

  /** Whoever trains would else ask for the download after every evaluation. */
  const giveUp = (runId: number): void => {
    session?.send({ type: 'inspect', runId, request: null });
    if (wanted !== null) store.setState({ pictures: [], lacks: 'download' });
  };
  const onEvent = (event: SessionEvent): void => {
    if (event.runId !== asked?.runId) return;
    if (event.type === 'unanswered' && event.question === 'inspect') giveUp(event.runId);
    if (event.type !== 'learned') return;
    const { learned } = event;
    if (learned === null) store.setState({ pictures: [], lacks: wanted === null ? null : 'plane' });
    else if (keyOf(learned) === asked.key) store.setState((shown) => withPicture(shown, learned));
  };
  const listen = (): void => {
    const current = run.session();
    if (current === null || current === session) return;
    session = current;
    session.subscribe(onEvent);
  };
  /** Asks the run that is there for what is wanted. */
  const follow = (): void => {
    const status = run.status();
    if (!isAlive(status)) return;
    listen();
    const { runId } = status;
    const key = JSON.stringify(wanted);
    if (asked?.runId === runId && asked.key === key) return;
    const isSame =
      asked?.runId === runId && store.getState().pictures.some((picture) => keyOf(picture) === key);
    asked = { runId, key };
    if (wanted !== null && !isSame) store.setState(none);
    session?.send({ type: 'inspect', runId, request: wanted });
  };

  run.shown.subscribe(follow);
  return {
    store,
    /** Says what is looked at from now on; null: nobody looks. */
    want: (request: LearnedRequest | null): void => {
      wanted = request;
      follow();
    },
    /** Asks once more for what could not be downloaded. */
    tryAgain: (): void => {
      asked = null;
      store.setState(none);
      follow();
    },
  };
}

const keyOf = ({ request }: Learned): string => JSON.stringify(request);

/** Drops what came after the next step, where a run went back, and every second picture when there are too many. */
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
