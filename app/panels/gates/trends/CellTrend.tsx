/** The chosen cell of a heat map through training. */

import { useMemo } from 'react';
import { cellWith, groupingOf, likeCellOf, type MapView } from '../../../../src/analysis/gateMatrix.ts';
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
import { text } from '../../../../src/text/text.ts';
import { matrixNamesOf } from '../../../charts/gates/matrixNames.ts';
import { TrendChart, type TrendSeries } from '../../../charts/lines/TrendChart.tsx';
import { usePlayground, useQueued, useReplica, useView } from '../../../state/playground.ts';
import type { ChosenCell } from '../../../state/stores/viewStore.ts';
import { Button } from '../../../ui/Button.tsx';
import styles from '../../../ui/Panel.module.css';
import { type BuiltCard, useBuiltCards } from '../../../view/useGatedCards.ts';
import { useTaskNames } from '../../../view/useSeries.ts';
import { useLevelHistories, useTrendAxes } from './levelTrends.ts';

const words = text.time;

interface CellTrendProps {
  readonly experiment: Experiment;
  readonly cell: ChosenCell;
  readonly view: MapView;
}

const noSeries: readonly TrendSeries[] = [];

/** Nothing when the cell is gone. */
export function CellTrend({ experiment, cell, view }: CellTrendProps) {
  const playground = usePlayground();
  const name = useCellName({ experiment, cell, view });
  const reading = useView((state) => state.reading);
  const series = useQueued(useCellSeries(experiment, cell, view));
  const axes = useTrendAxes(experiment);
  if (name === null) return null;
  return (
    <div className={styles['trend']}>
      <TrendChart
        title={words.cell(name)}
        subject={name}
        measure={text.charts.reading[reading]}
        series={series ?? noSeries}
        {...axes}
      />
      <Button
        look="quiet"
        icon="close"
        title={words.closeCell}
        onClick={() => playground.view.setState({ cell: null })}
      />
    </div>
  );
}

/** "Task 1 ← Task 2 expert". */
function useCellName({ experiment, cell, view }: CellTrendProps): string | null {
  const taskNames = useTaskNames(experiment);
  const level = levelOf(useBuiltCards(experiment), cell);
  if (level === undefined) return null;
  const at = cellWith(cell, groupingOf(level, view));
  const { rowNames, columnNames } = matrixNamesOf(level, view, taskNames);
  return at && text.charts.cell(rowNames[at.row] ?? '', columnNames[at.column] ?? '');
}

/** Series of the architectures switched on; the same objects until something changes. */
function useCellSeries(experiment: Experiment, cell: ChosenCell, view: MapView): readonly TrendSeries[] {
  const histories = useLevelHistories(experiment, cell.level);
  const own = levelOf(useBuiltCards(experiment), cell);
  const reading = useView((state) => state.reading);
  const replica = useReplica();
  return useMemo(() => {
    if (own === undefined) return [];
    return histories.flatMap(({ style, spec: level, history }) => {
      const points = pointsOf(history, { cell, own, level, view, reading, replica });
      return points.length === 0 ? [] : [{ ...style, points }];
    });
  }, [histories, own, cell, view, reading, replica]);
}

/** The tables of the level that the cell is of; undefined when its architecture has no such level any more. */
const levelOf = (built: readonly BuiltCard[], { cardId, level }: ChosenCell): LevelSpec | undefined =>
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
