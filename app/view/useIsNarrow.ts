/** Whether the page has one column: style sheets say the same width. */
import { useSyncExternalStore } from 'react';

const query = '(max-width: 900px)';

/** Null where there is no browser. */
const list = typeof matchMedia === 'function' ? matchMedia(query) : null;

const subscribe = (onChange: () => void): (() => void) => {
  list?.addEventListener('change', onChange);
  return () => list?.removeEventListener('change', onChange);
};

export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => list?.matches === true);
