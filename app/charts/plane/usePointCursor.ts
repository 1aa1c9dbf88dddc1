/** The point of planes that is read: by the pointer, or by the arrow keys. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { PLANE } from '../../../src/data/plane.ts';
import type { PlaneLayout } from './planeLayout.ts';

const { size } = PLANE;

/** Counted from the lowest row and the leftmost column. */
export interface ReadPoint {
  readonly row: number;
  readonly column: number;
}

export const indexOfPoint = ({ row, column }: ReadPoint): number => row * size + column;

const moves: Readonly<Record<string, readonly [columns: number, rows: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** With Shift, keys go as many points at a time. */
const STRIDE = 5;

const within = (index: number): number => Math.min(size - 1, Math.max(0, index));

/** `numTasks` and `numColumns` of the planes in `layout`. */
export function usePointCursor(layout: PlaneLayout, numTasks: number, numColumns: number) {
  const [point, setPoint] = useState<ReadPoint | null>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setPoint(null);
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const stride = event.shiftKey ? STRIDE : 1;
    setPoint((old) =>
      old === null
        ? { row: size / 2, column: size / 2 }
        : { row: within(old.row + stride * move[1]), column: within(old.column + stride * move[0]) },
    );
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const svg = event.currentTarget.querySelector('svg');
    if (svg === null) return;
    const box = svg.getBoundingClientRect();
    const found = pointUnder(event.clientX - box.left, event.clientY - box.top, layout, numTasks, numColumns);
    if (found !== null) setPoint(found);
  };
  const onPointerLeave = (): void => setPoint(null);
  return { point, handlers: { onKeyDown, onPointerMove, onPointerDown: onPointerMove, onPointerLeave } };
}

function pointUnder(
  x: number,
  y: number,
  { placeOf, cell }: PlaneLayout,
  numTasks: number,
  numColumns: number,
): ReadPoint | null {
  for (let task = 0; task < numTasks; task++)
    for (let column = 0; column < numColumns; column++) {
      const place = placeOf({ task, column });
      const [right, down] = [(x - place.x) / cell, (y - place.y) / cell];
      if (right >= 0 && right < 1 && down >= 0 && down < 1)
        return { row: within(size - 1 - Math.floor(down * size)), column: within(Math.floor(right * size)) };
    }
  return null;
}
