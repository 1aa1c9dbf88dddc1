/** Parts of the page that are separate downloads; failures offer another try. */
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
import { withDownloadRetry } from '../../src/core/retriedDownload.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';

interface LazyRenderProps<Content> {
  readonly children: (content: Content) => ReactNode;
}

interface DownloadAttempt<Content> {
  readonly number: number;
  readonly content: () => Promise<Content>;
  readonly component: LazyExoticComponent<ComponentType<LazyRenderProps<Content>>>;
}

export interface LazyPart<Content> {
  /** Downloads once; later calls return the same promise, even if it failed. */
  readonly load: () => Promise<Content>;
  /** Calls `fail` if the download failed; the next use tries again. */
  readonly use: (act: (content: Content) => Promise<void> | void, fail?: () => void) => Promise<void>;
  /** Downloads again after a failure, for all waiting components. */
  readonly tryAgain: () => void;
  readonly attempts: StoreApi<DownloadAttempt<Content>>;
}

export function lazyPart<Content>(download: () => Promise<Content>): LazyPart<Content> {
  const load = withDownloadRetry(download);
  let hasFailed = false;
  const attemptOf = (number: number): DownloadAttempt<Content> => {
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
      return { default: ({ children }: LazyRenderProps<Content>) => children(found) };
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

interface LazyProps<Content> extends LazyRenderProps<Content> {
  readonly part: LazyPart<Content>;
  /** Name in the message of failure; absent: no message. */
  readonly name?: string;
  readonly ownContent?: ReactNode;
}

export function Lazy<Content>({ part, name, ownContent, children }: LazyProps<Content>) {
  const { number, component } = useStore(part.attempts);
  return (
    <ErrorBoundary key={number} name={name} ownContent={ownContent} onTryAgain={part.tryAgain}>
      <Suspense fallback={null}>{createElement(component, { children })}</Suspense>
    </ErrorBoundary>
  );
}

/** Null until downloaded, and if that fails. `part` null: nothing is downloaded. */
export function useContentOf<Content extends object>(part: LazyPart<Content> | null): Content | null {
  const [content, setContent] = useState<Content | null>(null);
  useEffect(() => {
    // A failed download leaves the content null, which costs little.
    void part?.load().then(setContent, () => {});
  }, [part]);
  return content;
}
