/** The legend of architectures, which shows and hides each of them in all pictures of the page. */
import { SeriesLegend, type SeriesLegendProps } from '../charts/base/SeriesLegend.tsx';
import { usePlayground, useView } from '../state/playground.ts';
import { toggleHidden } from '../state/stores/viewStore.ts';

export function ShownLegend(legend: Omit<SeriesLegendProps, 'hiddenIds' | 'onToggle'>) {
  const { view } = usePlayground();
  const hiddenIds = useView((state) => state.hiddenIds);
  return <SeriesLegend {...legend} hiddenIds={hiddenIds} onToggle={(id) => toggleHidden(view, id)} />;
}
