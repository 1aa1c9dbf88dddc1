/** A part of the page that is loaded after the first paint: nothing until it is there, a word if it cannot be. */
import { type ReactNode, Suspense } from 'react';
import { ErrorBoundary } from './ErrorBoundary.tsx';

interface Props {
  /** What is loaded, in the words of the page; left out: the page does without. */
  readonly name?: string;
  readonly children: ReactNode;
}

export function Later({ name, children }: Props) {
  return (
    <ErrorBoundary name={name}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}
