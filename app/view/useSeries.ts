/** Chart series of every architecture; identical objects until something changes. */
import { useMemo } from 'react';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { LossSeries } from '../charts/lines/series.ts';
import { useIsCovered } from '../state/playground.ts';
import { styleOfCard } from './cardNames.ts';
import { useCardResults } from './useCards.ts';

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
