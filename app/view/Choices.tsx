/** Choices shared by panels: architectures shown, and the replica of weights. */
import type { ReplicaChoice } from '../../src/analysis/gateWeights.ts';
import { text } from '../../src/text/text.ts';
import { SeriesLegend, type SeriesLegendProps } from '../charts/base/SeriesLegend.tsx';
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
