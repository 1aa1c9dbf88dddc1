/** The parts of every trend of a level: the histories of the architectures that have it, and the axes. */
import { useMemo } from 'react';
import { overlapOf } from '../../../../src/data/copies.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { useView } from '../../../state/playground.ts';
import { useCursorStep } from '../../../view/moments.ts';
import { useCardResults } from '../../../view/useCardResults.ts';
import { useBuiltCards } from '../../../view/useGatedCards.ts';
import { styleOfCard } from '../../../view/useSeries.ts';

/** The architectures switched on that have the level; the same objects until something changes. */
export function useLevelHistories(experiment: Experiment, level: number) {
  const built = useBuiltCards(experiment);
  const results = useCardResults(experiment);
  const hiddenIds = useView((state) => state.hiddenIds);
  return useMemo(
    () =>
      built.flatMap(({ card, topology }) => {
        const spec = topology.levels[level];
        if (spec === undefined || hiddenIds.has(card.id)) return [];
        return [{ style: styleOfCard(card), spec, history: results.get(card.id)?.history ?? [] }];
      }),
    [built, results, hiddenIds, level],
  );
}

/** Props that the charts of an experiment's trends share. */
export function useTrendAxes(experiment: Experiment) {
  const { numSteps, learningRateChanges } = experiment.training;
  const overlap = overlapOf(experiment.data);
  return { numSteps, learningRateChanges, overlap, cursorStep: useCursorStep(experiment) };
}
