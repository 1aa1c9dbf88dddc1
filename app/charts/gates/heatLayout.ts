/** Layout of a heat map: the places of cells and labels, in pixels. */
import type { ColumnGroup } from '../../../src/analysis/gateMatrix.ts';
import { clamp } from '../../../src/core/schema/numberFields.ts';
import { textWidth } from '../base/textWidth.ts';
import type { GridPlace } from '../base/useGridCursor.ts';

const CELL = { minWidth: 9, maxWidth: 76, minHeight: 20, maxHeight: 40, shape: 0.62 } as const;
const GROUP_GAP = 8;
const TITLE = 13;
const HEADER = 18;
const NUMBERS = 14;
// Narrower text would not be legible, so it is left out.
const MIN_NUMBER_WIDTH = 13;
const VALUE_WIDTH = { two: 34, one: 22 } as const;
const ROW_LABEL = { min: 36, max: 112 } as const;
// "Σ −1.00" and the gap before it.
const TOTAL_WIDTH = 48;

export interface HeatColumn {
  readonly column: number;
  readonly x: number;
  /** Place among its owner's columns, from 1; null if too narrow or alone. */
  readonly number: number | null;
}

export interface HeatHeader {
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
  /** Top of row 0. */
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
  const rowLabelWidth = TITLE + clamp(longest + 10, ROW_LABEL.min, Math.min(ROW_LABEL.max, available / 3));
  const gaps = GROUP_GAP * (groups.length - 1);
  const room = (available - rowLabelWidth - gaps - TOTAL_WIDTH) / Math.max(1, numColumns);
  const cellWidth = Math.floor(clamp(room, CELL.minWidth, CELL.maxWidth));
  const cellHeight = Math.round(clamp(cellWidth * CELL.shape, CELL.minHeight, CELL.maxHeight));
  const hasNumbers = cellWidth >= MIN_NUMBER_WIDTH && groups.some(({ columns }) => columns.length > 1);
  const top = TITLE + HEADER + (hasNumbers ? NUMBERS : 0);
  return {
    width: rowLabelWidth + numColumns * cellWidth + gaps + TOTAL_WIDTH,
    height: top + rowLabels.length * cellHeight,
    cellWidth,
    cellHeight,
    rowLabelWidth,
    ...placed(groups, rowLabelWidth, cellWidth, hasNumbers),
    headerTop: TITLE,
    top,
    decimals: cellWidth >= VALUE_WIDTH.two ? 2 : cellWidth >= VALUE_WIDTH.one ? 1 : null,
  };
}

function placed(groups: readonly ColumnGroup[], left: number, cellWidth: number, hasNumbers: boolean) {
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

export const boxOf = (layout: HeatLayout, { row, column }: GridPlace) => ({
  x: layout.columns.find((one) => one.column === column)?.x ?? layout.rowLabelWidth,
  y: layout.top + row * layout.cellHeight,
  width: layout.cellWidth - 1,
  height: layout.cellHeight - 1,
});
