/** Cells, headers and row names of a heat map, as SVG. */
import { memo, useId } from 'react';
import {
  type ColumnGroup,
  type GateCell,
  isShareReading,
  valueOfCell,
} from '../../../src/analysis/gateMatrix.ts';
import type { WeightReading } from '../../../src/analysis/gateWeights.ts';
import { clamp } from '../../../src/core/schema/numberFields.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { ColorScale } from '../base/colorScale.ts';
import { ownerName } from '../base/names.ts';
import pictureStyles from '../base/Picture.module.css';
import { Hatch } from '../base/Picture.tsx';
import { ownerColor } from '../base/palette.ts';
import { fittedName, textWidth } from '../base/textWidth.ts';
import type { GridPlace } from '../base/useGridCursor.ts';
import { cellText, type NamedRow, totalOfRow } from './CellWords.tsx';
import styles from './GateHeatMap.module.css';

export interface HeatGridProps {
  readonly layout: HeatLayout;
  readonly rows: readonly NamedRow[];
  readonly reading: WeightReading;
  readonly scale: ColorScale;
  readonly taskNames: readonly string[];
}

export const HeatGrid = memo(function HeatGrid(props: HeatGridProps) {
  const { layout, rows, reading, scale, taskNames } = props;
  const hatchId = useId();
  const { rowLabelWidth, top, height } = layout;
  return (
    <g>
      <Hatch id={hatchId} />

      <text className={styles['small']} x={rowLabelWidth} y={8}>
        {text.charts.lends}
      </text>
      <text
        className={styles['small']}
        textAnchor="middle"
        transform={`translate(8 ${(top + height) / 2}) rotate(-90)`}
      >
        {text.charts.receives}
      </text>

      {layout.headers.map((header) => (
        <OwnerHeader
          key={header.x}
          header={header}
          top={layout.headerTop}
          name={ownerName(header.group.owner, taskNames)}
        />
      ))}
      {layout.columns.map(({ column, x, number }) =>
        number === null ? null : (
          <text
            key={column}
            className={styles['small']}
            textAnchor="middle"
            x={x + layout.cellWidth / 2 - 0.5}
            y={layout.top - 5}
          >
            {number}
          </text>
        ),
      )}
      {rows.map((row) => (
        <UnitRow key={row.row} row={row} layout={layout} reading={reading} scale={scale} hatchId={hatchId} />
      ))}
    </g>
  );
});

interface UnitRowProps extends Pick<HeatGridProps, 'layout' | 'reading' | 'scale'> {
  readonly row: NamedRow;
  readonly hatchId: string;
}

function UnitRow({ row, layout, reading, scale, hatchId }: UnitRowProps) {
  const { rowLabelWidth, cellHeight } = layout;
  const y = layout.top + row.row * cellHeight;
  const total = totalOfRow(row.cells, reading);
  const look = { layout, reading, scale, hatchId };
  return (
    <g>
      <text
        className={pictureStyles['name']}
        textAnchor="end"
        dominantBaseline="central"
        x={rowLabelWidth - 8}
        y={y + cellHeight / 2}
      >
        <title>{row.name}</title>
        {fittedName(row.name, rowLabelWidth - 10)}
      </text>
      {row.cells.map(({ column, cell }) => (
        <HeatCell key={column} cell={cell} place={{ row: row.row, column }} {...look} />
      ))}
      {total !== null && Number.isFinite(total) && (
        <text textAnchor="end" dominantBaseline="central" x={layout.width} y={y + cellHeight / 2}>
          {text.charts.rowTotal(formatWeight(total))}
        </text>
      )}
    </g>
  );
}

const MIN_OWNER_NAME_LENGTH = 6;

interface OwnerHeaderProps {
  readonly header: HeatHeader;
  readonly top: number;
  readonly name: string;
}

function OwnerHeader({ header, top, name }: OwnerHeaderProps) {
  const { x, width, group } = header;
  const short = group.owner === 'shared' ? text.charts.sharedShort : String(group.owner + 1);
  const label = fittedName(name, width - 2);
  return (
    <g>
      <text className={pictureStyles['name']} textAnchor="middle" x={x + width / 2 - 0.5} y={top + 9}>
        <title>{name}</title>
        {label !== name && label.length < MIN_OWNER_NAME_LENGTH ? short : label}
      </text>
      <rect x={x} y={top + 13} width={width - 1} height={2.5} rx={1} fill={ownerColor(group.owner)} />
    </g>
  );
}

interface HeatCellProps extends Pick<UnitRowProps, 'layout' | 'reading' | 'scale' | 'hatchId'> {
  readonly cell: GateCell;
  readonly place: GridPlace;
}

function HeatCell({ cell, place, layout, reading, scale, hatchId }: HeatCellProps) {
  const value = valueOfCell(cell, reading);
  const box = { ...cellBoxOf(layout, place), rx: 2 };
  if (value === null)
    return <rect {...box} className={styles['missing']} fill={`url(#${hatchId})`} data-missing />;
  if (Number.isNaN(value)) return <rect {...box} fill="var(--sunken)" stroke="var(--line)" />;
  const paint = scale.paintOf(value);
  const isFixed = cell.fixed && !isShareReading(reading);
  return (
    <g>
      <rect {...box} fill={paint.fill} className={styles['cell']}>
        <title>{cellText(cell, reading)}</title>
      </rect>
      {layout.decimals !== null && (
        <text
          textAnchor="middle"
          dominantBaseline="central"
          pointerEvents="none"
          x={box.x + box.width / 2}
          y={box.y + box.height / 2}
          style={{ fill: paint.ink }}
        >
          {formatWeight(value, layout.decimals)}
        </text>
      )}
      {isFixed && (
        <circle cx={box.x + box.width - 4.5} cy={box.y + 4.5} r={1.8} fill={paint.ink} data-fixed />
      )}
    </g>
  );
}

