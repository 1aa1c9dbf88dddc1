/** The chosen cell of a heat map through training. */

import { cellWith, groupingOf, type MapView } from '../../../../src/analysis/gateMatrix.ts';
import { overlapOf } from '../../../../src/data/copies.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { text } from '../../../../src/text/text.ts';
import { matrixNamesOf } from '../../../charts/gates/matrixNames.ts';
import type { TrendSeries } from '../../../charts/lines/TrendChart.tsx';
import { TrendChart } from '../../../charts/lines/TrendChart.tsx';
import { usePlayground, useView } from '../../../state/playground.ts';
import type { ChosenCell } from '../../../state/stores/viewStore.ts';
import { Button } from '../../../ui/Button.tsx';
import { useCursorStep } from '../../../view/moments.ts';
import { useBuiltCards } from '../../../view/useGatedCards.ts';
import { useQueued } from '../../../view/useQueued.ts';
import { useTaskNames } from '../../../view/useSeries.ts';
import styles from './CellTrend.module.css';
import { levelOf, useCellSeries } from './useCellSeries.ts';

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
  const cursorStep = useCursorStep(experiment);
  const { numSteps, learningRateChanges } = experiment.training;
  if (name === null) return null;
  return (
    <div className={styles['trend']}>
      <TrendChart
        title={words.cell(name)}
        subject={name}
        measure={text.charts.reading[reading]}
        series={series ?? noSeries}
        numSteps={numSteps}
        learningRateChanges={learningRateChanges}
        cursorStep={cursorStep}
        overlap={overlapOf(experiment.data)}
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
