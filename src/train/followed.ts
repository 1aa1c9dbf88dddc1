/**
 * One row followed through networks of a run, as it stands or as it stood at moments whose weights were kept meanwhile. Passes of
 * few rows, which leave the run as it is. Part of the download that answers what was learned.
 */
import type { Experiment } from '../experiment/experiment.ts';
import type { NetworkPlan } from '../network/plan.ts';
import type { GateSnapshot } from '../run/produced/evaluation.ts';
import type { Followed, FollowRequest, RowInNetwork } from '../run/produced/followed.ts';
import { replicaNumbersOf } from './cardTrainer.ts';
import { levelGatesOf } from './evaluation.ts';
import { createRowFinder, type FoundRow, type RowMaking } from './followedRows.ts';
import type { Moment, PastMoments, StandingRun } from './keptMoments.ts';
import { rowsBy } from './rowSearch.ts';
import { planOfNetwork, readPass, type SavedNetwork } from './savedNetworks.ts';

type NetworksAt = (
  moment: Moment,
  networkIds: readonly string[],
  isSparse: boolean,
) => readonly SavedNetwork[];

/** Follows rows of one run. */
export function createFollower(experiment: Experiment, making: RowMaking, moments: PastMoments) {
  const numbers = replicaNumbersOf(experiment);
  const findRow = createRowFinder(experiment, making);
  const networksAt = createNetworks(experiment);
  const search = createSearch(experiment, making, networksAt);
  return {
    /** Null where there is no such row. Keeps the networks of every evaluation from then on, while they are asked for. */
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
    /** Lets go of what was kept. */
    stopFollowing: moments.forget,
  };
}

/** Networks as they are at a moment; their plans are made once. */
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

/** Finds the test row of a search; it remembers the last, of which one may want several rows. -1: there is none. */
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
    // The difference of two equal numbers, which rounding would leave above 0.
    return { ...ofRow, gateStd: new Float32Array(ofRow.gateMean.length) };
  });
  return { networkId, gates: { step, levels }, logits };
}

/** The `ColumnSums` of a single row. NaN stays NaN. */
const sumsOfRow = (values: Float32Array) => ({
  values,
  squares: values.map((value) => value * value),
  numPositive: values.map((value) => (value > 0 ? 1 : value * 0)),
});