const ALARM_SIGN = { width: 11, height: 10 } as const;

// Colour alone does not reach everybody.
export function AlarmMark({ layout, cell }: { readonly layout: HeatLayout; readonly cell: GridPlace }) {
  const { x, y, width, height } = cellBoxOf(layout, cell);
  return (
    <g data-alarm>
      <rect className={styles['alarm']} x={x + 1} y={y + 1} width={width - 2} height={height - 2} rx={2} />
      {width > 2 * ALARM_SIGN.width && <AlarmSign x={x + 4} y={y + height - ALARM_SIGN.height - 4} />}
    </g>
  );
}

export function AlarmSign({ x, y }: { readonly x: number; readonly y: number }) {
  const { width, height } = ALARM_SIGN;
  return <path className={styles['sign']} d={`M${x} ${y + height}h${width}l${-width / 2} ${-height}z`} />;
}

const HEAT_CELL_SIZE = { minWidth: 9, maxWidth: 76, minHeight: 20, maxHeight: 40, shape: 0.62 } as const;
const GROUP_GAP = 8;
const HEAT_TITLE_HEIGHT = 13;
const HEAT_HEADER_HEIGHT = 18;
const COLUMN_NUMBERS_HEIGHT = 14;
const MIN_NUMBER_WIDTH = 13;
const VALUE_WIDTH = { two: 34, one: 22 } as const;
const ROW_LABEL = { min: 36, max: 112 } as const;
const TOTAL_WIDTH = 48;

interface HeatColumn {
  readonly column: number;
  readonly x: number;
  /** Number among its owner's columns, from 1; null if too narrow or the only one. */
  readonly number: number | null;
}

interface HeatHeader {
  readonly group: ColumnGroup;
  readonly x: number;
  readonly width: number;
}

export interface HeatLayout {
  readonly width: number;
  readonly height: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly rowLabelWidth: number;
  readonly headers: readonly HeatHeader[];
  readonly columns: readonly HeatColumn[];
  readonly headerTop: number;
  /** Upper edge of row 0 in pixels. */
  readonly top: number;
  readonly decimals: 1 | 2 | null;
}

/** `available` is the width to fill; a wider map scrolls. */
export function heatLayoutOf(
  groups: readonly ColumnGroup[],
  rowLabels: readonly string[],
  available: number,
): HeatLayout {
  const numColumns = groups.reduce((sum, { columns }) => sum + columns.length, 0);
  const longest = Math.max(0, ...rowLabels.map((label) => textWidth(label)));
  const rowLabelWidth =
    HEAT_TITLE_HEIGHT + clamp(longest + 10, ROW_LABEL.min, Math.min(ROW_LABEL.max, available / 3));
  const gaps = GROUP_GAP * (groups.length - 1);
  const room = (available - rowLabelWidth - gaps - TOTAL_WIDTH) / Math.max(1, numColumns);
  const cellWidth = Math.floor(clamp(room, HEAT_CELL_SIZE.minWidth, HEAT_CELL_SIZE.maxWidth));
  const cellHeight = Math.round(
    clamp(cellWidth * HEAT_CELL_SIZE.shape, HEAT_CELL_SIZE.minHeight, HEAT_CELL_SIZE.maxHeight),
  );
  const hasNumbers = cellWidth >= MIN_NUMBER_WIDTH && groups.some(({ columns }) => columns.length > 1);
  const top = HEAT_TITLE_HEIGHT + HEAT_HEADER_HEIGHT + (hasNumbers ? COLUMN_NUMBERS_HEIGHT : 0);
  return {
    width: rowLabelWidth + numColumns * cellWidth + gaps + TOTAL_WIDTH,
    height: top + rowLabels.length * cellHeight,
    cellWidth,
    cellHeight,
    rowLabelWidth,
    ...placedColumns(groups, rowLabelWidth, cellWidth, hasNumbers),
    headerTop: HEAT_TITLE_HEIGHT,
    top,
    decimals: cellWidth >= VALUE_WIDTH.two ? 2 : cellWidth >= VALUE_WIDTH.one ? 1 : null,
  };
}

function placedColumns(groups: readonly ColumnGroup[], left: number, cellWidth: number, hasNumbers: boolean) {
  const headers: HeatHeader[] = [];
  const columns: HeatColumn[] = [];
  let x = left;
  for (const group of groups) {
    headers.push({ group, x, width: group.columns.length * cellWidth });
    group.columns.forEach((column, place) => {
      columns.push({ column, x, number: hasNumbers && group.columns.length > 1 ? place + 1 : null });
      x += cellWidth;
    });
    x += GROUP_GAP;
  }
  return { headers, columns };
}

export function cellAt(layout: HeatLayout, numRows: number, x: number, y: number): GridPlace | null {
  const row = Math.floor((y - layout.top) / layout.cellHeight);
  const place = layout.columns.find((one) => x >= one.x && x < one.x + layout.cellWidth);
  return place && row >= 0 && row < numRows ? { row, column: place.column } : null;
}

export const cellBoxOf = (layout: HeatLayout, { row, column }: GridPlace) => ({
  x: layout.columns.find((one) => one.column === column)?.x ?? layout.rowLabelWidth,
  y: layout.top + row * layout.cellHeight,
  width: layout.cellWidth - 1,
  height: layout.cellHeight - 1,
});
