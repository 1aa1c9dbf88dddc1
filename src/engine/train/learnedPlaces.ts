/** Points of the input space at which learned functions are shown. */

import type { Learned, LearnedRequest, PlaneArrow } from '../../analysis/produced/questions.ts';
import { firstMember } from '../../data/drawnTasks.ts';
import { dot } from '../../data/linearAlgebra.ts';
import { axis, inPlane, PLANE, type Plane, planeThrough, pointsOfLine, unitOf } from '../../data/plane.ts';
import { encodingOf, numericInputs, typicalRow } from '../../data/table/encode.ts';
import { splitOf } from '../../data/table/split.ts';
import type { Table } from '../../data/table/table.ts';
import { taskDirectionsOf } from '../../data/truth.ts';
import type { DataSetup } from '../../data/types.ts';

export interface Places extends Pick<Learned, 'arrows' | 'cosines' | 'columns' | 'axes'> {
  readonly plane: Plane;
  /** Points of each requested task's line, `[M, I]`. */
  readonly lines: readonly Float32Array[];
}

type Where = Pick<LearnedRequest, 'tasks' | 'plane' | 'columns'>;

const ARROW = 0.65 * PLANE.reach;

// For a positive and a negative last input; between two tasks.
const SIDES = [0.4 * PLANE.reach, -0.6 * PLANE.reach] as const;
const APART = 0.2 * PLANE.reach;

// Value of the last input where it is no axis: one standard deviation, positive or negative.
const SWITCHED = 1;

/** Null if there are no two directions or columns. */
export function placesOf(
  setup: DataSetup,
  table: Table | null,
  replica: number,
  where: Where,
): Places | null {
  if (table !== null && setup.data.table !== null) return placesInTable(setup, table, where);
  const directions = taskDirectionsOf(setup, replica);
  return directions === null ? null : placesOfTasks(setup, directions, where);
}

type Directions = NonNullable<ReturnType<typeof taskDirectionsOf>>;

function placesOfTasks({ data }: DataSetup, directions: Directions, { tasks, plane: kind }: Where): Places {
  const { inputDim } = data;
  const last = inputDim - 1;
  const isNegative = kind === 'tasksNegative' && directions.length > 1;
  const [first = 0, second = first] = tasks;
  const at = (side: number, task: number) =>
    directions[side]?.[task] ?? directions[0]?.[task] ?? axis(inputDim, 0);
  const side = isNegative ? 1 : 0;
  const origin =
    directions.length < 2
      ? firstMember(data)
      : axis(inputDim, last).map((one) => (isNegative ? -one : one) * SWITCHED);
  const between = at(0, first).map((value, input) => value + (at(1, first)[input] ?? 0));
  const plane =
    kind === 'switch'
      ? planeThrough(
          new Array<number>(inputDim).fill(0),
          axis(inputDim, last),
          unitOf(between) ?? at(0, first),
        )
      : planeThrough(origin, at(side, first), at(side, second));
  const distinct = [...new Set(tasks)];
  return {
    plane,
    lines: tasks.map((task) => pointsOfLine(origin, at(side, task))),
    arrows: distinct.flatMap((task, place) =>
      kind === 'switch'
        ? [0, 1].map((one) => arrowAt(plane, task, at(one, task), SIDES[one === 0 ? 0 : 1] + APART * place))
        : [arrowAt(plane, task, at(side, task), 0)],
    ),
    cosines: distinct.length < 2 ? [] : directions.map((_, one) => dot(at(one, first), at(one, second))),
    columns: [],
    axes: null,
  };
}

function arrowAt(plane: Plane, task: number, direction: readonly number[], x: number): PlaneArrow {
  const [right, up] = inPlane(plane, direction);
  return { task, from: [x, 0], to: [x + ARROW * right, ARROW * up] };
}

// Axes are in standard deviations from the mean; all other inputs are at their mean.
function placesInTable({ data }: DataSetup, table: Table, { tasks, columns }: Where): Places | null {
  if (data.table === null) return null;
  const split = splitOf(table, data.table);
  const encoding = encodingOf(table, data.table, split);
  const inputs = numericInputs(encoding);
  const names = [...inputs.keys()];
  const wanted = columns?.filter((name) => inputs.has(name)) ?? [];
  const [x, y] = [...new Set([...wanted, ...names])];
  if (x === undefined || y === undefined) return null;
  const origin = typicalRow(
    encoding,
    { table, setup: data.table },
    split.train.subarray(0, data.numTrainRows),
  );
  const right = axis(encoding.rowDim, inputs.get(x) ?? 0);
  const plane = planeThrough(origin, right, axis(encoding.rowDim, inputs.get(y) ?? 0));
  const line = pointsOfLine(origin, right);
  return { plane, lines: tasks.map(() => line), arrows: [], cosines: [], columns: names, axes: [x, y] };
}

/** `rows`: `[n, I]`; returns `[n, 2]`. */
export function rowsAbove(plane: Plane, rows: Float32Array): Float32Array {
  const { length } = plane.origin;
  return Float32Array.from(
    Array.from({ length: rows.length / length }, (_, row) =>
      inPlane(
        plane,
        plane.origin.map((value, input) => (rows[row * length + input] ?? 0) - value),
      ),
    ).flat(),
  );
}
