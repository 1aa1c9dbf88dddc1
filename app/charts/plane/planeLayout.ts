/** Layout of planes: a row per task, a column for each of what is compared, or the other way round. Pure. */

const GAP = 10;
const MIN_CELL = 104;
const MAX_CELL = 220;
const HEADER = 18;
const ROW_NAME = 17;

export interface PlanePlace {
  readonly task: number;
  readonly column: number;
}

export interface PlaneLayout {
  /** Tasks stand side by side, because there is no room for all columns. */
  readonly isTurned: boolean;
  readonly cell: number;
  readonly width: number;
  readonly height: number;
  readonly placeOf: (place: PlanePlace) => { readonly x: number; readonly y: number };
  readonly headers: readonly { readonly index: number; readonly x: number; readonly y: number }[];
  readonly rowNames: readonly { readonly index: number; readonly x: number; readonly y: number }[];
}

/** `numTasks` of the planes' rows, `numColumns` of what is compared. */
export function planeLayout(width: number, numTasks: number, numColumns: number): PlaneLayout {
  const isTurned = cellIn(width, numColumns) < MIN_CELL && numTasks < numColumns;
  const [across, down] = isTurned ? [numTasks, numColumns] : [numColumns, numTasks];
  const cell = Math.max(48, Math.min(MAX_CELL, cellIn(width, across)));
  const xOf = (index: number) => index * (cell + GAP);
  const yOf = (index: number) => HEADER + index * (cell + GAP + ROW_NAME) + ROW_NAME;
  return {
    isTurned,
    cell,
    width: xOf(across) - GAP,
    height: yOf(down - 1) + cell,
    placeOf: ({ task, column }) =>
      isTurned ? { x: xOf(task), y: yOf(column) } : { x: xOf(column), y: yOf(task) },
    headers: Array.from({ length: across }, (_, index) => ({ index, x: xOf(index), y: 12 })),
    rowNames: Array.from({ length: down }, (_, index) => ({ index, x: 0, y: yOf(index) - 5 })),
  };
}

const cellIn = (width: number, count: number): number => Math.floor((width - (count - 1) * GAP) / count);
