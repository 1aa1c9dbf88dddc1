/**
 * Lazy parts: parts of the page with a download of their own. Nothing is shown until a part is there; where it cannot be
 * downloaded, a message offers another try.
 */
import {
  type ComponentType,
  createElement,
  type LazyExoticComponent,
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
  useState,
} from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import { retriedDownload } from '../../src/core/retriedDownload.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';

interface WithContent<Content> {
  readonly children: (content: Content) => ReactNode;
}

/** One try to download a part. */
interface Attempt<Content> {
  readonly number: number;
  readonly content: () => Promise<Content>;
  /** Hands its child the content. */
  readonly component: LazyExoticComponent<ComponentType<WithContent<Content>>>;
}

/** A part of the page with a download of its own. */
export interface LazyPart<Content> {
  /** Downloads the content at the first call; the same promise from then on, also when the download failed. */
  readonly load: () => Promise<Content>;
  /** Lets `act` use the content. Where it cannot be downloaded calls `fail`, and the next use is another try. */
  readonly use: (act: (content: Content) => Promise<void> | void, fail?: () => void) => Promise<void>;
  /** Starts another download after one that failed, for all who wait for the part. */
  readonly tryAgain: () => void;
  readonly attempts: StoreApi<Attempt<Content>>;
}

export function lazyPart<Content>(download: () => Promise<Content>): LazyPart<Content> {
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
  const attempts = createStore(() => attemptOf(0));
  const tryAgain = (): void => {
    if (!hasFailed) return;
    hasFailed = false;
    attempts.setState(attemptOf(attempts.getState().number + 1));
  };
  return {
    load: () => attempts.getState().content(),
    use: async (act, fail) => {
      const found = await attempts
        .getState()
        .content()
        .catch(() => null);
      if (found !== null) return act(found);
      tryAgain();
      fail?.();
    },
    tryAgain,
    attempts,
  };
}

interface Props<Content> extends WithContent<Content> {
  readonly part: LazyPart<Content>;
  /** The part in the words of the page; left out: the page does without what cannot be downloaded. */
  readonly name?: string;
  /** Belongs to the page and only stands within the part: shown also where that cannot be downloaded. */
  readonly ownContent?: ReactNode;
}

export function Lazy<Content>({ part, name, ownContent, children }: Props<Content>) {
  const { number, component } = useStore(part.attempts);
  return (
    <ErrorBoundary key={number} name={name} ownContent={ownContent} onTryAgain={part.tryAgain}>
      <Suspense fallback={null}>{createElement(component, { children })}</Suspense>
    </ErrorBoundary>
  );
}

/** The content of a part that the page does without until it is there, and where it cannot be downloaded: null then. */
export function useContentOf<Content extends object>({ load }: LazyPart<Content>): Content | null {
  const [content, setContent] = useState<Content | null>(null);
  useEffect(() => {
    // Who cannot get it has lost one number; what else is shown stays.
    void load().then(setContent, () => {});
  }, [load]);
  return content;
}
