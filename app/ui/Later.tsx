/**
 * Rooms: parts of the page with a download of their own. Nothing is shown until a room is there; where it cannot be downloaded, a
 * message offers another try.
 */
import {
  type ComponentType,
  createElement,
  type LazyExoticComponent,
  lazy,
  type ReactNode,
  Suspense,
  useSyncExternalStore,
} from 'react';
import { retriedDownload } from '../../src/core/retriedDownload.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';

interface WithContent<Content> {
  readonly children: (content: Content) => ReactNode;
}

/** One try to download a room. */
interface Attempt<Content> {
  readonly number: number;
  readonly content: () => Promise<Content>;
  /** Hands its child the content. */
  readonly component: LazyExoticComponent<ComponentType<WithContent<Content>>>;
}

/** A part of the page with a download of its own. */
export interface Room<Content> {
  /** The content; downloaded at the first call, the same from then on, also when the download failed. */
  readonly enter: () => Promise<Content>;
  /** After a download that failed: another one, for all who wait for the room. */
  readonly tryAgain: () => void;
  /** Tells of every other try. Returns the function that ends the subscription. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly attempt: () => Attempt<Content>;
}

export function createRoom<Content>(download: () => Promise<Content>): Room<Content> {
  const listeners = new Set<() => void>();
  const load = retriedDownload(download);
  let hasFailed = false;
  const attemptOf = (number: number): Attempt<Content> => {
    let downloaded: Promise<Content> | null = null;
    const content = (): Promise<Content> => {
      downloaded ??= load().catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
      return downloaded;
    };
    const component = lazy(async () => {
      const found = await content();
      return { default: ({ children }: WithContent<Content>) => children(found) };
    });
    return { number, content, component };
  };
  let attempt = attemptOf(0);
  return {
    enter: () => attempt.content(),
    tryAgain: () => {
      if (!hasFailed) return;
      hasFailed = false;
      attempt = attemptOf(attempt.number + 1);
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    attempt: () => attempt,
  };
}

interface Props<Content> extends WithContent<Content> {
  readonly room: Room<Content>;
  /** What is shown, in the words of the page; left out: the page does without what cannot be downloaded. */
  readonly name?: string;
}

export function Later<Content>({ room, name, children }: Props<Content>) {
  const { number, component } = useSyncExternalStore(room.subscribe, room.attempt);
  return (
    <ErrorBoundary key={number} name={name} onTryAgain={room.tryAgain}>
      <Suspense fallback={null}>{createElement(component, { children })}</Suspense>
    </ErrorBoundary>
  );
}
