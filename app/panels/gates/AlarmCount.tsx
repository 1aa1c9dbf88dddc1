/** How many alarms the gates give, for the label of their tab; nothing when there are none. */
import { gatesText as words } from '../../../src/index.ts';
import { useShownExperiment } from '../../state/playground.ts';
import styles from './AlarmCount.module.css';
import { useAlarms } from './useAlarms.ts';
import { useGatedCards } from './useGatedCards.ts';

export function AlarmCount() {
  const { shown } = useShownExperiment();
  const { length } = useAlarms(useGatedCards(shown));
  return length === 0 ? null : <span className={styles['count']}>{words.alarms.count(length)}</span>;
}
