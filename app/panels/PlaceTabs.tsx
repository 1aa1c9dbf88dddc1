/** Tabs for the places of the page, with one tab stop; arrow keys move and show at once. */
import type { KeyboardEvent } from 'react';
import { type Place, placeOfTab } from '../../src/experiment/link/tabs.ts';
import { text } from '../../src/text/text.ts';
import { usePlayground, useView } from '../state/playground.ts';
import { Lazy } from '../ui/Lazy.tsx';
import { placeIds } from '../view/places.ts';
import { resultsPart } from './lazyParts.ts';
import styles from './PlaceTabs.module.css';

const places: readonly Place[] = ['play', 'inspect', 'sweep'];

export const tabIdOf = (place: Place): string => `${placeIds.place}-${place}`;

export function PlaceTabs() {
  const { view } = usePlayground();
  const open = useView((state) => placeOfTab(state.tab));
  const show = (place: Place): void => view.setState(({ lastTabs }) => ({ tab: lastTabs[place] }));
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = places[targetIndex(event.key, places.indexOf(open))];
    if (target === undefined) return;
    event.preventDefault();
    show(target);
    document.getElementById(tabIdOf(target))?.focus();
  };
  return (
    <div role="tablist" aria-label={text.app.placesLabel} className={styles['list']} onKeyDown={onKeyDown}>
      {places.map((place) => (
        <button
          key={place}
          type="button"
          role="tab"
          id={tabIdOf(place)}
          aria-selected={place === open}
          aria-controls={placeIds.place}
          tabIndex={place === open ? 0 : -1}
          className={styles['tab']}
          onClick={() => show(place)}
        >
          {text.app.places[place]}
          {place === 'inspect' && <Lazy part={resultsPart}>{({ AlarmCount }) => <AlarmCount />}</Lazy>}
        </button>
      ))}
    </div>
  );
}

/** Tab that a key leads to; -1: none. */
function targetIndex(key: string, index: number): number {
  if (key === 'ArrowRight') return (index + 1) % places.length;
  if (key === 'ArrowLeft') return (index + places.length - 1) % places.length;
  if (key === 'Home') return 0;
  return key === 'End' ? places.length - 1 : -1;
}
