/** Cursor of a picture whose parts stand in rows, moved by pointer, arrow keys and focus. */
import { type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent, useState } from 'react';

export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** `rows`: number of parts in each row. */
export interface CursorGrid {
  readonly rows: readonly number[];
  /** Left and right continue in the next row; Home and End lead to the first and last part of all. */
  readonly isChain?: boolean;
  readonly isUpright?: boolean;
  /** Column entered in another row; null: the cursor does not move. Default: the same column. */
  readonly columnIn?: (row: number, from: GridPlace) => number | null;
}

type CursorMove = readonly [rows: number, columns: number];
const movesOfKeys: Readonly<Record<string, CursorMove>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};
const transposedKeys: Readonly<Record<string, string>> = {
  ArrowUp: 'ArrowLeft',
  ArrowDown: 'ArrowRight',
  ArrowLeft: 'ArrowUp',
  ArrowRight: 'ArrowDown',
};

const clampedIndex = (index: number, count: number): number => Math.max(0, Math.min(count - 1, index));

export function placeAfterKey(grid: CursorGrid, from: GridPlace, key: string, stride = 1): GridPlace | null {
  const meant = (grid.isUpright && transposedKeys[key]) || key;
  const [down, along] = (Object.hasOwn(movesOfKeys, meant) && movesOfKeys[meant]) || [0, 0];
  if (down !== 0) return placeInNextRow(grid, from, clampedIndex(from.row + stride * down, grid.rows.length));
  if (along === 0) return null;
  if (!grid.isChain)
    return { ...from, column: clampedIndex(from.column + stride * along, grid.rows[from.row] ?? 0) };
  return placeOfIndex(grid.rows, indexOfPlace(grid.rows, from) + stride * along);
}

function placeInNextRow({ rows, columnIn }: CursorGrid, from: GridPlace, row: number): GridPlace {
  const column = columnIn === undefined ? from.column : columnIn(row, from);
  return column === null ? from : { row, column: clampedIndex(column, rows[row] ?? 0) };
}

const sumOfRowCounts = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const indexOfPlace = (rows: readonly number[], { row, column }: GridPlace): number =>
  sumOfRowCounts(rows.slice(0, row)) + column;

/** `index` counts through all rows, and is clamped. */
export function placeOfIndex(rows: readonly number[], index: number): GridPlace {
  let column = clampedIndex(index, sumOfRowCounts(rows));
  let row = 0;
  for (; column >= (rows[row] ?? Number.POSITIVE_INFINITY); row++) column -= rows[row] ?? 0;
  return { row, column };
}

export const isSamePlace = (a: GridPlace | null, b: GridPlace | null): boolean =>
  a?.row === b?.row && a?.column === b?.column;

interface GridCursorOptions {
  readonly grid: CursorGrid;
  readonly placeAt: (event: MouseEvent<HTMLElement>, place: GridPlace | null) => GridPlace | null;
  readonly start?: GridPlace | undefined;
  /** `isChosen`: clicked, or reached with the keys. */
  readonly onMove?: (place: GridPlace | null, isChosen: boolean, frame: HTMLElement) => void;
  readonly onChoose?: ((place: GridPlace) => void) | undefined;
  /** Returning true on Escape keeps the cursor. */
  readonly onEscape?: () => boolean;
  readonly shiftStride?: number;
}

const firstPlace: GridPlace = { row: 0, column: 0 };

export function useGridCursor(cursor: GridCursorOptions) {
  const { grid, placeAt, start = firstPlace, onMove, onChoose, onEscape, shiftStride = 1 } = cursor;
  const [last, setPlace] = useState<GridPlace | null>(null);
  const place = last !== null && last.column < (grid.rows[last.row] ?? 0) ? last : null;
  const go = (to: GridPlace | null, isChosen: boolean, frame: HTMLElement): void => {
    if (isSamePlace(to, place) && !isChosen) return;
    setPlace(to);
    onMove?.(to, isChosen, frame);
  };
  const onPointer = (event: PointerEvent<HTMLElement>): void =>
    go(placeAt(event, place), event.type === 'pointerdown', event.currentTarget);
  const hasTaken = ({ key, shiftKey, currentTarget }: KeyboardEvent<HTMLElement>): boolean => {
    const next = placeAfterKey(grid, place ?? start, key, shiftKey ? shiftStride : 1);
    if (next !== null) go(next, true, currentTarget);
    else if (key === 'Escape' && onEscape?.() === true) return true;
    else if (place === null) return false;
    else if (key === 'Escape') go(null, false, currentTarget);
    else if (key === 'Enter' && onChoose !== undefined) onChoose(place);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || !hasTaken(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const under = placeAt(event, null);
    if (under !== null) onChoose?.(under);
  };
  const handlers = {
    onPointerOver: onPointer,
    onPointerMove: onPointer,
    onPointerDown: onPointer,
    // Lifting a finger does not remove the cursor.
    onPointerLeave: (event: PointerEvent<HTMLElement>) =>
      event.pointerType !== 'touch' && go(null, false, event.currentTarget),
    onFocus: (event: FocusEvent<HTMLElement>) => place === null && go(start, true, event.currentTarget),
    onBlur: (event: FocusEvent<HTMLElement>) => go(null, false, event.currentTarget),
    onClick,
    onKeyDown,
  };
  return { place, handlers };
}
