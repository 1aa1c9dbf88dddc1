/** The cell under the pointer or the keyboard's cursor, and which one is chosen. Knows places, not values. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { type CellPlace, cellAt, type HeatLayout } from './heatLayout.ts';

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

/** The cell a key leads to; null when the key moves nothing. Stays inside. */
export function movedCell(
  cell: CellPlace,
  key: string,
  numRows: number,
  numColumns: number,
): CellPlace | null {
  const move = Object.hasOwn(MOVES, key) ? MOVES[key] : undefined;
  if (!move) return null;
  const inside = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return { row: inside(cell.row + move[0], numRows), column: inside(cell.column + move[1], numColumns) };
}

const isSame = (a: CellPlace | null, b: CellPlace | null): boolean =>
  a?.row === b?.row && a?.column === b?.column;

interface Choice {
  readonly chosen: CellPlace | null;
  /** Null: nothing is chosen any more. */
  readonly onChoose: (cell: CellPlace | null) => void;
}

/** A click or Enter chooses a cell, and gives it up when it was chosen; Escape gives up any. */
export function useCellCursor(layout: HeatLayout, numRows: number, { chosen, onChoose }: Choice) {
  const [cell, setCell] = useState<CellPlace | null>(null);
  const numColumns = layout.columns.length;
  const start = chosen ?? { row: 0, column: 0 };
  const choose = (place: CellPlace | null) => place && onChoose(isSame(place, chosen) ? null : place);
  const cellUnder = (event: { clientX: number; clientY: number; currentTarget: HTMLElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    return cellAt(layout, numRows, event.clientX - box.left, event.clientY - box.top);
  };
  const onPointer = (event: PointerEvent<HTMLElement>) => setCell(cellUnder(event));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = movedCell(cell ?? start, event.key, numRows, numColumns);
    if (next) setCell(next);
    else if (event.key === 'Enter') choose(cell);
    else if (event.key === 'Escape' && chosen) onChoose(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const handlers = {
    onPointerMove: onPointer,
    onPointerDown: onPointer,
    /** A finger that lifts leaves the cell it chose. */
    onPointerLeave: (event: PointerEvent) => event.pointerType !== 'touch' && setCell(null),
    onClick: (event: React.MouseEvent<HTMLElement>) => choose(cellUnder(event)),
    onFocus: () => setCell((old) => old ?? start),
    onBlur: () => setCell(null),
    onKeyDown,
  };
  const isInside = cell !== null && cell.row < numRows && cell.column < numColumns;
  return { cell: isInside ? cell : null, handlers };
}
