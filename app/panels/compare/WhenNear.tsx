/** Draws what lies far below only when the reader comes near it, so that nobody waits for what nobody sees. */
import { type ReactNode, useCallback, useState } from 'react';

/** The distance at which drawing begins, for the time that it takes. */
const margin = '300px';

interface Props {
  /** Pixels kept free until then. */
  readonly height: number;
  readonly children: ReactNode;
}

export function WhenNear({ height, children }: Props) {
  const [isNear, setNear] = useState(typeof IntersectionObserver === 'undefined');
  const watch = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) setNear(true);
      },
      { rootMargin: margin },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return isNear ? children : <div ref={watch} style={{ minHeight: height }} />;
}
