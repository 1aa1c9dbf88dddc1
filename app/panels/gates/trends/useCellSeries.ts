/** One cell of the heat maps through training, in every architecture that has one like it. */
import { useMemo } from 'react';
import { groupingOf, likeCellOf, type MapView } from '../../../../src/analysis/gateMatrix.ts';
import {
  cellWeightsOf,
  chosenValues,
  type ReplicaChoice,
  type WeightCell,
  type WeightReading,
} from '../../../../src/analysis/gateWeights.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import type { LevelSpec } from '../../../../src/models/topology.ts';
import type { Evaluation } from '../../../../src/run/produced/evaluation.ts';
import type { TrendSeries } from '../../../charts/lines/TrendChart.tsx';
import { useReplica, useView } from '../../../state/playground.ts';
import type { ChosenCell } from '../../../state/stores/viewStore.ts';
import { useCardResults } from '../../../view/useCardResults.ts';
import { type BuiltCard, useBuiltCards } from '../../../view/useGatedCards.ts';
import { styleOfCard } from '../../../view/useSeries.ts';

/** Series of the architectures switched on; the same objects until something changes. */
export function useCellSeries(
  experiment: Experiment,
  cell: ChosenCell,
  view: MapView,
): readonly TrendSeries[] {
  const built = useBuiltCards(experiment);
  const results = useCardResults(experiment);
  const hiddenIds = useView((state) => state.hiddenIds);
  const reading = useView((state) => state.reading);
  const replica = useReplica();
  return useMemo(() => {
    const own = levelOf(built, cell);
    return built.flatMap(({ card, topology }) => {
      const level = topology.levels[cell.level];
      if (own === undefined || level === undefined || hiddenIds.has(card.id)) return [];
      const history = results.get(card.id)?.history ?? [];
      const points = pointsOf(history, { cell, own, level, view, reading, replica });
      return points.length === 0 ? [] : [{ ...styleOfCard(card), points }];
    });
  }, [built, results, hiddenIds, cell, view, reading, replica]);
}

/** The tables of the level that the cell is of; undefined when its architecture has no such level any more. */
export const levelOf = (built: readonly BuiltCard[], { cardId, level }: ChosenCell): LevelSpec | undefined =>
  built.find(({ card }) => card.id === cardId)?.topology.levels[level];

interface CellSelection {
  readonly cell: ChosenCell;
  /** The level of `cell`, and the one at the same height of the architecture looked at. */
  readonly own: LevelSpec;
  readonly level: LevelSpec;
  readonly view: MapView;
  readonly reading: WeightReading;
  readonly replica: ReplicaChoice;
}

function pointsOf(history: readonly Evaluation[], selection: CellSelection): TrendSeries['points'] {
  const { cell, own, level, view } = selection;
  const like = likeCellOf(cell, groupingOf(own, view), groupingOf(level, view));
  return like === null ? [] : history.flatMap((evaluation) => pointOf(evaluation, like, selection));
}

/** None where the cell cannot exist. */
function pointOf(
  { gates }: Evaluation,
  like: WeightCell,
  { cell, level, reading, replica }: CellSelection,
): TrendSeries['points'] {
  const statistics = gates.levels[cell.level];
  const weights = statistics && cellWeightsOf(level, statistics, like, reading);
  if (!weights) return [];
  return [{ step: gates.step, values: chosenValues(weights, replica) }];
}
