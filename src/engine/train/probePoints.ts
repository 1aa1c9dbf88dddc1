/** Points of the input space at which networks are probed. */

import type {
  PlaneArrow,
  PlaneChoice,
  ProbedPlane,
  ProbePoints,
  ProbeResult,
} from '../../analysis/produced/probe.ts';
import { concatenatedFloats } from '../../core/lists.ts';
import { usedMatricesOf } from '../../data/correlation.ts';
import { firstGroupRow } from '../../data/drawnTasks.ts';
import { dot } from '../../data/linearAlgebra.ts';
import {
  PLANE_GRID,
  type Plane,
  planeCoordinatesOf,
  planeThrough,
  pointAt,
  pointsOfLine,
  pointsOfPlane,
  surfaceOffsets,
  unitAxis,
  unitVectorOf,
} from '../../data/plane.ts';
import { rowDimOfData } from '../../data/rows.ts';
import { averageInputRow, encodedTableOf, numericInputs } from '../../data/table/encode.ts';
import type { Table } from '../../data/table/table.ts';
import { taskDirectionsOf, trueSignalsOf } from '../../data/truth.ts';
import type { DataSetup, Matrix } from '../../data/types.ts';
import { EVALUATION_ROWS } from '../../experiment/costs/memory.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { createProbeRows, type RowsInOrder } from './probeRows.ts';
import type { RowTools } from './replicaData.ts';

export type PointsTools = Required<RowTools>;

/** Input rows of a probe, `[N, I]`, or `[N, 2K]` if sparse. */
export interface ProbeInputRows {
  readonly values: Float32Array;
  readonly rowLength: number;
}

export interface ProbePointSet extends Pick<ProbeResult, 'row' | 'plane' | 'surfaces'> {
  readonly input: ProbeInputRows;
  readonly isSparse: boolean;
  /** Together `[N, I]`, written out. The truth is interpolated within each part. */
  readonly parts: readonly Float32Array[];
}

export function createProbePoints(experiment: Experiment, tools: PointsTools) {
  const rows = createProbeRows(experiment, tools);
  const truths = new Map<number, ReturnType<typeof trueSignalsOf>>();
  const truthAt = async (
    replicas: readonly number[],
    parts: ProbePointSet['parts'],
  ): Promise<ProbeResult['truth']> => {
    const truth: (readonly Float64Array[])[] = [];
    for (const replica of replicas) {
      const before = truths.get(replica);
      const signals = before === undefined ? trueSignalsOf(experiment, replica) : before;
      truths.set(replica, signals);
      if (signals === null) return null;
      const known = parts.map(signals);
      const ofTask = (task: number) =>
        joinedArrays(known.map((ofPart) => ofPart[task] ?? new Float64Array()));
      truth.push(experiment.tasks.map((_, task) => ofTask(task)));
      // The first call for a replica is slow, because it makes training rows.
      if (before === undefined) await tools.betweenParts();
    }
    return truth;
  };
  const placesIn = memoisedByChoice((replica: number, choice: PlaneChoice) =>
    planePlacementOf(experiment, tools.table, replica, choice),
  );
  const pointsAt = async (replica: number, points: FixedPoints): Promise<ProbePointSet | null> => {
    switch (points.kind) {
      case 'test':
        return pointOfTestRow(await rows.testOf(replica), points.index, experiment);
      case 'plane':
        return pointInPlane(placesIn(replica, planeChoiceOf(points)), points.at);
      case 'grid':
      case 'testRows': {
        const places = placesIn(replica, planeChoiceOf(points));
        if (points.kind === 'grid') return places && planeGridPoints(places, await rows.firstOf(replica));
        return places && pointsOfTestRows(places, await rows.testOf(replica), experiment);
      }
      case 'surfaces':
        return surfacePoints(experiment, tools.table !== null, (choice) => placesIn(replica, choice));
      default:
        return points satisfies never;
    }
  };
  // The last of each kind: asked for again as training goes on.
  const last = new Map<string, { readonly key: string; readonly known: KnownPoints | null }>();
  return {
    testOf: rows.testOf,
    /** Points of the first of `replicas` (numbers, not indices), truth of each. Null if there are none. */
    knownAt: async (replicas: readonly number[], asked: FixedPoints): Promise<KnownPoints | null> => {
      const key = JSON.stringify([replicas, asked]);
      const before = last.get(asked.kind);
      if (before?.key === key) return before.known;
      const [first] = replicas;
      const points = first === undefined ? null : await pointsAt(first, asked);
      const known = points && { points, truth: await truthAt(replicas, points.parts) };
      last.set(asked.kind, { key, known });
      return known;
    },
  };
}

export type FixedPoints = Exclude<ProbePoints, { kind: 'search' }>;

interface KnownPoints extends Pick<ProbeResult, 'truth'> {
  readonly points: ProbePointSet;
}

const planeChoiceOf = ({ tasks, plane, columns }: PlaneChoice): PlaneChoice => ({ tasks, plane, columns });

