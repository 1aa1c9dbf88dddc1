/** The cell under the pointer or the keyboard's cursor. Knows places, not values. */
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
  numUnits: number,
  numExperts: number,
): CellPlace | null {
  const move = Object.hasOwn(MOVES, key) ? MOVES[key] : undefined;
  if (!move) return null;
  const inside = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return { unit: inside(cell.unit + move[0], numUnits), expert: inside(cell.expert + move[1], numExperts) };
}

export function useCellCursor(layout: HeatLayout, numUnits: number) {
  const [cell, setCell] = useState<CellPlace | null>(null);
  const numExperts = layout.columns.length;
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setCell(cellAt(layout, numUnits, event.clientX - box.left, event.clientY - box.top));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = movedCell(cell ?? { unit: 0, expert: 0 }, event.key, numUnits, numExperts);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    setCell(next);
  };
  const handlers = {
    onPointerMove: onPointer,
    onPointerDown: onPointer,
    /** A finger that lifts leaves the cell it chose. */
    onPointerLeave: (event: PointerEvent) => event.pointerType !== 'touch' && setCell(null),
    onFocus: () => setCell((old) => old ?? { unit: 0, expert: 0 }),
    onBlur: () => setCell(null),
    onKeyDown,
  };
  const isInside = cell !== null && cell.unit < numUnits && cell.expert < numExperts;
  return { cell: isInside ? cell : null, handlers };
}
