/** Shows the cells of a heat map that cause an alarm. */
import { useMemo } from 'react';
import { flushSync } from 'react-dom';
import { type Alarm, alarmsOf, cellsOfAlarm, readingOfAlarm } from '../../../src/analysis/gateAlarms.ts';
import type { CardConfig } from '../../../src/experiment/experiment.ts';
import { hasLearned } from '../../../src/run/summary.ts';
import { useShownExperiment } from '../../state/playground.ts';
import type { ViewState, ViewStore } from '../../state/stores/viewStore.ts';
import { heatMapIdOf } from '../../view/places.ts';
import { type GatedCard, useSummary } from '../../view/useCards.ts';

export function showAlarm(view: ViewStore, shown: CardAlarm): void {
  // The map may appear only with the other view, so it must be rendered before the focus moves.
  flushSync(() => view.setState((state) => viewOfAlarm(state, shown)));
  const map = document.getElementById(heatMapIdOf(shown.card.id, shown.alarm.level));
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
export function useUntrainedCardIds(): readonly string[] {
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
  const idle = useUntrainedCardIds();
  return useMemo(() => {
    const gated = all.filter(({ card }) => !idle.includes(card.id));
    return gated.flatMap(({ card, topology, gates, atStart }) =>
      alarmsOf(topology, gates?.levels ?? [], atStart?.levels ?? []).map((alarm) => ({ card, alarm })),
    );
  }, [all, idle]);
}
