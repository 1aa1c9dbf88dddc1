/** The wish of the visitor's system for things that move. */

/** Does not know where there is no browser. */
export const prefersLessMotion = (): boolean =>
  typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
