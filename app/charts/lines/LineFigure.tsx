/** The frame of every line chart: caption, table, plot, cursor, and last values in words. */
import { type ReactNode, useMemo } from 'react';
import { formatValue } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';
import { type Axis, lineAxis } from './axis.ts';
import styles from './LineChart.module.css';
import { CursorStepContext, LinePlot, type LinePlotProps } from './LinePlot.tsx';
import { LineTable } from './LineValues.tsx';
import plotStyles from './Plot.module.css';
import { type LossSelection, type LossSeries, lossesOf, maxPointsOf, type PlotRow } from './series.ts';

type RowsOf = (maxPoints: number) => readonly PlotRow[];

type PlotLook = Omit<LinePlotProps, 'rows' | 'axis' | 'width'>;

interface LineFigureProps extends Pick<FigureProps, 'title' | 'place' | 'unit' | 'csvRows'> {
  readonly noteAt: (width: number) => string;
  readonly again: () => ReactNode;
  /** Keep it identical while nothing changed. */
  readonly rowsOf: RowsOf;
  /** Default: those of the plot. */
  readonly tableRowsOf?: RowsOf;
  /** Keep its parts identical while nothing changed. */
  readonly plot: PlotLook;
  readonly axis?: Axis | undefined;
  /** Share of each band that the axis includes. */
  readonly bandRoom: 'some' | 'all';
  readonly cursorStep: number | null;
  readonly children?: ReactNode;
}

export function LineFigure(props: LineFigureProps) {
  const { rowsOf, tableRowsOf, plot, children } = props;
  const [ref, width] = useWidth();
  const maxPoints = maxPointsOf(width);
  const rows = useMemo(() => rowsOf(maxPoints), [rowsOf, maxPoints]);
  const axis = useAxis(props, rows);
  return (
    <Figure
      title={props.title}
      note={props.noteAt(Number.POSITIVE_INFINITY)}
      shortNote={props.noteAt(width)}
      place={props.place}
      unit={props.unit}
      exportKey={plot.series.filter(({ id }) => !plot.hiddenIds.has(id))}
      exportLegend={() => [plot.isOverWork === true ? text.charts.byWork : text.charts.byStep]}
      again={props.again}
      csvRows={props.csvRows}
      table={() => <LineTable series={plot.series} rows={tableRowsOf?.(maxPoints) ?? rows} />}
    >
      <div ref={ref}>
        <CursorStepContext value={props.cursorStep}>
          <div className={plotStyles['frame']} style={{ height: plot.height }}>
            {rows.length === 0 && <p className={styles['empty']}>{text.charts.noPoints}</p>}
            <LinePlot {...plot} rows={rows} axis={axis} width={width} />
            <p className="visuallyHidden">{summaryOf(plot, rows)}</p>
          </div>
        </CursorStepContext>
      </div>
      {children}
    </Figure>
  );
}

function useAxis({ axis, plot, bandRoom }: LineFigureProps, rows: readonly PlotRow[]): Axis {
  const { series, hiddenIds, scale, floor = null, hasZero = false } = plot;
  return useMemo(
    () =>
      axis ??
      lineAxis(rows, {
        isVisible: (s) => !hiddenIds.has(series[s]?.id ?? ''),
        scale,
        bandRoom,
        floors: hasZero ? [0] : floor === null ? [] : [floor],
      }),
    [axis, rows, series, hiddenIds, scale, bandRoom, floor, hasZero],
  );
}

function summaryOf({ series, floor = null, isOverWork = false }: PlotLook, rows: readonly PlotRow[]): string {
  const last = rows.at(-1);
  const parts = series.flatMap(({ name }, s) => {
    const point = rows.findLast(({ points }) => points[s] !== null)?.points[s];
    return point ? [`${name} ${formatValue(point.mean)}`] : [];
  });
  if (floor !== null && parts.length > 0) parts.push(`${text.charts.floor} ${formatValue(floor)}`);
  const place = isOverWork ? text.charts.atTheEnd : `${text.charts.step} ${last?.x ?? 0}`;
  return parts.length === 0 ? '' : text.punctuation.said(place, text.punctuation.list(parts));
}

export function DivergedNotes({
  series,
  selection,
}: {
  readonly series: readonly LossSeries[];
  readonly selection: LossSelection;
}): ReactNode {
  return series.flatMap((one) => {
    const last = one.points.at(-1);
    const losses = last === undefined ? [] : lossesOf(last, selection);
    const count = losses.filter((loss) => !Number.isFinite(loss)).length;
    if (count === 0) return [];
    return [
      <p key={one.id} className={plotStyles['diverged']}>
        {text.charts.diverged(one.name, count, losses.length)}
      </p>,
    ];
  });
}
