/** One task's losses: a line per architecture and the band of its mean. Knows no store; loads the chart library itself. */
import { lazy, memo, type ReactNode, Suspense, useMemo } from 'react';
import { chartText } from '../../src/index.ts';
import { CursorStepContext } from './CursorLine.tsx';
import { Figure } from './Figure.tsx';
import { formatValue } from './format.ts';
import styles from './LossChart.module.css';
import type { LossPlotProps } from './LossPlot.tsx';
import { LossTable } from './LossTable.tsx';
import type { LossChartProps, LossSelection, LossSeries } from './props.ts';
import {
  lossAxis,
  lossCsvRows,
  MAX_POINTS,
  numDiverged,
  numReplicasOf,
  type PlotRow,
  plotRowsOf,
} from './series.ts';
import { useWidth } from './useWidth.ts';

const DEFAULT_HEIGHT = 200;
const INITIAL_WIDTH = 320;
/** Thinning below this would show. */
const MIN_POINTS = 200;

const LossPlot = lazy(() => import('./LossPlot.tsx').then((module) => ({ default: module.LossPlot })));

/** Redraws when its props change and not otherwise; a new `cursorStep` moves the line and leaves the curves alone. */
export const LossChart = memo(function LossChart(props: LossChartProps) {
  const { title, measure, split, task, numTasks, series, hiddenIds, scale, cursorStep } = props;
  const selection = useMemo(() => ({ split, task, numTasks }), [split, task, numTasks]);
  const [ref, width] = useWidth(INITIAL_WIDTH);
  const maxPoints = Math.min(MAX_POINTS, Math.max(MIN_POINTS, width));
  const rows = useMemo(
    () => plotRowsOf(series, selection, scale, maxPoints),
    [series, selection, scale, maxPoints],
  );
  const shown = series.filter(({ id }) => !hiddenIds.has(id));
  return (
    <Figure
      title={title}
      note={noteOf(measure, shown, selection)}
      exportKey={shown}
      csvRows={() => lossCsvRows(series, selection, title)}
      table={() => <LossTable series={series} rows={rows} />}
    >
      <CursorStepContext value={cursorStep}>
        <div ref={ref}>
          <PlotFrame {...props} rows={rows} width={width} />
        </div>
      </CursorStepContext>
      <DivergedNotes series={shown} selection={selection} />
    </Figure>
  );
});

interface PlotFrameProps extends LossChartProps {
  readonly rows: readonly PlotRow[];
  readonly width: number;
}

/** Hands the plot nothing that changes without need. */
function PlotFrame(props: PlotFrameProps) {
  const { rows, width, series, hiddenIds, scale, numSteps, learningRateChanges, title, measure } = props;
  const height = props.height ?? DEFAULT_HEIGHT;
  const axis = useMemo(
    () => lossAxis(rows, (s) => !hiddenIds.has(series[s]?.id ?? ''), scale),
    [rows, series, hiddenIds, scale],
  );
  const name = chartText.lossName(title, measure);
  const plot: LossPlotProps = {
    rows,
    axis,
    series,
    hiddenIds,
    scale,
    numSteps,
    learningRateChanges,
    width,
    height,
    name,
  };
  return (
    <div className={styles['frame']} style={{ height }}>
      {rows.length === 0 && <p className={styles['empty']}>{chartText.noPoints}</p>}
      <Suspense fallback={null}>
        <LossPlot {...plot} />
      </Suspense>
      <p className={styles['hiddenText']}>{summaryOf(series, rows)}</p>
    </div>
  );
}

function noteOf(measure: string, shown: readonly LossSeries[], selection: LossSelection): string {
  const last = shown.flatMap((one) => one.points.at(-1) ?? [])[0];
  if (!last) return measure;
  const total = numReplicasOf(last, selection);
  return [measure, chartText.count(total), total > 1 ? chartText.band : chartText.noBand].join(' · ');
}

/** The last values in words, for those who cannot see the lines. */
function summaryOf(series: readonly LossSeries[], rows: readonly PlotRow[]): string {
  const last = rows.at(-1);
  const parts = series.flatMap(({ name }, s) => {
    const point = last?.points[s];
    return point ? [`${name} ${formatValue(point.mean)}`] : [];
  });
  return parts.length === 0 ? '' : `${chartText.step} ${last?.step ?? 0}: ${parts.join(', ')}`;
}

function DivergedNotes({
  series,
  selection,
}: {
  readonly series: readonly LossSeries[];
  readonly selection: LossSelection;
}): ReactNode {
  return series.flatMap((one) => {
    const count = numDiverged(one, selection);
    const last = one.points.at(-1);
    if (count === 0 || !last) return [];
    return [
      <p key={one.id} className={styles['diverged']}>
        {chartText.diverged(one.name, count, numReplicasOf(last, selection))}
      </p>,
    ];
  });
}