function memoisedByChoice<T>(make: (replica: number, choice: PlaneChoice) => T): typeof make {
  const made = new Map<string, T>();
  return (replica, choice) => {
    const key = JSON.stringify([replica, choice]);
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(replica, choice);
    made.set(key, value);
    return value;
  };
}

const noProbeDetails = { row: null, plane: null, surfaces: [] };

const densePoints = (parts: readonly Float32Array[], rowLength: number): ProbePointSet => ({
  ...noProbeDetails,
  input: { values: concatenatedFloats(parts), rowLength },
  isSparse: false,
  parts,
});

function joinedArrays(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

function planeGridPoints({ plane, lines, ...known }: PlanePlacement, trained: Float32Array): ProbePointSet {
  const onLines = lines.directions.map((direction) => pointsOfLine(lines.origin, direction));
  return {
    ...densePoints([pointsOfPlane(plane), ...onLines], plane.origin.length),
    plane: { ...known, rows: projectedRows(plane, trained), labels: [] },
  };
}

function surfacePoints(
  { data, tasks }: Experiment,
  isOfFile: boolean,
  placesIn: (choice: PlaneChoice) => PlanePlacement | null,
): ProbePointSet | null {
  const [matrix = []] = isOfFile ? [] : usedMatricesOf(data);
  const plane = isOfFile || data.secondCorrelation === null ? 'tasks' : 'switch';
  const surfaces = tasks.map(
    (_, task): PlaneChoice => ({
      tasks: tasks.length < 2 ? [task] : [task, nearestTask(task, tasks.length, matrix)],
      plane,
      columns: null,
    }),
  );
  const [first] = surfaces;
  const ofFirst = first === undefined ? null : placesIn(first);
  if (ofFirst === null) return null;
  const parts = surfaces.map((choice) => {
    // In a file, the columns are the same for all tasks, and slow to find.
    const places = isOfFile ? ofFirst : (placesIn(choice) ?? ofFirst);
    return pointsOfPlane(places.plane, surfaceOffsets);
  });
  return { ...densePoints(parts, ofFirst.plane.origin.length), surfaces };
}

// Task with the largest absolute correlation; of equal ones the next.
function nearestTask(task: number, numTasks: number, matrix: Matrix): number {
  const others = Array.from({ length: numTasks - 1 }, (_, index) => (task + 1 + index) % numTasks);
  const sizeOf = (other: number): number => Math.abs(matrix[task]?.[other] ?? 0);
  return others.reduce((best, other) => (sizeOf(other) > sizeOf(best) ? other : best));
}

function pointInPlane(places: PlanePlacement | null, at: readonly [number, number]): ProbePointSet | null {
  if (places === null || !at.every(Number.isFinite)) return null;
  const features = Float32Array.from(pointAt(places.plane, at));
  return { ...densePoints([features], features.length), row: { index: null, features, at, labels: null } };
}

function pointOfTestRow(test: RowsInOrder, index: number, setup: DataSetup): ProbePointSet | null {
  if (!Number.isInteger(index) || index < 0 || index >= test.numRows) return null;
  const { points, features, labels } = testRowsFrom(test, index, 1, setup);
  return { ...points, row: { index, features, at: null, labels: labels[0] ?? [] } };
}

function pointsOfTestRows(
  { plane, lines: _, ...known }: PlanePlacement,
  test: RowsInOrder,
  setup: DataSetup,
): ProbePointSet {
  const count = Math.min(EVALUATION_ROWS, test.numRows);
  const { points, features, labels } = testRowsFrom(test, 0, count, setup);
  return { ...points, plane: { ...known, rows: projectedRows(plane, features), labels } };
}

function testRowsFrom(
  { numRows, inputs, rowLength, isSparse, targets, mask }: RowsInOrder,
  start: number,
  count: number,
  { data, tasks }: DataSetup,
) {
  const rows = Array.from({ length: count }, (_, row) => start + row);
  const partOf = (row: number, length = 1) => inputs.slice(row * rowLength, (row + length) * rowLength);
  const values = partOf(start, count);
  const features = isSparse
    ? concatenatedFloats(rows.map((row) => expandedSparseRow(partOf(row), rowDimOfData({ data }))))
    : values;
  const labelAt = (at: number) => (mask[at] === 1 ? (targets[at] ?? Number.NaN) : Number.NaN);
  const labels = rows.map((row) => tasks.map((_, task) => labelAt(task * numRows + row)));
  const points = { ...noProbeDetails, input: { values, rowLength }, isSparse, parts: [features] };
  return { points, features, labels };
}

/** Sparse row (K places, then K values) written out as `[I]`. */
function expandedSparseRow(row: Float32Array, rowDim: number): Float32Array {
  const numEntries = row.length / 2;
  const features = new Float32Array(rowDim);
  for (let entry = 0; entry < numEntries; entry++) {
    const place = row[entry] ?? 0;
    features[place] = (features[place] ?? 0) + (row[numEntries + entry] ?? 0);
  }
  return features;
}

interface PlanePlacement extends Omit<ProbedPlane, 'rows' | 'labels'> {
  readonly plane: Plane;
  /** Lines on which networks are also evaluated: one direction per requested task. */
  readonly lines: { readonly origin: readonly number[]; readonly directions: Matrix };
}

const ARROW_OFFSET = 0.65 * PLANE_GRID.reach;

// For a positive and a negative last input; between two tasks.
const ARROW_SIDES = [0.4 * PLANE_GRID.reach, -0.6 * PLANE_GRID.reach] as const;
const ARROW_SPACING = 0.2 * PLANE_GRID.reach;

// Absolute value of the last input where the plane has no axis for it: one standard deviation.
const SWITCH_VALUE = 1;

/** Plane and lines to probe; null if there are no two directions or columns. */
export function planePlacementOf(
  setup: DataSetup,
  table: Table | null,
  replica: number,
  where: PlaneChoice,
): PlanePlacement | null {
  if (table !== null && setup.data.table !== null) return planeOfColumns(setup, table, where);
  const directions = taskDirectionsOf(setup, replica);
  return directions === null ? null : planeOfTasks(setup, directions, where);
}

type TaskDirections = NonNullable<ReturnType<typeof taskDirectionsOf>>;

function planeOfTasks(
  { data }: DataSetup,
  directions: TaskDirections,
  { tasks, plane: kind }: PlaneChoice,
): PlanePlacement {
  const { inputDim } = data;
  const last = inputDim - 1;
  const isNegative = kind === 'tasksNegative' && directions.length > 1;
  const [first = 0, second = first] = tasks;
  const at = (side: number, task: number) =>
    directions[side]?.[task] ?? directions[0]?.[task] ?? unitAxis(inputDim, 0);
  const side = isNegative ? 1 : 0;
  const origin =
    directions.length < 2
      ? firstGroupRow(data)
      : unitAxis(inputDim, last).map((one) => (isNegative ? -one : one) * SWITCH_VALUE);
  const between = at(0, first).map((value, input) => value + (at(1, first)[input] ?? 0));
  const plane =
    kind === 'switch'
      ? planeThrough(
          new Array<number>(inputDim).fill(0),
          unitAxis(inputDim, last),
          unitVectorOf(between) ?? at(0, first),
        )
      : planeThrough(origin, at(side, first), at(side, second));
  const distinct = [...new Set(tasks)];
  return {
    plane,
    lines: { origin, directions: tasks.map((task) => at(side, task)) },
    arrows: distinct.flatMap((task, place) =>
      kind === 'switch'
        ? [0, 1].map((one) =>
            arrowAt(plane, task, at(one, task), ARROW_SIDES[one === 0 ? 0 : 1] + ARROW_SPACING * place),
          )
        : [arrowAt(plane, task, at(side, task), 0)],
    ),
    cosines: distinct.length < 2 ? [] : directions.map((_, one) => dot(at(one, first), at(one, second))),
    columns: [],
    axes: null,
  };
}

function arrowAt(plane: Plane, task: number, direction: readonly number[], x: number): PlaneArrow {
  const [right, up] = planeCoordinatesOf(plane, direction);
  return { task, from: [x, 0], to: [x + ARROW_OFFSET * right, ARROW_OFFSET * up] };
}

// In random order, so that some tell the average of a large file.
const MOST_AVERAGED_ROWS = 20_000;

// Axes are in standard deviations from the mean; all other inputs are at their mean.
function planeOfColumns(
  { data }: DataSetup,
  table: Table,
  { tasks, columns }: PlaneChoice,
): PlanePlacement | null {
  if (data.table === null) return null;
  const { split, encoding } = encodedTableOf(table, data.table);
  const inputs = numericInputs(encoding);
  const names = [...inputs.keys()];
  const wanted = columns?.filter((name) => inputs.has(name)) ?? [];
  const [x, y] = [...new Set([...wanted, ...names])];
  if (x === undefined || y === undefined) return null;
  const origin = averageInputRow(
    encoding,
    { table, setup: data.table },
    split.train.subarray(0, Math.min(data.numTrainRows, MOST_AVERAGED_ROWS)),
  );
  const right = unitAxis(encoding.rowDim, inputs.get(x) ?? 0);
  const plane = planeThrough(origin, right, unitAxis(encoding.rowDim, inputs.get(y) ?? 0));
  return {
    plane,
    lines: { origin, directions: tasks.map(() => right) },
    arrows: [],
    cosines: [],
    columns: names,
    axes: [x, y],
  };
}

/** `rows`: `[n, I]`; returns `[n, 2]`. */
function projectedRows(plane: Plane, rows: Float32Array): Float32Array {
  const { length } = plane.origin;
  return Float32Array.from(
    Array.from({ length: rows.length / length }, (_, row) =>
      planeCoordinatesOf(
        plane,
        plane.origin.map((value, input) => (rows[row * length + input] ?? 0) - value),
      ),
    ).flat(),
  );
}
