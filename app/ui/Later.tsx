/** Rooms of the page that are downloaded when they are wanted: nothing until one is there, a word and another try if it cannot be. */
import {
  type ComponentType,
  createElement,
  type LazyExoticComponent,
  lazy,
  type ReactNode,
  Suspense,
} from 'react';
import { ErrorBoundary } from './ErrorBoundary.tsx';

/** A part of the page with a download of its own. */
export interface Room<Content> {
  /** The content; downloaded at the first call, the same from then on, also when the download failed. */
  readonly enter: () => Promise<Content>;
  /** Lets the next call download again. */
  readonly forget: () => void;
  /** Hands its child the content; another component after `forget`. */
  readonly component: () => LazyExoticComponent<ComponentType<WithContent<Content>>>;
}

interface WithContent<Content> {
  readonly children: (content: Content) => ReactNode;
}

export function createRoom<Content>(download: () => Promise<Content>): Room<Content> {
  let content: Promise<Content> | null = null;
  const enter = (): Promise<Content> => {
    content ??= download();
    return content;
  };
  const entered = () =>
    lazy(async () => {
      const found = await enter();
      return { default: ({ children }: WithContent<Content>) => children(found) };
    });
  let component = entered();
  return {
    enter,
    forget: () => {
      content = null;
      component = entered();
    },
    component: () => component,
  };
}

interface Props<Content> extends WithContent<Content> {
  readonly room: Room<Content>;
  /** What is shown, in the words of the page; left out: the page does without what cannot be downloaded. */
  readonly name?: string;
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

/** Asks for the component whenever it is drawn, so that it is another one after `forget`. */
function Entered<Content>({ room, children }: Omit<Props<Content>, 'name'>) {
  return createElement(room.component(), { children });
}
