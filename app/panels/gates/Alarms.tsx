import type { Experiment } from '../../../src/experiment/experiment.ts';
import { alarmText } from '../../../src/run/report/cardAlarms.ts';
import { text } from '../../../src/text/text.ts';
import { SeriesSwatch } from '../../charts/base/SeriesSwatch.tsx';
import { usePlayground, useRunStatus, useShownExperiment } from '../../state/playground.ts';
import { Button, Icon } from '../../ui/Button.tsx';
import { Help } from '../../ui/Popover.tsx';
import { nameOfCard } from '../../view/cardNames.ts';
import { useGatedCards, useNewestGatedCards } from '../../view/useCards.ts';
import styles from './Alarms.module.css';
import { type CardAlarm, showAlarm, useAlarms } from './showAlarm.ts';

const words = text.gates;

interface AlarmsProps {
  readonly alarms: readonly CardAlarm[];
  readonly experiment: Experiment;
}

export function Alarms({ alarms, experiment }: AlarmsProps) {
  const isQuiet = alarms.length === 0;
  const { view } = usePlayground();
  return (
    <section className={styles['strip']} data-quiet={isQuiet} aria-label={words.alarms.title}>
      <span className={styles['head']}>
        <Icon name={isQuiet ? 'check' : 'warning'} />
        {words.alarms.count(alarms.length)}
        <Help about={words.alarms.title}>{words.alarms.help}</Help>
      </span>
      {!isQuiet && (
        <ul className={styles['list']}>
          {alarms.map(({ card, alarm }) => (
            <li key={`${card.id} ${alarm.kind} ${alarm.level} ${alarm.task}`} className="row">
              <span className={styles['sentence']}>
                <SeriesSwatch color={card.color} /> <strong>{nameOfCard(card)}</strong>{' '}
                {alarmText(experiment, alarm)}
              </span>
              <Button onClick={() => showAlarm(view, { card, alarm })}>{words.alarms.show}</Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

// Its own live region, so that other announcements do not cut it off.
export function AlarmAnnouncer() {
  const isFinished = useRunStatus(({ phase }) => phase === 'finished');
  return (
    <div aria-live="polite" className="visuallyHidden">
      {isFinished && <AlarmSentences />}
    </div>
  );
}

// A component of its own, so that alarms are not computed during a run.
function AlarmSentences() {
  const { shown } = useShownExperiment();
  const alarms = useAlarms(useNewestGatedCards(shown));
  const sentences = alarms.map(({ card, alarm }) =>
    text.punctuation.said(nameOfCard(card), alarmText(shown, alarm)),
  );
  return sentences.length === 0 ? null : words.alarms.announce(text.punctuation.sentences(sentences));
}

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
