/** Rooms of the page that are downloaded when they are wanted: nothing until one is there, a word and another try if it cannot be. */
import { type ReactNode, Suspense, use } from 'react';
import { ErrorBoundary } from './ErrorBoundary.tsx';

/** A part of the page with a download of its own. */
export interface Room<Content> {
  /** The content; downloaded at the first call, the same from then on, also when the download failed. */
  readonly enter: () => Promise<Content>;
  /** Lets the next call download again. */
  readonly forget: () => void;
}

export function createRoom<Content>(download: () => Promise<Content>): Room<Content> {
  let content: Promise<Content> | null = null;
  return {
    enter: () => {
      content ??= download();
      return content;
    },
    forget: () => {
      content = null;
    },
  };
}

interface Props<Content> {
  readonly room: Room<Content>;
  /** What is shown, in the words of the page; left out: the page does without what cannot be downloaded. */
  readonly name?: string;
  readonly children: (content: Content) => ReactNode;
}

export function Later<Content>({ room, name, children }: Props<Content>) {
  return (
    <ErrorBoundary name={name} onTryAgain={room.forget}>
      <Suspense fallback={null}>
        <Entered room={room}>{children}</Entered>
      </Suspense>
    </ErrorBoundary>
  );
}

function Entered<Content>({ room, children }: Pick<Props<Content>, 'room' | 'children'>) {
  return children(use(room.enter()));
}
