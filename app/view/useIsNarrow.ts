/** Widths of the window that change what is drawn, not only where: style sheets say the same ones. */
import { useSyncExternalStore } from 'react';

/** A hook that says whether the window is at most as wide; never where there is no browser. */
function createUseIsAtMost(width: number): () => boolean {
  const list = typeof matchMedia === 'function' ? matchMedia(`(max-width: ${width}px)`) : null;
  const subscribe = (onChange: () => void): (() => void) => {
    list?.addEventListener('change', onChange);
    return () => list?.removeEventListener('change', onChange);
  };
  return () => useSyncExternalStore(subscribe, () => list?.matches === true);
}

/** The page has one column. */
export const useIsNarrow = createUseIsAtMost(900);

/** The bar has no room for what is wanted now and then. */
export const useIsPhone = createUseIsAtMost(480);
