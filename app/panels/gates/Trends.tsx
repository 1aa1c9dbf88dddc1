/** Numbers of a level through training: the weight chosen in a heat map, and the spread of gates. */
import { useMemo } from 'react';
import { sharingHealthOf } from '../../../src/analysis/gateHealth.ts';
import {
  cellContaining,
  correspondingCellOf,
  type GateGroupingMode,
  groupingOf,
} from '../../../src/analysis/gateMatrix.ts';
import { cellWeightsOf, valuesOfReplicas } from '../../../src/analysis/gateWeights.ts';
import { resplitOverlapOf } from '../../../src/data/rows.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { LevelSpec } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import { matrixNamesOf } from '../../charts/gates/CellWords.tsx';
import { TrendChart, type TrendSeries } from '../../charts/lines/LossChart.tsx';
import { usePlayground, useQueued, useReplica, useView } from '../../state/playground.ts';
import type { ChosenCell } from '../../state/stores/viewStore.ts';
import { Button } from '../../ui/Button.tsx';
import styles from '../../ui/Panel.module.css';
import { styleOfCard } from '../../view/cardNames.ts';
import { useCursorStep } from '../../view/moments.ts';
import { type BuiltCard, useBuiltCards, useCardResults } from '../../view/useCards.ts';
import { useTaskNames } from '../../view/useSeries.ts';

const words = text.time;

/** Returns the same object until something changes, like all hooks below. */
function useLevelHistories(experiment: Experiment, level: number) {
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

function useTrendAxes(experiment: Experiment) {
  const { numSteps, learningRateChanges } = experiment.training;
  const overlap = resplitOverlapOf(experiment.data);
  return { numSteps, learningRateChanges, overlap, cursorStep: useCursorStep(experiment) };
}

interface CellTrendProps {
  readonly experiment: Experiment;
  readonly cell: ChosenCell;
  readonly view: GateGroupingMode;
}

const noSeries: readonly TrendSeries[] = [];

export function CellTrend(props: CellTrendProps) {
  const playground = usePlayground();
  const name = useCellName(props);
  const reading = useView((view) => view.reading);
  const series = useQueued(useCellSeries(props));
  const axes = useTrendAxes(props.experiment);
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

function useCellName({ experiment, cell, view }: CellTrendProps): string | null {
  const taskNames = useTaskNames(experiment);
  const level = levelOfCell(useBuiltCards(experiment), cell);
  if (level === undefined) return null;
  const at = cellContaining(cell, groupingOf(level, view));
  const { rowNames, columnNames } = matrixNamesOf(level, view, taskNames);
  return at && text.charts.cell(rowNames[at.row] ?? '', columnNames[at.column] ?? '');
}

function useCellSeries({ experiment, cell, view }: CellTrendProps): readonly TrendSeries[] {
  const histories = useLevelHistories(experiment, cell.level);
  const own = levelOfCell(useBuiltCards(experiment), cell);
  const reading = useView((state) => state.reading);
  const replica = useReplica();
  return useMemo(() => {
    if (own === undefined) return [];
    return histories.flatMap(({ style, spec, history }) => {
      const like = correspondingCellOf(cell, groupingOf(own, view), groupingOf(spec, view));
      if (like === null) return [];
      const points = history.flatMap(({ gates: { step, levels } }) => {
        const statistics = levels[cell.level];
        const weights = statistics && cellWeightsOf(spec, statistics, like, reading);
        return weights ? [{ step, values: valuesOfReplicas(weights, replica) }] : [];
      });
      return points.length === 0 ? [] : [{ ...style, points }];
    });
  }, [histories, own, cell, view, reading, replica]);
}

const levelOfCell = (built: readonly BuiltCard[], { cardId, level }: ChosenCell): LevelSpec | undefined =>
  built.find(({ card }) => card.id === cardId)?.topology.levels[level];

const healthMeasures = ['effectiveExperts', 'largestUse'] as const;

export function HealthTrends({
  level,
  experiment,
}: {
  readonly level: number;
  readonly experiment: Experiment;
}) {
  const series = useQueued(useHealthSeries(experiment, level)) ?? [];
  const axes = useTrendAxes(experiment);
  if (series.every((lines) => lines.length === 0)) return null;
  return (
    <div className={styles['trends']}>
      {healthMeasures.map((measure, index) => (
        <TrendChart
          key={measure}
          title={words.health[measure].title}
          measure={words.health[measure].measure}
          subject={text.app.ui.level(level + 1)}
          place={text.app.ui.level(level + 1)}
          series={series[index] ?? noSeries}
          {...axes}
        />
      ))}
    </div>
  );
}

// Most steps evaluated: each takes the logarithms of a whole level.
const maxHealthSteps = 60;

function useHealthSeries(experiment: Experiment, level: number): readonly (readonly TrendSeries[])[] {
  const histories = useLevelHistories(experiment, level);
  const replica = useReplica();
  return useMemo(() => {
    const cards = histories.flatMap(({ style, spec, history }) => {
      const moments = evenlySpacedItems(history, maxHealthSteps).flatMap(({ gates: { step, levels } }) => {
        const health = levels[level] && sharingHealthOf(spec, levels[level]);
        return health ? [{ step, health }] : [];
      });
      return moments.length === 0 ? [] : [{ style, moments }];
    });
    return healthMeasures.map((measure) =>
      cards.map(({ style, moments }) => ({
        ...style,
        points: moments.map(({ step, health }) => ({
          step,
          values: valuesOfReplicas(health[measure], replica),
        })),
      })),
    );
  }, [histories, replica, level]);
}

function evenlySpacedItems<T>(list: readonly T[], max: number): readonly T[] {
  const stride = Math.ceil(list.length / max);
  return list.filter((_, at) => at % stride === 0 || at === list.length - 1);
}
