/** Requests to the browser: for a file, to keep a file, to have words ready to paste, how much may move, how wide it is. */
import { useSyncExternalStore } from 'react';

/** The browser may fetch the file late, after asking where to save it: its address must stay valid until then. */
const keptMs = 60_000;

export function download(content: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
}

/** Lets the visitor pick a file whose name ends so; `onFile` is not called where none is picked. */
export function pickFile(accept: string, onFile: (file: File) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.onchange = () => {
    const file = input.files?.[0];
    if (file !== undefined) onFile(file);
  };
  input.click();
}

/** False where the browser forbids it: it has no clipboard for pages that did not come over a secure connection. */
export async function copyText(written: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(written);
    return true;
  } catch {
    return false;
  }
}

/** True if the visitor's system asks for less motion; false where there is no browser. */
export const prefersLessMotion = (): boolean =>
  typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * A hook that says whether the window is at most as wide, where that changes what is drawn, not only where: style sheets say the same
 * widths. Never where there is no browser.
 */
function createUseIsAtMost(width: number): () => boolean {
  const list = typeof matchMedia === 'function' ? matchMedia(`(max-width: ${width}px)`) : null;
  const subscribe = (onChange: () => void): (() => void) => {
    list?.addEventListener('change', onChange);
    return () => list?.removeEventListener('change', onChange);
  };
  return () => useSyncExternalStore(subscribe, () => list?.matches === true);
}

/** Shows the page larger and without forms, for a projector, until it is ended or the tab is closed; `public/theme.js` reads it again. */
export function setProjector(isOn: boolean): void {
  document.documentElement.toggleAttribute(PROJECTOR, isOn);
  scrollTo(0, 0);
  try {
    sessionStorage.setItem('projector', isOn ? 'on' : '');
  } catch {
    // It is forgotten with the page.
  }
}

export const isProjector = (): boolean => document.documentElement.hasAttribute(PROJECTOR);

const PROJECTOR = 'data-projector';

/** The page has one column. */
export const useIsNarrow = createUseIsAtMost(900);

/** The bar has no room for what is wanted now and then. */
export const useIsPhone = createUseIsAtMost(480);
