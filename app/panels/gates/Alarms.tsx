/** Alarms about the gates shown, each with a button that leads to its cells. */

import { useMemo } from 'react';
import { flushSync } from 'react-dom';
import { type Alarm, alarmsOf, cellsOfAlarm, readingOfAlarm } from '../../../src/analysis/gateAlarms.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { hasLearned } from '../../../src/run/learned.ts';
import { alarmText } from '../../../src/run/report/cardAlarms.ts';
import { text } from '../../../src/text/text.ts';
import { SeriesSwatch } from '../../charts/base/SeriesSwatch.tsx';
import { usePlayground, useRunStatus, useShownExperiment } from '../../state/playground.ts';
import type { ViewState, ViewStore } from '../../state/stores/viewStore.ts';
import { Button, Icon } from '../../ui/Button.tsx';
import { Help } from '../../ui/Popover.tsx';
import { mapIdOf } from '../../view/places.ts';
import { type GatedCard, useGatedCards, useNewestGatedCards, useSummary } from '../../view/useCards.ts';
import { nameOfCard } from '../../view/useSeries.ts';
import styles from './Alarms.module.css';

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
      {isFinished && <Sentences />}
    </div>
  );
}

// A component of its own: alarms are not computed during a run.
function Sentences() {
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

function showAlarm(view: ViewStore, shown: CardAlarm): void {
  // The map may appear only with the other view, so it must be rendered before the focus moves.
  flushSync(() => view.setState((state) => viewOfAlarm(state, shown)));
  const map = document.getElementById(mapIdOf(shown.card.id, shown.alarm.level));
  map?.scrollIntoView({ block: 'center' });
  map?.focus({ preventScroll: true });
}

function viewOfAlarm(
  { gateView, replica, hiddenIds }: ViewState,
  { card, alarm }: CardAlarm,
): Partial<ViewState> {
  const isSeen = cellsOfAlarm(alarm, replica).length > 0;
  const choice = isSeen ? replica : (alarm.replicas[0]?.replica ?? replica);
  const [first] = cellsOfAlarm(alarm, choice);
  return {
    gateView: gateView === 'health' ? 'experts' : gateView,
    reading: readingOfAlarm(alarm),
    replica: choice,
    hiddenIds: new Set([...hiddenIds].filter((id) => id !== card.id)),
    cell: first === undefined ? null : { cardId: card.id, ...first },
  };
}

export interface CardAlarm {
  readonly card: CardConfig;
  readonly alarm: Alarm;
}

/** Cards of a finished run that learned nothing raise no alarms. */
export function useIdleIds(): readonly string[] {
  const summary = useSummary(useShownExperiment().shown);
  return useMemo(
    () =>
      summary === null || summary.isProvisional
        ? []
        : summary.cards.flatMap((card) => (hasLearned(card) ? [] : [card.cardId])),
    [summary],
  );
}

export function useAlarms(all: readonly GatedCard[]): readonly CardAlarm[] {
  const idle = useIdleIds();
  return useMemo(() => {
    const gated = all.filter(({ card }) => !idle.includes(card.id));
    return gated.flatMap(({ card, topology, gates, atStart }) =>
      alarmsOf(topology, gates?.levels ?? [], atStart?.levels ?? []).map((alarm) => ({ card, alarm })),
    );
  }, [all, idle]);
}
