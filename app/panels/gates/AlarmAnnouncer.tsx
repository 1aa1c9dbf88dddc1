/** Reads the alarms of a finished run aloud, once. A live region of its own: what else is said then must not be cut off. */
import { alarmText } from '../../../src/report/alarmText.ts';
import { text } from '../../../src/text/text.ts';
import { useRunStatus, useShownExperiment } from '../../state/playground.ts';
import { useNewestGatedCards } from '../../view/useGatedCards.ts';
import { nameOfCard } from '../../view/useSeries.ts';
import { useAlarms } from './useAlarms.ts';

const words = text.gates;

export function AlarmAnnouncer() {
  const isFinished = useRunStatus(({ phase }) => phase === 'finished');
  return (
    <div aria-live="polite" className="visuallyHidden">
      {isFinished && <Sentences />}
    </div>
  );
}

/** A part of its own, so that nothing is looked for while a run goes on. */
function Sentences() {
  const { shown } = useShownExperiment();
  const alarms = useAlarms(useNewestGatedCards(shown));
  const sentences = alarms.map(({ card, alarm }) => `${nameOfCard(card)}: ${alarmText(shown, alarm)}`);
  return sentences.length === 0 ? null : words.alarms.announce(sentences.join(' '));
}
