/** Width of an element, followed with a ResizeObserver, or fixed while drawing for paper. */
import { createContext, type RefCallback, use, useCallback, useState } from 'react';

// Width of a saved picture; with margins the file is 400 pixels wide.
export const PAPER_PIXELS = 380;

export const PaperWidth = createContext<number | null>(null);

export function useWidth(initial = 480): readonly [RefCallback<HTMLElement>, number] {
  const onPaper = use(PaperWidth);
  const [width, setWidth] = useState(initial);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element || typeof ResizeObserver === 'undefined') return;
    const measure = () => setWidth((old) => Math.floor(element.clientWidth) || old);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, onPaper ?? width];
}
