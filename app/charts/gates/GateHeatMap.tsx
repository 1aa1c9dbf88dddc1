/** Heat map of one fusion level of one architecture: receivers in rows, sources in columns. */
import { memo, useId, useMemo } from 'react';
import {
  cellContaining,
  columnGroupsOf,
  type GateGroupingMode,
  gateMatrixOf,
  groupingOf,
  isShareReading,
  valueOfCell,
  type WeightPosition,
} from '../../../src/analysis/gateMatrix.ts';
import type { ReplicaChoice, WeightGrouping, WeightReading } from '../../../src/analysis/gateWeights.ts';
import type { LevelGates } from '../../../src/analysis/produced/evaluation.ts';
import type { LevelSpec } from '../../../src/models/topology.ts';
import { formatTick } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { type ColorScale, colorScaleFor, type ScaleRange } from '../base/colorScale.ts';
import { GridFrame } from '../base/GridFrame.tsx';
import pictureStyles from '../base/Picture.module.css';
import { Hatch, Picture } from '../base/Picture.tsx';
import { type GridPlace, isSamePlace, useGridCursor } from '../base/useGridCursor.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import {
  CellReadout,
  GateTable,
  gateCsvRows,
  matrixNamesOf,
  type NamedRow,
  namedRowsOf,
} from './CellWords.tsx';
import styles from './GateHeatMap.module.css';
import {
  AlarmMark,
  AlarmSign,
  cellAt,
  cellBoxOf,
  HeatGrid,
  type HeatGridProps,
  type HeatLayout,
  heatLayoutOf,
} from './HeatGrid.tsx';

export interface GateHeatMapProps {
  readonly title: string;
  readonly note?: string;
  readonly level: LevelSpec;
  readonly gates: LevelGates | null;
  readonly reading: WeightReading;
  readonly view: GateGroupingMode;
  readonly replica: ReplicaChoice;
  readonly taskNames: readonly string[];
  readonly chosen: WeightPosition | null;
  /** Null on Escape, or when chosen again. Pass the same function. */
  readonly onChoose: (place: WeightPosition | null) => void;
  readonly marked: readonly WeightPosition[];
  readonly mapId?: string | undefined;
  readonly range: ScaleRange;
  readonly place?: string;
}

const MIN_LEGEND_WIDTH = 364;

export const GateHeatMap = memo(function GateHeatMap(props: GateHeatMapProps) {
  const { title, note, reading, taskNames, onChoose } = props;
  const [ref, width] = useWidth();
  const { grouping, matrix, rows, layout } = useHeatMap(props, width);
  const { low, high } = props.range;
  const scale = useMemo(() => colorScaleFor({ low, high }), [low, high]);
  const chosen = props.chosen && cellContaining(props.chosen, grouping);
  const marked = useMemo(() => gridPlacesOf(props.marked, grouping), [props.marked, grouping]);
  const { place: cell, handlers } = useCellCursor(layout, matrix.length, chosen, (place) =>
    onChoose(place && weightPlaceAt(place, grouping)),
  );
  const picture = { layout, rows, taskNames, reading, scale };
  return (
    <Figure
      title={title}
      note={note}
      place={props.place}
      unit={text.charts.reading[reading]}
      csvRows={() => gateCsvRows(rows)}
      again={() => <GateHeatMap {...props} mapId={undefined} />}
      table={() => <GateTable rows={rows} reading={reading} />}
    >
      <div ref={ref}>
        <div className={pictureStyles['scroll']}>
          <GridFrame
            id={props.mapId}
            name={text.charts.heatMapName(title, text.charts.reading[reading])}
            help={text.charts.heatMapHelp}
            className={styles['map']}
            style={{ width: pictureWidth(layout, width) }}
            {...handlers}
          >
            <HeatPicture
              {...picture}
              width={pictureWidth(layout, width)}
              cell={cell}
              chosen={chosen}
              marked={marked}
            />
          </GridFrame>
        </div>
      </div>
      <CellReadout cell={cell ?? chosen} rows={rows} reading={reading} />
    </Figure>
  );
});

function useCellCursor(
  layout: HeatLayout,
  numRows: number,
  chosen: GridPlace | null,
  onChoose: (place: GridPlace | null) => void,
) {
  return useGridCursor({
    grid: { rows: Array.from({ length: numRows }, () => layout.columns.length) },
    placeAt: ({ clientX, clientY, currentTarget }) => {
      const box = currentTarget.getBoundingClientRect();
      return cellAt(layout, numRows, clientX - box.left, clientY - box.top);
    },
    start: chosen ?? undefined,
    onChoose: (place) => onChoose(isSamePlace(place, chosen) ? null : place),
    onEscape: () => {
      if (chosen) onChoose(null);
      return chosen !== null;
    },
  });
}

function useHeatMap({ level, gates, view, replica, taskNames }: GateHeatMapProps, width: number) {
  const grouping = useMemo(() => groupingOf(level, view), [level, view]);
  const matrix = useMemo(
    () => gateMatrixOf(level, gates, replica, grouping),
    [level, gates, replica, grouping],
  );
  const names = useMemo(() => matrixNamesOf(level, view, taskNames), [level, view, taskNames]);
  const layout = useMemo(
    () => heatLayoutOf(columnGroupsOf(grouping), names.rowNames, width),
    [grouping, names, width],
  );
  const rows = useMemo(() => namedRowsOf(matrix, names), [matrix, names]);
  return { grouping, matrix, rows, layout };
}

function gridPlacesOf(places: readonly WeightPosition[], grouping: WeightGrouping): readonly GridPlace[] {
  const cells = places.flatMap((place) => cellContaining(place, grouping) ?? []);
  return cells.filter((cell, at) => cells.findIndex((other) => isSamePlace(other, cell)) === at);
}

