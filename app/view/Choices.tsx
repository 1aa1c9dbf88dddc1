/** Choices shared by panels: architectures shown, and the replica of weights. */

import type { ReplicaChoice } from '../../src/analysis/gateWeights.ts';
import { text } from '../../src/text/text.ts';
import type { SeriesStyle } from '../charts/base/palette.ts';
import legendStyles from '../charts/base/SeriesLegend.module.css';
import { SeriesSwatch } from '../charts/base/SeriesSwatch.tsx';
import { usePlayground, useReplica, useShownExperiment, useView } from '../state/playground.ts';
import { toggleHidden } from '../state/stores/viewStore.ts';
import styles from '../ui/Panel.module.css';
import { Select } from '../ui/Select.tsx';

const words = text.gates;

export function ShownLegend(legend: Omit<SeriesLegendProps, 'hiddenIds' | 'onToggle'>) {
  const { view } = usePlayground();
  const hiddenIds = useView((state) => state.hiddenIds);
  return <SeriesLegend {...legend} hiddenIds={hiddenIds} onToggle={(id) => toggleHidden(view, id)} />;
}

export function ReplicaSelect({ hasMean = true }: { readonly hasMean?: boolean }) {
  const { view } = usePlayground();
  const { numReplicas } = useShownExperiment().shown.training;
  const chosen = useReplica();
  const replica = hasMean || chosen !== 'mean' ? chosen : 0;
  if (numReplicas === 1) return null;
  const ofMean = { value: 'mean', label: words.replicaMean(numReplicas) } as const;
  const others = Array.from({ length: numReplicas }, (_, value) => ({
    value,
    label: words.replicaOf(value + 1),
  }));
  return (
    <Select<ReplicaChoice>
      className={styles['select']}
      aria-label={words.replica}
      options={hasMean ? [ofMean, ...others] : others}
      value={replica}
      onChange={(choice) => view.setState({ replica: choice })}
    />
  );
}

interface SeriesLegendProps {
  readonly isShort?: boolean;
  readonly series: readonly SeriesStyle[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

function SeriesLegend({ series, hiddenIds, onToggle, isShort = false }: SeriesLegendProps) {
  return (
    <fieldset className={legendStyles['legend']} aria-label={text.charts.legend}>
      {series.map(({ id, name, color }) => (
        <button
          key={id}
          type="button"
          className={legendStyles['item']}
          title={name}
          aria-label={name}
          data-series={color}
          aria-pressed={!hiddenIds.has(id)}
          onClick={() => onToggle(id)}
        >
          <SeriesSwatch color={color} />
          {isShort ? id : name}
        </button>
      ))}
    </fieldset>
  );
}
