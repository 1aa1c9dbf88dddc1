/** The frame of every line chart: caption, table, plot, cursor, and last values in words. */
import { createContext, memo, type ReactNode, use, useMemo } from 'react';
import { ReferenceLine, usePlotArea, useXAxisScale, XAxis, YAxis } from 'recharts';
import type { LearningRateChange } from '../../../src/experiment/experiment.ts';
import {
  formatCount,
  formatGain,
  formatPair,
  formatPercent,
  formatTick,
  formatValue,
} from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import type { SeriesStyle } from '../base/palette.ts';
import { linearTicks } from '../base/ticks.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';
import { type Axis, lineAxis } from './axis.ts';
import styles from './LineChart.module.css';
import {
  CutPointMarks,
  EndLabels,
  REPORTED_MARK_PITCH,
  ReportedMarks,
  type ReportedSteps,
  VerdictMarks,
} from './LineMarks.tsx';
import plotStyles from './Plot.module.css';
import {
  AXIS_PROPS,
  Bands,
  type PlotContent,
  type PlotWords,
  SeriesPlot,
  VALUE_AXIS_PROPS,
} from './SeriesPlot.tsx';
import {
  type FarMark,
  type LossSelection,
  type LossSeries,
  lossesOf,
  maxPointsOf,
  type PlotPoint,
  type PlotRow,
  type ScaleKind,
} from './series.ts';

type PlotRowsGetter = (maxPoints: number) => readonly PlotRow[];

type LinePlotOptions = Omit<LinePlotProps, 'rows' | 'axis' | 'width'>;

interface LineFigureProps extends Pick<FigureProps, 'title' | 'place' | 'unit' | 'csvRows'> {
  readonly noteAt: (width: number) => string;
  readonly again: () => ReactNode;
  /** Pass the same object while nothing changed. */
  readonly rowsOf: PlotRowsGetter;
  readonly tableRowsOf?: PlotRowsGetter;
  readonly plot: LinePlotOptions;
  readonly axis?: Axis | undefined;
  /** How much of the bands the axis includes. */
  readonly bandRoom: 'some' | 'all';
  readonly cursorStep: number | null;
  readonly children?: ReactNode;
}

export function LineFigure(props: LineFigureProps) {
  const { rowsOf, tableRowsOf, plot, children } = props;
  const [ref, width] = useWidth();
  const maxPoints = maxPointsOf(width);
  const rows = useMemo(() => rowsOf(maxPoints), [rowsOf, maxPoints]);
  const axis = useLineAxis(props, rows);
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
            <p className="visuallyHidden">{lastValuesText(plot, rows)}</p>
          </div>
        </CursorStepContext>
      </div>
      {children}
    </Figure>
  );
}