function weightPlaceAt({ row, column }: GridPlace, { rows, columns }: WeightGrouping): WeightPosition | null {
  const unit = rows[row]?.units[0];
  const expert = columns[column]?.experts[0];
  return unit === undefined || expert === undefined ? null : { unit, expert };
}

function pictureWidth(layout: HeatLayout, available: number): number {
  return Math.max(layout.width, Math.min(available, MIN_LEGEND_WIDTH));
}

interface HeatPictureProps extends HeatGridProps {
  readonly width: number;
  readonly cell: GridPlace | null;
  readonly chosen: GridPlace | null;
  readonly marked: readonly GridPlace[];
}

function HeatPicture({ width, cell, chosen, marked, ...grid }: HeatPictureProps) {
  const { layout, rows, reading, scale } = grid;
  const marks = [...heatMarksOf(rows, reading), ...(marked.length > 0 ? ['alarm' as const] : [])];
  const height = layout.height + legendHeight(width, marks);
  return (
    <Picture width={width} height={height}>
      <HeatGrid {...grid} />
      {marked.map((place) => (
        <AlarmMark key={`${place.row} ${place.column}`} layout={layout} cell={place} />
      ))}
      {chosen && <rect {...cellBoxOf(layout, chosen)} rx={2} className={styles['chosen']} />}
      {cell && <rect {...cellBoxOf(layout, cell)} rx={2} className={styles['cursor']} />}
      <HeatLegend y={layout.height} width={width} scale={scale} marks={marks} reading={reading} />
    </Picture>
  );
}

const SCALE_BAR = { width: 132, height: 8, top: 20 } as const;
const NUM_GRADIENT_STOPS = 16;
const LEGEND_ROW_HEIGHT = 44;
const LEGEND_MARK_ROW_HEIGHT = 16;
const MARK_WIDTH = 104;

type HeatMark = 'missing' | 'fixed' | 'alarm';

function heatMarksOf(rows: readonly NamedRow[], reading: WeightReading): readonly HeatMark[] {
  const cells = rows.flatMap((row) => row.cells.map(({ cell }) => cell));
  const hasMissing = cells.some((cell) => valueOfCell(cell, reading) === null);
  const hasFixed = !isShareReading(reading) && cells.some((cell) => cell.fixed);
  return [...(hasMissing ? ['missing' as const] : []), ...(hasFixed ? ['fixed' as const] : [])];
}

function isLegendWide(width: number, numMarks: number): boolean {
  return width >= SCALE_BAR.width + numMarks * MARK_WIDTH + 24;
}

function legendHeight(width: number, marks: readonly HeatMark[]): number {
  return marks.length === 0 || isLegendWide(width, marks.length)
    ? LEGEND_ROW_HEIGHT
    : LEGEND_ROW_HEIGHT + LEGEND_MARK_ROW_HEIGHT + 4;
}

interface HeatLegendProps {
  readonly y: number;
  readonly width: number;
  readonly scale: ColorScale;
  readonly marks: readonly HeatMark[];
  readonly reading: WeightReading;
}

function HeatLegend({ y, width, scale, marks, reading }: HeatLegendProps) {
  const [left, top] = isLegendWide(width, marks.length)
    ? [SCALE_BAR.width + 24, SCALE_BAR.top - 2]
    : [0, LEGEND_ROW_HEIGHT + 4];
  const gradientId = useId();
  const { low, high } = scale;
  const stops = Array.from({ length: NUM_GRADIENT_STOPS + 1 }, (_, stop) => stop / NUM_GRADIENT_STOPS);
  const ticks = [
    { value: low, x: 0.5, anchor: 'start' },
    { value: (low + high) / 2, x: SCALE_BAR.width / 2, anchor: 'middle' },
    { value: high, x: SCALE_BAR.width - 0.5, anchor: 'end' },
  ] as const;
  return (
    <g transform={`translate(0 ${y})`}>
      <g>
        <text className={styles['small']} x={0.5} y={SCALE_BAR.top - 5}>
          {text.charts.reading[reading]}
        </text>
        <linearGradient id={gradientId}>
          {stops.map((share) => (
            <stop key={share} offset={share} stopColor={scale.paintOf(low + share * (high - low)).fill} />
          ))}
        </linearGradient>
        <rect
          className={styles['bar']}
          x={0.5}
          y={SCALE_BAR.top}
          width={SCALE_BAR.width - 1}
          height={SCALE_BAR.height}
          rx={2}
          fill={`url(#${gradientId})`}
        />
        {ticks.map(({ value, x, anchor }) => (
          <text
            key={anchor}
            className={styles['small']}
            x={x}
            y={SCALE_BAR.top + SCALE_BAR.height + 11}
            textAnchor={anchor}
          >
            {formatTick(value)}
          </text>
        ))}
      </g>
      {marks.map((mark, place) => {
        const { Sign, words } = legendEntries[mark];
        return (
          <g key={mark} transform={`translate(${left + place * MARK_WIDTH} ${top})`}>
            <Sign />
            <text dominantBaseline="central" x={22} y={6}>
              {words}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function MissingSign() {
  const hatchId = useId();
  return (
    <>
      <Hatch id={hatchId} />
      <rect className={styles['missing']} width={16} height={12} rx={2} fill={`url(#${hatchId})`} />
    </>
  );
}

const FixedSign = () => <circle fill="var(--ink)" cx={10} cy={6} r={2.2} />;

const legendEntries = {
  missing: { Sign: MissingSign, words: text.charts.notConnected },
  fixed: { Sign: FixedSign, words: text.charts.fixedAtOne },
  alarm: { Sign: () => <AlarmSign x={3} y={1} />, words: text.charts.alarm },
} as const;
