/** Which replica's weights are shown: one of them, or their mean. */
import { text } from '../../src/text/text.ts';
import { usePlayground, useReplica, useShownExperiment } from '../state/playground.ts';
import styles from '../ui/Panel.module.css';

const words = text.gates;

export function ReplicaSelect() {
  const { view } = usePlayground();
  const { numReplicas } = useShownExperiment().shown.training;
  const replica = useReplica();
  if (numReplicas === 1) return null;
  const choose = (written: string): void =>
    view.setState({ replica: written === 'mean' ? 'mean' : Number(written) });
  return (
    <label className={styles['select']}>
      <span className="visuallyHidden">{words.replica}</span>
      <select value={String(replica)} onChange={(event) => choose(event.target.value)}>
        <option value="mean">{words.replicaMean(numReplicas)}</option>
        {Array.from({ length: numReplicas }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a replica is its number
          <option key={index} value={String(index)}>
            {words.replicaOf(index + 1)}
          </option>
        ))}
      </select>
    </label>
  );
}
