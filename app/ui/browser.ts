/** Browser services: picking and saving files, the clipboard, preferred motion, widths, projector mode. */
import { useSyncExternalStore } from 'react';

// The browser may fetch the file late, after asking where to save it.
const fileUrlLifetimeMs = 60_000;

export function downloadFile(content: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), fileUrlLifetimeMs);
}

/** `onFile` is not called if the visitor picks none. */
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

/** False where the browser forbids it, for example without https. */
export async function copyText(written: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(written);
    return true;
  } catch {
    return false;
  }
}

export const prefersLessMotion = (): boolean =>
  typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;

/** True up to a window width, for what CSS cannot do alone; style sheets repeat the widths. */
function createUseIsAtMost(width: number): () => boolean {
  const list = typeof matchMedia === 'function' ? matchMedia(`(max-width: ${width}px)`) : null;
  const subscribe = (onChange: () => void): (() => void) => {
    list?.addEventListener('change', onChange);
    return () => list?.removeEventListener('change', onChange);
  };
  return () => useSyncExternalStore(subscribe, () => list?.matches === true);
}

/** Lasts until the tab closes; `public/theme.js` reads it on load. */
export function setProjector(isOn: boolean): void {
  document.documentElement.toggleAttribute(PROJECTOR, isOn);
  scrollTo(0, 0);
  try {
    sessionStorage.setItem('projector', isOn ? 'on' : '');
  } catch {
    // Storage is forbidden, so the mode lasts as long as the page.
  }
}

export const isProjector = (): boolean => document.documentElement.hasAttribute(PROJECTOR);

const PROJECTOR = 'data-projector';

export const useIsNarrow = createUseIsAtMost(900);

export const useIsPhone = createUseIsAtMost(480);
