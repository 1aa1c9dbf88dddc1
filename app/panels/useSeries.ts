/** The results of every architecture as the charts want them; the same objects until something changes. */
import { useMemo } from 'react';
import { type CardConfig, type Experiment, text } from '../../src/index.ts';
import type { LossSeries, SeriesStyle } from '../charts/props.ts';
import { useResults } from '../state/playground.ts';
import { resultsOf } from '../state/runResults.ts';

export const nameOfCard = ({ id, name }: CardConfig): string => text.app.architectures.name(id, name);

export const styleOfCard = (card: CardConfig): SeriesStyle => ({
  id: card.id,
  name: nameOfCard(card),
  color: card.color,
});

export function useLossSeries(cards: readonly CardConfig[]): readonly LossSeries[] {
  const results = useResults();
  return useMemo(
    () => cards.map((card) => ({ ...styleOfCard(card), points: resultsOf(results, card.id).points })),
    [cards, results],
  );
}

export const useTaskNames = ({ tasks }: Experiment): readonly string[] =>
  useMemo(() => tasks.map((task) => task.name), [tasks]);
