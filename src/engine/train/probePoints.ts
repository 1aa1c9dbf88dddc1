/** Points of the input space at which networks are probed. */

import type {
  PlaneArrow,
  PlaneChoice,
  Probed,
  ProbedPlane,
  ProbePoints,
} from '../../analysis/produced/probe.ts';
import { concatenated } from '../../core/lists.ts';
import { usedMatricesOf } from '../../data/correlation.ts';
import { firstMember } from '../../data/drawnTasks.ts';
import { dot } from '../../data/linearAlgebra.ts';
import {
  axis,
  inPlane,
  PLANE,
  type Plane,
  planeThrough,
  pointAt,
  pointsOfLine,
  pointsOfPlane,
  surfaceOffsets,
  unitOf,
} from '../../data/plane.ts';
import { rowDimOfData } from '../../data/rows.ts';
import { encodingOf, numericInputs, typicalRow } from '../../data/table/encode.ts';
import { splitOf } from '../../data/table/split.ts';
import type { Table } from '../../data/table/table.ts';
import { taskDirectionsOf, truthOf } from '../../data/truth.ts';
import type { DataSetup, Matrix, ReplicaData, SplitData } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { type RowTools, replicaDataOf } from './replicaData.ts';

export type PointsTools = Required<RowTools>;

/** Input rows of a probe, `[N, I]`, or `[N, 2K]` if sparse. */
export interface PassedRows {
  readonly values: Float32Array;
  readonly rowLength: number;
}

export interface Points extends Pick<Probed, 'row' | 'plane' | 'surfaces'> {
  readonly input: PassedRows;
  readonly isSparse: boolean;
  /** Together `[N, I]`, written out. The truth is interpolated within each part. */
  readonly parts: readonly Float32Array[];
}

