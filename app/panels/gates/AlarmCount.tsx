/** How many alarms the gates give, for the label of their tab; nothing when there are none. */
import { text } from '../../../src/text/text.ts';
import { useShownExperiment } from '../../state/playground.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useGatedCards } from '../../view/useGatedCards.ts';
import styles from './AlarmCount.module.css';
import { useAlarms } from './useAlarms.ts';

const words = text.gates;

export function AlarmCount() {
  const { shown } = useShownExperiment();
  const { length } = useAlarms(useGatedCards(shown));
  if (length === 0) return null;
  const label = words.alarms.count(length);
  return (
    <span className={styles['count']} title={label}>
      <span className={styles['words']}>{label}</span>
      <span className={styles['short']} aria-hidden="true">
        <Icon name="warning" />
        {length}
      </span>
    </span>
  );
}
