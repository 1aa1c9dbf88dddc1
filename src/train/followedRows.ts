/** Rows that can be followed: test rows, and points of planes. Knows no network. */
import { rowDimOfData } from '../data/partsOfRows.ts';
import { pointAt } from '../data/plane.ts';
import type { truthOf } from '../data/truth.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { Followed, FollowedRow, RowPlace } from '../run/produced/followed.ts';
import type { KnownRows, RowsInOrder } from './knownRows.ts';
import type { Places } from './learnedPlaces.ts';
import type { PassedRows } from './savedNetworks.ts';

type OfKind<K extends RowPlace['kind']> = Extract<RowPlace, { kind: K }>;

/** Everything that rows are made with, by the number of a replica. */
export interface RowMaking {
  readonly rows: KnownRows;
  readonly truthOfReplica: (replica: number) => ReturnType<typeof truthOf>;
  /** Null: there is no such plane. */
  readonly placesOfPlane: (replica: number, where: OfKind<'plane'>) => Places | null;
}

/** A row, and the way that networks take it. */
export interface FoundRow extends Pick<Followed, 'row' | 'truth' | 'labels'> {
  readonly input: PassedRows;
  readonly isSparse: boolean;
}

/** Finds rows of one run; remembers the last plane, over which a hand may be dragging a point. */
export function createRowFinder(
  { data, tasks }: Experiment,
  { rows, truthOfReplica, placesOfPlane }: RowMaking,
) {
  let last: { readonly key: string; readonly places: Places | null } | null = null;
  const placesFor = (replica: number, where: OfKind<'plane'>): Places | null => {
    const key = JSON.stringify([replica, where.tasks, where.plane, where.columns]);
    const places = last?.key === key ? last.places : placesOfPlane(replica, where);
    last = { key, places };
    return places;
  };
  const truthAt = (replica: number, features: Float32Array): Followed['truth'] =>
    truthOfReplica(replica)?.(features).map(([value = Number.NaN]) => value) ?? null;
  return async (replica: number, place: OfKind<'test' | 'plane'>): Promise<FoundRow | null> => {
    if (place.kind === 'test') {
      const test = await rows.testOf(replica);
      const taken = testRow(test, place.index, rowDimOfData({ data }), tasks.length);
      return taken && { ...taken, truth: truthAt(replica, taken.row.features) };
    }
    const plane = place.at.every(Number.isFinite) ? placesFor(replica, place)?.plane : undefined;
    if (plane === undefined) return null;
    const features = Float32Array.from(pointAt(plane, place.at));
    return {
      row: { index: null, features, at: place.at },
      truth: truthAt(replica, features),
      labels: null,
      input: { values: features, rowLength: features.length },
      isSparse: false,
    };
  };
}

function testRow(
  { numRows, inputs, rowLength, isSparse, targets, mask }: RowsInOrder,
  index: number,
  rowDim: number,
  numTasks: number,
): Omit<FoundRow, 'truth'> | null {
  if (!Number.isInteger(index) || index < 0 || index >= numRows) return null;
  const values = inputs.slice(index * rowLength, (index + 1) * rowLength);
  const features = isSparse ? writtenOut(values, rowDim) : values;
  const labels = Array.from({ length: numTasks }, (_, task) => {
    const at = task * numRows + index;
    return mask[at] === 1 ? (targets[at] ?? Number.NaN) : Number.NaN;
  });
  return { row: { index, features, at: null }, labels, input: { values, rowLength }, isSparse };
}

/** `[N]` with all zeros, of K places and then the values there. */
function writtenOut(row: Float32Array, rowDim: number): FollowedRow['features'] {
  const numEntries = row.length / 2;
  const features = new Float32Array(rowDim);
  for (let entry = 0; entry < numEntries; entry++) {
    const place = row[entry] ?? 0;
    features[place] = (features[place] ?? 0) + (row[numEntries + entry] ?? 0);
  }
  return features;
}