export function createPoints(experiment: Experiment, tools: PointsTools) {
  const { table, betweenParts } = tools;
  const rows = createRows(experiment, tools);
  const truths = new Map<number, ReturnType<typeof truthOf>>();
  const truthAt = async (replicas: readonly number[], parts: Points['parts']): Promise<Probed['truth']> => {
    const truth: (readonly Float64Array[])[] = [];
    for (const replica of replicas) {
      const before = truths.get(replica);
      const signals = before === undefined ? truthOf(experiment, replica) : before;
      truths.set(replica, signals);
      if (signals === null) return null;
      const known = parts.map(signals);
      truth.push(
        experiment.tasks.map((_, task) => joined(known.map((ofPart) => ofPart[task] ?? new Float64Array()))),
      );
      // The first call for a replica is slow, because it makes training rows.
      if (before === undefined) await betweenParts();
    }
    return truth;
  };
  const placesIn = remembered((replica: number, choice: PlaneChoice) =>
    placesOf(experiment, table, replica, choice),
  );
  const pointsAt = async (replica: number, points: FixedPoints): Promise<Points | null> => {
    switch (points.kind) {
      case 'test':
        return testRow(await rows.testOf(replica), points.index, experiment);
      case 'plane':
        return pointIn(placesIn(replica, choiceOf(points)), points.at);
      case 'grid': {
        const places = placesIn(replica, choiceOf(points));
        return places && gridOver(places, await rows.firstOf(replica));
      }
      case 'surfaces':
        return surfacesOver(experiment, table !== null, (choice) => placesIn(replica, choice));
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

interface KnownPoints extends Pick<Probed, 'truth'> {
  readonly points: Points;
}

const choiceOf = ({ tasks, plane, columns }: PlaneChoice): PlaneChoice => ({ tasks, plane, columns });

function remembered<T>(make: (replica: number, choice: PlaneChoice) => T): typeof make {
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

const noKind = { row: null, plane: null, surfaces: [] };

const densePoints = (parts: readonly Float32Array[], rowLength: number): Points => ({
  ...noKind,
  input: { values: concatenated(parts), rowLength },
  isSparse: false,
  parts,
});

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

function gridOver({ plane, lines, ...known }: Places, trained: Float32Array): Points {
  const onLines = lines.directions.map((direction) => pointsOfLine(lines.origin, direction));
  return {
    ...densePoints([pointsOfPlane(plane), ...onLines], plane.origin.length),
    plane: { ...known, rows: rowsAbove(plane, trained) },
  };
}

function surfacesOver(
  { data, tasks }: Experiment,
  isOfFile: boolean,
  placesIn: (choice: PlaneChoice) => Places | null,
): Points | null {
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

function pointIn(places: Places | null, at: readonly [number, number]): Points | null {
  if (places === null || !at.every(Number.isFinite)) return null;
  const features = Float32Array.from(pointAt(places.plane, at));
  return { ...densePoints([features], features.length), row: { index: null, features, at, labels: null } };
}

function testRow(test: RowsInOrder, index: number, { data, tasks }: Experiment): Points | null {
  const { numRows, inputs, rowLength, isSparse, targets, mask } = test;
  if (!Number.isInteger(index) || index < 0 || index >= numRows) return null;
  const values = inputs.slice(index * rowLength, (index + 1) * rowLength);
  const features = isSparse ? writtenOut(values, rowDimOfData({ data })) : values;
  const labels = tasks.map((_, task) => {
    const at = task * numRows + index;
    return mask[at] === 1 ? (targets[at] ?? Number.NaN) : Number.NaN;
  });
  const row = { index, features, at: null, labels };
  return { ...noKind, input: { values, rowLength }, isSparse, parts: [features], row };
}

/** Sparse row (K places, then K values) written out as `[I]`. */
function writtenOut(row: Float32Array, rowDim: number): Float32Array {
  const numEntries = row.length / 2;
  const features = new Float32Array(rowDim);
  for (let entry = 0; entry < numEntries; entry++) {
    const place = row[entry] ?? 0;
    features[place] = (features[place] ?? 0) + (row[numEntries + entry] ?? 0);
  }
  return features;
}

const NUM_FIRST = 200;

export type RowsInOrder = Pick<SplitData, 'numRows' | 'inputs' | 'targets' | 'mask'> & {
  readonly isSparse: boolean;
  readonly rowLength: number;
};

function createRows(experiment: Experiment, tools: RowTools) {
  const first = new Map<number, Float32Array>();
  // Test rows of one replica only, because there may be many replicas.
  let test: { readonly replica: number; readonly rows: RowsInOrder } | null = null;
  const make = async (replica: number) => {
    const [data] = await replicaDataOf(experiment, [replica], tools);
    if (data === undefined) throw new Error('No rows were made.');
    const made = { replica, rows: inOrder(data.test), first: firstRows(data.train) };
    first.set(replica, made.first);
    test = made;
    return made;
  };
  return {
    /** First training rows of a replica, `[n, I]`; empty for sparse rows. */
    firstOf: async (replica: number) => first.get(replica) ?? (await make(replica)).first,
    testOf: async (replica: number) => (test?.replica === replica ? test : await make(replica)).rows,
  };
}

// A copy lets the other rows be freed.
function firstRows(train: ReplicaData['train']): Float32Array {
  if (train.isSparse === true) return new Float32Array();
  return inputsOfRows(train, Math.min(NUM_FIRST, train.numRows));
}

/** Rows of one split in order, without rows of other splits that are stored among them. */
function inOrder(split: SplitData): RowsInOrder {
  const { numRows, targets, mask, isSparse = false, places } = split;
  const inputs = places === undefined ? split.inputs : inputsOfRows(split, numRows);
  return { numRows, inputs, targets, mask, isSparse, rowLength: rowLengthOf(split) };
}

const rowLengthOf = ({ inputs, numRows, places }: SplitData): number =>
  inputs.length / (places?.numRows ?? numRows);

function inputsOfRows(split: SplitData, count: number): Float32Array {
  const rowLength = rowLengthOf(split);
  return concatenated(
    Array.from({ length: count }, (_, row) => {
      const start = (split.places?.rows[row] ?? row) * rowLength;
      return split.inputs.subarray(start, start + rowLength);
    }),
  );
}

interface Places extends Omit<ProbedPlane, 'rows'> {
  readonly plane: Plane;
  /** Lines on which networks are also evaluated: one direction per requested task. */
  readonly lines: { readonly origin: readonly number[]; readonly directions: Matrix };
}

const ARROW = 0.65 * PLANE.reach;

// For a positive and a negative last input; between two tasks.
const SIDES = [0.4 * PLANE.reach, -0.6 * PLANE.reach] as const;
const APART = 0.2 * PLANE.reach;

// Absolute value of the last input where the plane has no axis for it: one standard deviation.
const SWITCHED = 1;

/** Plane and lines to probe; null if there are no two directions or columns. */
export function placesOf(
  setup: DataSetup,
  table: Table | null,
  replica: number,
  where: PlaneChoice,
): Places | null {
  if (table !== null && setup.data.table !== null) return placesInTable(setup, table, where);
  const directions = taskDirectionsOf(setup, replica);
  return directions === null ? null : placesOfTasks(setup, directions, where);
}

type Directions = NonNullable<ReturnType<typeof taskDirectionsOf>>;

function placesOfTasks(
  { data }: DataSetup,
  directions: Directions,
  { tasks, plane: kind }: PlaneChoice,
): Places {
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
    lines: { origin, directions: tasks.map((task) => at(side, task)) },
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
function placesInTable({ data }: DataSetup, table: Table, { tasks, columns }: PlaneChoice): Places | null {
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
function rowsAbove(plane: Plane, rows: Float32Array): Float32Array {
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
