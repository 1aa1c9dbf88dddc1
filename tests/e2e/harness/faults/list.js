/** What can go wrong in a page or a worker, one function each. */
export const faults = {
  none: () => undefined,
  error: () => console.error('an error'),
  warning: () => console.warn('a warning'),
  exception: () => {
    throw new Error('an exception');
  },
  rejection: () => {
    Promise.reject(new Error('a rejection'));
  },
  policy: () => {
    try {
      new Function('return 1')();
    } catch {
      // The policy forbids it; the browser has reported it by now.
    }
  },
  host: () => {
    fetch('http://another.invalid/').catch(() => undefined);
  },
};
