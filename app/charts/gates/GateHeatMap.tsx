/** Heat map of one fusion level of one architecture: receivers in rows, sources in columns. */
import { memo, useMemo } from 'react';
import {
  cellWith,
  columnGroupsOf,
  gateMatrixOf,
  groupingOf,
  type MapView,
  type WeightPlace,
} from '../../../src/analysis/gateMatrix.ts';
import type { Grouping, ReplicaChoice, WeightReading } from '../../../src/analysis/gateWeights.ts';
import type { LevelGates } from '../../../src/analysis/produced/evaluation.ts';
import type { LevelSpec } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import { type ScaleRange, scaleFor } from '../base/colorScale.ts';
import { GridFrame } from '../base/GridFrame.tsx';
import pictureStyles from '../base/Picture.module.css';
import { Picture } from '../base/Picture.tsx';
import { type GridPlace, isSamePlace, useGridCursor } from '../base/useGridCursor.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import { CellReadout, GateTable, gateCsvRows, matrixNamesOf, namedRowsOf } from './CellWords.tsx';
import styles from './GateHeatMap.module.css';
import { AlarmMark, HeatGrid, type HeatGridProps } from './HeatGrid.tsx';
import { HeatLegend, legendHeight, marksOf } from './HeatLegend.tsx';
import { boxOf, cellAt, type HeatLayout, heatLayoutOf } from './heatLayout.ts';

export interface GateHeatMapProps {
  readonly title: string;
  readonly note?: string;
  readonly level: LevelSpec;
  /** Null before the first evaluation: an empty grid. */
  readonly gates: LevelGates | null;
  readonly reading: WeightReading;
  readonly view: MapView;
  readonly replica: ReplicaChoice;
  readonly taskNames: readonly string[];
  /** Outlined until another is chosen; in the view by owner, the cell that contains it. */
  readonly chosen: WeightPlace | null;
  /** Null: chosen again, or Escape. Keep it identical. */
  readonly onChoose: (place: WeightPlace | null) => void;
  readonly marked: readonly WeightPlace[];
  readonly mapId?: string | undefined;
  /** Range of the colour scale; maps side by side share one. */
  readonly range: ScaleRange;
  readonly place?: string;
}

const MIN_LEGEND_WIDTH = 364;

export const GateHeatMap = memo(function GateHeatMap(props: GateHeatMapProps) {
  const { title, note, reading, taskNames, onChoose } = props;
  const [ref, width] = useWidth();
  const { grouping, matrix, rows, layout } = useHeatMap(props, width);
  const { low, high } = props.range;
  const scale = useMemo(() => scaleFor({ low, high }), [low, high]);
  const chosen = props.chosen && cellWith(props.chosen, grouping);
  const marked = useMemo(() => cellsOf(props.marked, grouping), [props.marked, grouping]);
  const { place: cell, handlers } = useCellCursor(layout, matrix.length, chosen, (place) =>
    onChoose(place && placeOf(place, grouping)),
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

/** A click or Enter toggles the choice; Escape clears any. */
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

function cellsOf(places: readonly WeightPlace[], grouping: Grouping): readonly GridPlace[] {
  const cells = places.flatMap((place) => cellWith(place, grouping) ?? []);
  return cells.filter((cell, at) => cells.findIndex((other) => isSamePlace(other, cell)) === at);
}

function placeOf({ row, column }: GridPlace, { rows, columns }: Grouping): WeightPlace | null {
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
  const marks = [...marksOf(rows, reading), ...(marked.length > 0 ? ['alarm' as const] : [])];
  const height = layout.height + legendHeight(width, marks);
  return (
    <Picture width={width} height={height}>
      <HeatGrid {...grid} />
      {marked.map((place) => (
        <AlarmMark key={`${place.row} ${place.column}`} layout={layout} cell={place} />
      ))}
      {chosen && <rect {...boxOf(layout, chosen)} rx={2} className={styles['chosen']} />}
      {cell && <rect {...boxOf(layout, cell)} rx={2} className={styles['cursor']} />}
      <HeatLegend y={layout.height} width={width} scale={scale} marks={marks} reading={reading} />
    </Picture>
  );
}
