/** A line chart with a cursor and its last values in words. */
import { type ReactNode, useMemo } from 'react';
import { formatValue } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import plotStyles from '../base/Plot.module.css';
import { type Axis, lineAxis } from './axis.ts';
import styles from './LineChart.module.css';
import { CursorStepContext, LinePlot, type LinePlotProps } from './LinePlot.tsx';
import { type LossSelection, type LossSeries, numDiverged, numReplicasAt } from './series.ts';

interface PlotFrameProps extends Omit<LinePlotProps, 'axis'> {
  /** Its own when left out. */
  readonly axis?: Axis | undefined;
  readonly cursorStep: number | null;
  /** The share of each band that the axis makes room for. */
  readonly bandRoom: 'some' | 'all';
}

/** Hands the plot nothing that changes without need. */
export function PlotFrame({ cursorStep, bandRoom, axis: given, ...plot }: PlotFrameProps) {
  const { rows, series, hiddenIds, scale, height, floor = null, hasZero = false } = plot;
  const axis = useMemo(
    () =>
      given ??
      lineAxis(rows, {
        isVisible: (s) => !hiddenIds.has(series[s]?.id ?? ''),
        scale,
        bandRoom,
        floors: hasZero ? [0] : floor === null ? [] : [floor],
      }),
    [given, rows, series, hiddenIds, scale, bandRoom, floor, hasZero],
  );
  return (
    <CursorStepContext value={cursorStep}>
      <div className={plotStyles['frame']} style={{ height }}>
        {rows.length === 0 && <p className={styles['empty']}>{text.charts.noPoints}</p>}
        <LinePlot {...plot} axis={axis} />
        <p className="visuallyHidden">{summaryOf(plot, floor)}</p>
      </div>
    </CursorStepContext>
  );
}

/** The last values in words, for those who cannot see the lines. */
function summaryOf(
  { series, rows, isOverWork = false }: Omit<LinePlotProps, 'axis'>,
  floor: number | null,
): string {
  const last = rows.at(-1);
  const parts = series.flatMap(({ name }, s) => {
    const point = rows.findLast(({ points }) => points[s] !== null)?.points[s];
    return point ? [`${name} ${formatValue(point.mean)}`] : [];
  });
  if (floor !== null && parts.length > 0) parts.push(`${text.charts.floor} ${formatValue(floor)}`);
  const place = isOverWork ? text.charts.atTheEnd : `${text.charts.step} ${last?.step ?? 0}`;
  return parts.length === 0 ? '' : `${place}: ${parts.join(', ')}`;
}

/** Notes on lines that are made of fewer repetitions than there are. */
export function DivergedNotes({
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
      <p key={one.id} className={plotStyles['diverged']}>
        {text.charts.diverged(one.name, count, numReplicasAt(last, selection))}
      </p>,
    ];
  });
}
