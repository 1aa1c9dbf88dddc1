/** Width of an element, followed with a ResizeObserver; on paper the one given. */
import { createContext, type RefCallback, use, useCallback, useState } from 'react';

/** Width of a picture on paper; with what is around it, the file is 400 pixels wide. */
export const PAPER_PIXELS = 380;

/** Pixels that a picture is given on paper, whatever room it stands in; null: it is drawn for the page. */
export const PaperWidth = createContext<number | null>(null);

/** Returns the ref to put on the element and its width in whole pixels; `initial` until it is measured. */
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