function useLineAxis({ axis, plot, bandRoom }: LineFigureProps, rows: readonly PlotRow[]): Axis {
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

function lastValuesText(
  { series, floor = null, isOverWork = false }: LinePlotOptions,
  rows: readonly PlotRow[],
): string {
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

const Y_AXIS_WIDTH = 42;
const X_AXIS_HEIGHT = 22;
const MARGIN = { top: 8, right: 24, bottom: 0, left: 0 };
const ACTIVE_DOT = { r: 3, strokeWidth: 0 };
const PIXELS_PER_X_TICK = 70;

const CursorStepContext = createContext<number | null>(null);

interface LinePlotProps extends PlotContent {
  readonly farMarks?: readonly FarMark[];
  readonly reported?: readonly ReportedSteps[] | undefined;
  readonly task?: number;
  readonly scale: ScaleKind;
  /** Irreducible loss, which no line can go below. */
  readonly floor?: number | null;
  readonly hasZero?: boolean;
  readonly numSteps: number;
  /** `x` is training work, in million multiply-adds. */
  readonly isOverWork?: boolean;
  readonly learningRateChanges: readonly LearningRateChange[];
  readonly width: number;
  readonly height: number;
  readonly name: string;
}

const LinePlot = memo(function LinePlot(props: LinePlotProps) {
  const { rows, axis, series, hiddenIds, width, height, name, isOverWork = false } = props;
  const words = useMemo(() => lineWords(isOverWork), [isOverWork]);
  const reported = props.reported ?? [];
  const content = { rows, axis, series, hiddenIds };
  const end = Math.max(props.numSteps, Math.ceil(rows.at(-1)?.x ?? 0), 1);
  const numTicks = Math.max(2, Math.floor((width - Y_AXIS_WIDTH) / PIXELS_PER_X_TICK));
  const numShown = series.filter(({ id }) => !hiddenIds.has(id)).length;
  const dots = { dot: rows.length === 1 && ACTIVE_DOT, activeDot: ACTIVE_DOT, connectNulls: true };
  return (
    <SeriesPlot
      {...content}
      {...{ name, words }}
      size={{ width, height, margin: MARGIN }}
      lineLook={() => dots}
      tooltipAt={{ y: height - X_AXIS_HEIGHT + 2 }}
      below={
        <>
          <XAxis
            {...AXIS_PROPS}
            dataKey="x"
            domain={[0, end]}
            ticks={linearTicks(0, end, numTicks)}
            tickFormatter={formatCount}
            height={X_AXIS_HEIGHT}
            tickLine={false}
            allowDataOverflow
          />
          <YAxis
            {...VALUE_AXIS_PROPS}
            {...axis}
            scale={props.scale}
            tickFormatter={formatTick}
            width={Y_AXIS_WIDTH}
          />
          <Bands {...content} isBridged look={(fill) => ({ fill, fillOpacity: bandOpacityOf(numShown) })} />
          <CutPointMarks marks={props.farMarks ?? []} axis={axis} series={series} hiddenIds={hiddenIds} />
        </>
      }
    >
      {series.length > 1 && <EndLabels rows={rows} series={series} hiddenIds={hiddenIds} />}
      <ReportedMarks reported={reported} hiddenIds={hiddenIds} />
      <VerdictMarks reported={reported} hiddenIds={hiddenIds} task={props.task ?? 0} axis={axis} />
      <FloorLine at={props.floor ?? null} />
      {props.hasZero === true && <ReferenceLine y={0} className={styles['zero'] ?? ''} />}
      {props.hasZero === true && <GainDirectionLabels numBars={reported.length} />}
      {props.learningRateChanges.map(({ step, value }) => (
        <ReferenceLine
          key={step}
          x={step}
          className={styles['change'] ?? ''}
          label={<ChangeMark value={value} />}
        />
      ))}
      <StepCursorLine />
    </SeriesPlot>
  );
});

function GainDirectionLabels({ numBars }: { readonly numBars: number }) {
  const area = usePlotArea();
  if (!area) return null;
  const { up, down } = text.charts.difference;
  return (
    <g className={styles['ends']} data-axis>
      <text x={area.x + 4} y={area.y + 9}>
        {up}
      </text>
      <text x={area.x + 4} y={area.y + area.height - 4 - numBars * REPORTED_MARK_PITCH}>
        {down}
      </text>
    </g>
  );
}

const bandOpacityOf = (numBands: number): number => 0.32 / Math.max(2, numBands);

function FloorLine({ at }: { readonly at: number | null }) {
  if (at === null) return null;
  const label = { value: text.charts.floor, position: 'insideBottomLeft' as const };
  return <ReferenceLine y={at} className={styles['floor'] ?? ''} label={label} />;
}

interface ChangeMarkProps {
  readonly value: number;
  readonly viewBox?: { x: number; y: number };
}

function ChangeMark({ value, viewBox }: ChangeMarkProps) {
  if (!viewBox) return null;
  return (
    <text x={viewBox.x + 4} y={viewBox.y + 9} className={styles['changeLabel']}>
      <title>{text.charts.learningRate(formatValue(value))}</title>
      {`η ${formatTick(value)}`}
    </text>
  );
}

// Reads the step from a context: moving it redraws only this line.
function StepCursorLine() {
  const step = use(CursorStepContext);
  const area = usePlotArea();
  const x = useXAxisScale()?.(step ?? Number.NaN);
  if (!area || x === undefined || !Number.isFinite(x)) return null;
  return (
    <g className={styles['cursor']}>
      <line x1={x} x2={x} y1={area.y} y2={area.y + area.height} />
      <path d={`M${x - 4} ${area.y - 5}h8l-4 5z`} />
    </g>
  );
}

export const lineWords = (isOverWork: boolean): PlotWords => ({
  placeOf: (x) =>
    isOverWork ? text.charts.afterWork(formatCount(x)) : `${text.charts.step} ${formatCount(x)}`,
  valueOf: pointText,
  detailsOf: ({ n }) => [text.charts.count(n)],
});

export function pointText({ mean, interval, isPercent = false }: PlotPoint): string {
  if (!interval) return isPercent ? formatGain(mean / 100) : formatValue(mean);
  const halfWidth = (interval[1] - interval[0]) / 2;
  const pair = isPercent
    ? ([formatGain(mean / 100), formatPercent(halfWidth / 100)] as const)
    : formatPair(mean, halfWidth);
  return text.charts.plusMinus(...pair);
}

interface LineTableProps {
  readonly series: readonly SeriesStyle[];
  readonly rows: readonly PlotRow[];
}

function LineTable({ series, rows }: LineTableProps) {
  return (
    <NumbersTable
      headings={[text.charts.step, ...series.map(({ name }) => name)]}
      rows={rows.map(({ x, points }) => [
        formatCount(x),
        ...series.map((_, s) => (points[s] ? pointText(points[s]) : text.app.ui.noValue)),
      ])}
    />
  );
}
