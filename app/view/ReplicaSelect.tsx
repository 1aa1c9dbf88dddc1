/** Which replica's weights are shown: one of them, or their mean. */
import type { ReplicaChoice } from '../../src/analysis/gateWeights.ts';
import { text } from '../../src/text/text.ts';
import { usePlayground, useReplica, useShownExperiment } from '../state/playground.ts';
import styles from '../ui/Panel.module.css';
import { Select } from '../ui/Select.tsx';

const words = text.gates;

/** Without `hasMean` one of them is shown at a time, the first unless another was chosen. */
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
