/** Alarms about the gates shown, each with a way to the cells that cause it. */

import type { Experiment } from '../../../src/experiment/experiment.ts';
import { alarmText } from '../../../src/report/alarmText.ts';
import { text } from '../../../src/text/text.ts';
import { SeriesSwatch } from '../../charts/base/SeriesSwatch.tsx';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { Help } from '../../ui/Help.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { nameOfCard } from '../../view/useSeries.ts';
import styles from './Alarms.module.css';
import { showAlarm } from './showAlarm.ts';
import type { CardAlarm } from './useAlarms.ts';

const words = text.gates;

interface AlarmsProps {
  readonly alarms: readonly CardAlarm[];
  readonly experiment: Experiment;
}

export function Alarms({ alarms, experiment }: AlarmsProps) {
  const isQuiet = alarms.length === 0;
  return (
    <section className={styles['strip']} data-quiet={isQuiet} aria-label={words.alarms.title}>
      <span className={styles['head']}>
        <Icon name={isQuiet ? 'check' : 'warning'} />
        {words.alarms.count(alarms.length)}
        <Help about={words.alarms.title}>{words.alarms.help}</Help>
      </span>
      {!isQuiet && <AlarmList alarms={alarms} experiment={experiment} />}
    </section>
  );
}

function AlarmList({ alarms, experiment }: AlarmsProps) {
  const { view } = usePlayground();
  return (
    <ul className={styles['list']}>
      {alarms.map(({ card, alarm }) => (
        <li key={`${card.id} ${alarm.kind} ${alarm.level} ${alarm.task}`}>
          <span className={styles['sentence']}>
            <SeriesSwatch color={card.color} /> <strong>{nameOfCard(card)}</strong>{' '}
            {alarmText(experiment, alarm)}
          </span>
          <Button onClick={() => showAlarm(view, { card, alarm })}>{words.alarms.show}</Button>
        </li>
      ))}
    </ul>
  );
}
