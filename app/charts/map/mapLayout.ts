/** Layout of a map of winners: the places of cells, names and key, in pixels. */
import { clamp } from '../../../src/core/schema/numberFields.ts';
import { textWidth } from '../base/textWidth.ts';
import type { GridPlace } from '../base/useGridCursor.ts';

const CELL = { minWidth: 34, maxWidth: 140, minHeight: 32, maxHeight: 48, shape: 0.5 } as const;
const TITLE = 18;
const NAMES = 18;
const KEY = { gap: 14, row: 22, swatch: 24 } as const;
const VALUE_WIDTH = 108;

interface PlacedKey {
  readonly x: number;
  readonly y: number;
}

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly bottom: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly hasValues: boolean;
  readonly keys: readonly PlacedKey[];
}

interface Named {
  readonly rowNames: readonly string[];
  readonly numColumns: number;
  readonly keyWords: readonly string[];
}

/** `available` is the width to fill; a wider map scrolls. */
export function mapLayoutOf({ rowNames, numColumns, keyWords }: Named, available: number): MapLayout {
  const left = TITLE + Math.ceil(Math.max(...rowNames.map((name) => textWidth(name)))) + 6;
  const cellWidth = Math.floor(clamp((available - left) / numColumns, CELL.minWidth, CELL.maxWidth));
  const cellHeight = Math.round(clamp(cellWidth * CELL.shape, CELL.minHeight, CELL.maxHeight));
  const width = left + numColumns * cellWidth;
  const bottom = rowNames.length * cellHeight;
  const keys = placedKeys(keyWords, Math.max(width, available), bottom + NAMES + TITLE + 8);
  return {
    width,
    height: (keys.at(-1)?.y ?? bottom) + KEY.row,
    left,
    bottom,
    cellWidth,
    cellHeight,
    hasValues: cellWidth >= VALUE_WIDTH,
    keys,
  };
}

function placedKeys(keyWords: readonly string[], width: number, top: number): readonly PlacedKey[] {
  let [x, y] = [0, top];
  return keyWords.map((words) => {
    const size = KEY.swatch + textWidth(words);
    if (x > 0 && x + size > width) [x, y] = [0, y + KEY.row];
    const place = { x, y };
    x += size + KEY.gap;
    return place;
  });
}

export function mapCellAt(
  layout: MapLayout,
  { rowNames, numColumns }: Named,
  x: number,
  y: number,
): GridPlace | null {
  const [row, column] = [Math.floor(y / layout.cellHeight), Math.floor((x - layout.left) / layout.cellWidth)];
  const isInside = row >= 0 && row < rowNames.length && column >= 0 && column < numColumns;
  return isInside ? { row, column } : null;
}

/** Fractions lie between cells. */
export const middleOf = (layout: MapLayout, { row, column }: GridPlace) => ({
  x: layout.left + (column + 0.5) * layout.cellWidth,
  y: (row + 0.5) * layout.cellHeight,
});
