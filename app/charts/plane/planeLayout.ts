/** Layout of planes: a row per task and a column for each thing compared, or the other way round. */

const GAP = 10;
const MIN_CELL = 104;
const MAX_CELL = 220;
const HEADER = 18;
const ROW_NAME = 17;

interface PlaneName {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

interface PlanePlace extends Pick<PlaneName, 'x' | 'y'> {
  readonly task: number;
  readonly column: number;
}

export interface PlaneLayout {
  readonly isTurned: boolean;
  readonly cell: number;
  readonly width: number;
  readonly height: number;
  readonly places: readonly PlanePlace[];
  readonly headers: readonly PlaneName[];
  readonly rowNames: readonly PlaneName[];
}

export function planeLayout(width: number, numTasks: number, numColumns: number): PlaneLayout {
  const isTurned = cellSizeIn(width, numColumns) < MIN_CELL && numTasks < numColumns;
  const [across, down] = isTurned ? [numTasks, numColumns] : [numColumns, numTasks];
  const cell = Math.max(48, Math.min(MAX_CELL, cellSizeIn(width, across)));
  const xOf = (index: number) => index * (cell + GAP);
  const yOf = (index: number) => HEADER + index * (cell + GAP + ROW_NAME) + ROW_NAME;
  return {
    isTurned,
    cell,
    width: xOf(across) - GAP,
    height: yOf(down - 1) + cell,
    places: Array.from({ length: numColumns * numTasks }, (_, index) => {
      const [column, task] = [Math.floor(index / numTasks), index % numTasks];
      const [right, below] = isTurned ? [task, column] : [column, task];
      return { task, column, x: xOf(right), y: yOf(below) };
    }),
    headers: Array.from({ length: across }, (_, index) => ({ index, x: xOf(index), y: 12 })),
    rowNames: Array.from({ length: down }, (_, index) => ({ index, x: 0, y: yOf(index) - 5 })),
  };
}

const cellSizeIn = (width: number, count: number): number => Math.floor((width - (count - 1) * GAP) / count);
