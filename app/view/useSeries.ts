/** Chart series of every architecture; identical objects until something changes. */
import { useMemo } from 'react';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { text } from '../../src/text/text.ts';
import type { SeriesStyle } from '../charts/base/palette.ts';
import type { LossSeries } from '../charts/lines/series.ts';
import { useIsCovered } from '../state/playground.ts';
import { useCardResults } from './useCards.ts';

export const nameOfCard = ({ id, name }: CardConfig): string => text.app.architectures.name(id, name);

export const styleOfCard = (card: CardConfig): SeriesStyle => ({
  id: card.id,
  name: nameOfCard(card),
  color: card.color,
});

export function useLossSeries(experiment: Experiment): readonly LossSeries[] {
  const { cards } = experiment;
  const results = useCardResults(experiment);
  const isCovered = useIsCovered();
  return useMemo(
    () =>
      cards.map((card) => ({
        ...styleOfCard(card),
        points: isCovered ? [] : (results.get(card.id)?.history ?? []).map(({ loss }) => loss),
      })),
    [cards, results, isCovered],
  );
}

export const useTaskNames = ({ tasks }: Experiment): readonly string[] =>
  useMemo(() => tasks.map((task) => task.name), [tasks]);
