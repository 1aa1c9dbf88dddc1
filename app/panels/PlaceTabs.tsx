/** Tabs for the places of the page, with one tab stop; arrow keys move and show at once. */
import type { KeyboardEvent } from 'react';
import { type PanelGroup, panelGroupOfTab } from '../../src/experiment/link/tabs.ts';
import { text } from '../../src/text/text.ts';
import { usePlayground, useView } from '../state/playground.ts';
import { Lazy } from '../ui/Lazy.tsx';
import { placeIds } from '../view/places.ts';
import { resultsPart } from './lazyParts.ts';
import styles from './PlaceTabs.module.css';

const tabPlaces: readonly PanelGroup[] = ['play', 'inspect', 'sweep'];

export const tabIdOf = (place: PanelGroup): string => `${placeIds.place}-${place}`;

export function PlaceTabs() {
  const { view } = usePlayground();
  const open = useView((state) => panelGroupOfTab(state.tab));
  const show = (place: PanelGroup): void => view.setState(({ lastTabs }) => ({ tab: lastTabs[place] }));
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = tabPlaces[tabIndexAfterKey(event.key, tabPlaces.indexOf(open))];
    if (target === undefined) return;
    event.preventDefault();
    show(target);
    document.getElementById(tabIdOf(target))?.focus();
  };
  return (
    <div role="tablist" aria-label={text.app.placesLabel} className={styles['list']} onKeyDown={onKeyDown}>
      {tabPlaces.map((place) => (
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
function tabIndexAfterKey(key: string, index: number): number {
  if (key === 'ArrowRight') return (index + 1) % tabPlaces.length;
  if (key === 'ArrowLeft') return (index + tabPlaces.length - 1) % tabPlaces.length;
  if (key === 'Home') return 0;
  return key === 'End' ? tabPlaces.length - 1 : -1;
}
