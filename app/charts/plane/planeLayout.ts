/** Layout of planes: a row per task, a column for each of what is compared, or the other way round. Pure. */

const GAP = 10;
const MIN_CELL = 104;
const MAX_CELL = 220;
const HEADER = 18;
const ROW_NAME = 17;

/** One plane by what it is of. */
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
  /** Names above columns of planes, and above rows. */
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

/** The points of one colour, as the `d` of a path in a square of `size` by `size`. */
export interface Fill {
  readonly key: string;
  readonly d: string;
}

/**
 * `values` `[size * size]`, row by row from the lowest. `keyOf` names the colour of a point; points of one name are drawn together,
 * those of an empty name not at all.
 */
export function fillsOf(size: number, keyOf: (point: number) => string): readonly Fill[] {
  const paths = new Map<string, string[]>();
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; ) {
      const start = column;
      const key = keyOf(row * size + start);
      while (column < size && keyOf(row * size + column) === key) column += 1;
      if (key === '') continue;
      const path = paths.get(key) ?? [];
      path.push(`M${start} ${size - 1 - row}h${column - start}v1H${start}z`);
      paths.set(key, path);
    }
  return [...paths].map(([key, path]) => ({ key, d: path.join('') }));
}

/** Steps of a scale from `-limit` to `limit`; odd, so that the middle one is about 0. */
export const NUM_STEPS = 21;

/** The step of a value, counted from the lowest; values beyond the ends have the last ones. */
export function stepOf(value: number, limit: number): number {
  const step = Math.floor(((value + limit) / (2 * limit)) * NUM_STEPS);
  return Math.min(NUM_STEPS - 1, Math.max(0, step));
}

/** The value in the middle of a step. */
export const valueOfStep = (step: number, limit: number): number => ((2 * step + 1) / NUM_STEPS - 1) * limit;

/** A round end of a scale that holds nearly all of the values: one in two hundred may lie beyond. */
export function limitOfValues(lists: readonly Float32Array[]): number {
  const sizes = lists
    .flatMap((values) => Array.from(values, Math.abs).filter(Number.isFinite))
    .sort((a, b) => a - b);
  const high = sizes[Math.floor(0.995 * (sizes.length - 1))] ?? 0;
  return Math.max(0.5, Math.ceil(2 * high) / 2);
}
