/** Reads the alarms of a finished run aloud, once. A live region of its own: what else is said then must not be cut off. */
import { alarmText, gatesText as words } from '../../../src/index.ts';
import { useRunStatus, useShownExperiment } from '../../state/playground.ts';
import { nameOfCard } from '../useSeries.ts';
import { useAlarms } from './useAlarms.ts';
import { useNewestGatedCards } from './useGatedCards.ts';

export function AlarmAnnouncer() {
  const { shown } = useShownExperiment();
  const isFinished = useRunStatus(({ phase }) => phase === 'finished');
  const alarms = useAlarms(useNewestGatedCards(shown));
  const sentences = alarms.map(({ card, alarm }) => `${nameOfCard(card)}: ${alarmText(shown, alarm)}`);
  return (
    <div aria-live="polite" className="visuallyHidden">
      {isFinished && sentences.length > 0 && words.alarms.announce(sentences.join(' '))}
    </div>
  );
}
