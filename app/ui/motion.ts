/** What the visitor's system asks of things that move. */

/** Does not know where there is no browser. */
export const prefersLessMotion = (): boolean =>
  typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
