/** Which presets this browser has opened, for a tick in the gallery. */
import { readStored, writeStored } from '../state/stores/storage.ts';

const key = 'adatt-playground-seen-presets';

/** Ids, those of presets that are gone included. */
export const seenStories = (): Set<string> =>
  new Set(
    readStored(key)
      ?.split(' ')
      .filter((id) => id !== ''),
  );

export function noteSeenStory(id: string): void {
  writeStored(key, [...seenStories().add(id)].join(' '));
}
