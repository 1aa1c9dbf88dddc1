/** Light, dark or as the system; kept under the key that public/theme.js reads before the first paint. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { readStored, writeStored } from './storage.ts';

export type Theme = 'system' | 'light' | 'dark';
export type ThemeStore = StoreApi<{ readonly theme: Theme }>;

const storageKey = 'theme';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** Starts with the stored theme and writes every change to the root element and to storage. */
export function createThemeStore(root: HTMLElement): ThemeStore {
  const stored = readStored(storageKey);
  const theme = themes.find((known) => known === stored) ?? 'system';
  const store = createStore<{ readonly theme: Theme }>(() => ({ theme }));
  store.subscribe((state) => {
    root.dataset['theme'] = state.theme;
    writeStored(storageKey, state.theme);
  });
  return store;
}
