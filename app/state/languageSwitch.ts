/** Switches to the page in the other language, keeping the link and the open tab. */
import { tabNamed } from '../../src/experiment/link/tabs.ts';
import { text } from '../../src/text/text.ts';
import type { createLinkSync } from './link/linkSync.ts';
import { readStored, removeStored, writeStored } from './stores/storage.ts';
import type { ViewStore } from './stores/viewStore.ts';

const openTabKey = 'open tab';

interface LanguageSwitchStores {
  readonly links: Pick<ReturnType<typeof createLinkSync>, 'currentLink'>;
  readonly view: ViewStore;
}

// `public/language.js` reads the choice before the first paint.
export function switchLanguage({ links, view }: LanguageSwitchStores): void {
  const { id, folder } = text.app.otherLanguage;
  writeStored('language', id);
  writeStored(openTabKey, view.getState().tab);
  location.assign(`${folder}${new URL(links.currentLink()).hash}`);
}

export function reopenTab(view: ViewStore): void {
  const tab = tabNamed(readStored(openTabKey) ?? '');
  removeStored(openTabKey);
  if (tab !== undefined) view.setState({ tab });
}
