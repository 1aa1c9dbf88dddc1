/** Moves the marks on the edges of a diagram: one number, changed some times a second, so that nothing is drawn anew for it. */
import { type RefObject, useEffect } from 'react';
import { prefersLessMotion } from '../../ui/motion.ts';

/** Often enough to look like motion; every change paints the picture. */
const periodMs = 60;
/** A weight of 1 moves this far at a time. */
const pixels = 4;

/** `element` holds the diagram. Does nothing for those who want less motion. */
export function useFlow(element: RefObject<SVGElement | null>, isFlowing: boolean): void {
  useEffect(() => {
    if (!isFlowing || prefersLessMotion()) return;
    let way = 0;
    const timer = setInterval(() => {
      way += pixels;
      element.current?.style.setProperty('--flow', String(way));
    }, periodMs);
    return () => clearInterval(timer);
  }, [element, isFlowing]);
}
