/** The three places of the page: *Play*, *Inspect*, *Sweep*. */
import { text } from '../../src/text/text.ts';
import { usePlayground, useView } from '../state/playground.ts';
import { type Place, placeOfTab } from '../state/stores/viewStore.ts';
import { Lazy } from '../ui/Lazy.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { placeIds } from '../view/places.ts';
import { resultsPart } from './lazyParts.ts';

const places: readonly Place[] = ['play', 'inspect', 'sweep'];

export function PlaceTabs() {
  const { view } = usePlayground();
  const place = useView((state) => placeOfTab(state.tab));
  return (
    <Tabs
      panelId={placeIds.place}
      label={text.app.placesLabel}
      tabs={places.map((value) => ({ value, label: text.app.places[value], mark: markOf(value) }))}
      value={place}
      onChange={(value) => view.setState(({ lastTabs }) => ({ tab: lastTabs[value] }))}
    />
  );
}

/** Which place has something to tell while another one is open. */
const markOf = (place: Place) =>
  place === 'inspect' ? <Lazy part={resultsPart}>{({ AlarmCount }) => <AlarmCount />}</Lazy> : undefined;
