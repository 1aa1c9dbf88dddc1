/** Sharing of a level's experts through training, in every architecture. */
import { useMemo } from 'react';
import { sharingHealthOf } from '../../../../src/analysis/gateHealth.ts';
import { chosenValues } from '../../../../src/analysis/gateWeights.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import type { LevelSpec } from '../../../../src/models/topology.ts';
import type { Evaluation } from '../../../../src/run/produced/evaluation.ts';
import type { TrendSeries } from '../../../charts/lines/TrendChart.tsx';
import { useReplica, useView } from '../../../state/playground.ts';
import { useCardResults } from '../../../view/useCardResults.ts';
import { useBuiltCards } from '../../../view/useGatedCards.ts';
import { styleOfCard } from '../../../view/useSeries.ts';

export type SharingMeasure = 'effectiveExperts' | 'largestUse';

/** Each costs logarithms of a whole level; a line needs no more of them. */
const maxMoments = 60;

/** Series of the architectures switched on that have gates there; the same objects until something changes. */
export function useHealthSeries(
  experiment: Experiment,
  level: number,
): Readonly<Record<SharingMeasure, readonly TrendSeries[]>> {
  const built = useBuiltCards(experiment);
  const results = useCardResults(experiment);
  const hiddenIds = useView((state) => state.hiddenIds);
  const replica = useReplica();
  return useMemo(() => {
    const cards = built.flatMap(({ card, topology }) => {
      const spec = topology.levels[level];
      if (spec === undefined || hiddenIds.has(card.id)) return [];
      const history = spacedOut(results.get(card.id)?.history ?? [], maxMoments);
      const moments = history.flatMap((evaluation) => momentOf(evaluation, level, spec));
      return moments.length === 0 ? [] : [{ style: styleOfCard(card), moments }];
    });
    const seriesOf = (measure: SharingMeasure): readonly TrendSeries[] =>
      cards.map(({ style, moments }) => ({
        ...style,
        points: moments.map(({ step, health }) => ({ step, values: chosenValues(health[measure], replica) })),
      }));
    return { effectiveExperts: seriesOf('effectiveExperts'), largestUse: seriesOf('largestUse') };
  }, [built, results, hiddenIds, replica, level]);
}

function momentOf({ gates: { step, levels } }: Evaluation, level: number, spec: LevelSpec) {
  const statistics = levels[level];
  const health = statistics === undefined ? null : sharingHealthOf(spec, statistics);
  return health === null ? [] : [{ step, health }];
}

/** Every so many of them, and the last. */
const spacedOut = <T>(list: readonly T[], max: number): readonly T[] => {
  const stride = Math.ceil(list.length / max);
  return list.filter((_, at) => at % stride === 0 || at === list.length - 1);
};
