/** Follows one row through networks of a run, at its current or kept past steps. */

import type { GateSnapshot } from '../../analysis/produced/evaluation.ts';
import type {
  Followed,
  FollowedRow,
  FollowRequest,
  RowInNetwork,
  RowPlace,
} from '../../analysis/produced/questions.ts';
import { pointAt } from '../../data/plane.ts';
import { rowDimOfData } from '../../data/rows.ts';
import type { truthOf } from '../../data/truth.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { NetworkPlan } from '../network/plan.ts';
import { replicaNumbersOf } from './cardTrainer.ts';
import { levelGatesOf } from './evaluation.ts';
import type { Moment, PastMoments, StandingRun } from './keptMoments.ts';
import type { KnownRows, RowsInOrder } from './knownRows.ts';
import type { Places } from './learnedPlaces.ts';
import { rowsBy } from './rowSearch.ts';
import { type PassedRows, planOfNetwork, readPass, type SavedNetwork } from './savedNetworks.ts';

type NetworksAt = (
  moment: Moment,
  networkIds: readonly string[],
  isSparse: boolean,
) => readonly SavedNetwork[];

export function createFollower(experiment: Experiment, making: RowMaking, moments: PastMoments) {
  const numbers = replicaNumbersOf(experiment);
  const findRow = createRowFinder(experiment, making);
  const networksAt = createNetworks(experiment);
  const search = createSearch(experiment, making, networksAt);
  return {
    /** Null if there is no such row. Keeps the networks of every evaluation from then on. */
    followed: async (run: StandingRun, request: FollowRequest): Promise<Followed | null> => {
      const number = numbers[request.replica];
      if (number === undefined) return null;
      const moment = await moments.momentOf(run, request);
      const { row } = request;
      const place =
        row.kind === 'search'
          ? ({ kind: 'test', index: await search(number, moment, request) } as const)
          : row;
      const found = await findRow(number, place);
      if (found === null) return null;
      const networks: RowInNetwork[] = [];
      for (const network of networksAt(moment, request.networkIds, found.isSparse))
        networks.push(await rowIn(network, found, moment.step));
      const { truth, labels } = found;
      return { step: moment.step, request, row: found.row, truth, labels, networks };
    },
    stopFollowing: moments.forget,
  };
}

function createNetworks(experiment: Experiment): NetworksAt {
  const plans = new Map<string, NetworkPlan | null>();
  return ({ weights }, networkIds, isSparse) =>
    networkIds.flatMap((networkId) => {
      const key = `${networkId} ${isSparse}`;
      const plan = plans.get(key) ?? planOfNetwork(experiment, networkId, isSparse);
      plans.set(key, plan);
      const ofReplica = weights.get(networkId);
      return plan === null || ofReplica === undefined ? [] : [{ networkId, plan, weights: ofReplica }];
    });
}

/** -1 if there is none. Remembers the last search. */
function createSearch({ tasks }: Experiment, { rows }: RowMaking, networksAt: NetworksAt) {
  const isBinary = tasks.map(({ kind }) => kind === 'binary');
  let last: { readonly key: string; readonly found: readonly number[] } | null = null;
  return async (number: number, moment: Moment, { networkIds, row }: FollowRequest): Promise<number> => {
    if (row.kind !== 'search') return -1;
    const key = JSON.stringify([row.search, number, moment.step, networkIds]);
    if (last?.key !== key) {
      const test = await rows.testOf(number);
      const networks = networksAt(moment, networkIds, test.isSparse);
      last = { key, found: await rowsBy(row.search, networks, test, isBinary) };
    }
    return last.found[row.rank] ?? -1;
  };
}

async function rowIn(network: SavedNetwork, { input }: FoundRow, step: number): Promise<RowInNetwork> {
  const { networkId, plan, weights } = network;
  const { logits, gates, experts } = await readPass(network, input, (result) => ({
    logits: result.logits,
    gates: result.gates.map((gate) => (gate === null ? [] : [gate])),
    experts: [...result.experts],
  }));
  const levels = plan.topology.levels.map((level, l): GateSnapshot['levels'][number] => {
    const [gate] = gates[l] ?? []; // [U, 1, E]
    const native = weights[plan.levels[l]?.native ?? -1];
    const sums = {
      experts: sumsOfRow(experts[l] ?? new Float32Array()), // [E, 1, D]
      ...(gate && { gates: sumsOfRow(gate) }),
      ...(native && { native }),
    };
    const ofRow = levelGatesOf(level, sums, 1, { gates: 1, experts: 1 });
    // Exactly 0: rounding would leave the difference of equal numbers above it.
    return { ...ofRow, gateStd: new Float32Array(ofRow.gateMean.length) };
  });
  return { networkId, gates: { step, levels }, logits };
}

// `ColumnSums` of one row. NaN stays NaN.
const sumsOfRow = (values: Float32Array) => ({
  values,
  squares: values.map((value) => value * value),
  numPositive: values.map((value) => (value > 0 ? 1 : value * 0)),
});

type OfKind<K extends RowPlace['kind']> = Extract<RowPlace, { kind: K }>;

/** Keyed by replica number. */
export interface RowMaking {
  readonly rows: KnownRows;
  readonly truthOfReplica: (replica: number) => ReturnType<typeof truthOf>;
  readonly placesOfPlane: (replica: number, where: OfKind<'plane'>) => Places | null;
}

interface FoundRow extends Pick<Followed, 'row' | 'truth' | 'labels'> {
  readonly input: PassedRows;
  readonly isSparse: boolean;
}

// Remembers the last plane, over which a point may be dragged.
function createRowFinder({ data, tasks }: Experiment, { rows, truthOfReplica, placesOfPlane }: RowMaking) {
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

/** Sparse row (K places, then K values) written out as `[N]`. */
function writtenOut(row: Float32Array, rowDim: number): FollowedRow['features'] {
  const numEntries = row.length / 2;
  const features = new Float32Array(rowDim);
  for (let entry = 0; entry < numEntries; entry++) {
    const place = row[entry] ?? 0;
    features[place] = (features[place] ?? 0) + (row[numEntries + entry] ?? 0);
  }
  return features;
}
