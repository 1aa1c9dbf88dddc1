/** Answers probes of a run's networks, without changing the run. */

import { logLoss, meanSquaredError } from '../../analysis/metrics.ts';
import type {
  ProbedLevel,
  ProbedNetwork,
  ProbeRequest,
  ProbeResult,
  RowSearch,
} from '../../analysis/produced/probe.ts';
import { EVALUATION_ROWS } from '../../experiment/costs/memory.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { type ForwardResult, type FusedLevel, forwardPass } from '../network/forward.ts';
import { foldedShape } from '../network/packing.ts';
import { fixedNativeWeights, type NetworkPlan, planOf } from '../network/plan.ts';
import { type RecordOf, readInOneTransfer, type TensorRecord } from '../tf/records.ts';
import { tensor } from '../tf/tf.ts';
import { replicaNumbersOf } from './cardTrainer.ts';
import { createMoments, type Moment, type StandingRun } from './moments.ts';
import {
  createProbePoints,
  type FixedPoints,
  type PointsTools,
  type ProbeInputRows,
  type ProbePointSet,
} from './probePoints.ts';
import type { RowsInOrder } from './probeRows.ts';

export type Prober = ReturnType<typeof createProber>;

export function createProber(experiment: Experiment, tools: PointsTools) {
  const numbers = replicaNumbersOf(experiment);
  const moments = createMoments();
  const networksAt = createNetworksAt(experiment);
  const points = createProbePoints(experiment, tools);
  const isBinary = experiment.tasks.map(({ kind }) => kind === 'binary');
  let found: { readonly key: string; readonly rows: readonly number[] } | null = null;
  // Index -1 (no such row) if fewer rows were found.
  const searched = async (number: number, moment: Moment, request: ProbeRequest): Promise<FixedPoints> => {
    const { networkIds, replicas, points: asked } = request;
    if (asked.kind !== 'search') return asked;
    const key = JSON.stringify([asked.search, number, moment.step, networkIds]);
    if (found?.key !== key) {
      const test = await points.testOf(number);
      const wanted = { networkIds, replica: replicas[0] ?? 0, isSparse: test.isSparse };
      found = { key, rows: await rowsByScore(asked.search, networksAt(moment, wanted), test, isBinary) };
    }
    return { kind: 'test', index: found.rows[asked.rank] ?? -1 };
  };
  return {
    keep: async (run: StandingRun): Promise<void> => {
      await moments.take(run);
    },
    probe: async (run: StandingRun, request: ProbeRequest): Promise<ProbeResult | null> => {
      const replicas = request.replicas.flatMap((replica) => numbers[replica] ?? []);
      const [number] = replicas;
      if (number === undefined || replicas.length < request.replicas.length) return null;
      const moment = await moments.at(run, request.step);
      const known = await points.knownAt(replicas, await searched(number, moment, request));
      if (known === null) return null;
      const { row, plane, surfaces, isSparse } = known.points;
      const byReplica = request.replicas.map((replica) =>
        networksAt(moment, { networkIds: request.networkIds, replica, isSparse }),
      );
      const networks: ProbedNetwork[] = [];
      for (const place of byReplica[0]?.keys() ?? []) {
        const ofReplicas = byReplica.flatMap((all) => all[place] ?? []);
        networks.push(await probeNetworks(ofReplicas, known.points, request));
        if (row === null) await tools.betweenParts();
      }
      return { step: moment.step, request, row, plane, surfaces, truth: known.truth, networks };
    },
  };
}

async function probeNetworks(
  ofReplicas: readonly ReplicaNetwork[],
  { input }: ProbePointSet,
  request: ProbeRequest,
): Promise<ProbedNetwork> {
  const [first] = ofReplicas;
  const logits: Float32Array[] = [];
  let towers: readonly Float32Array[] = [];
  let levels: readonly ProbedLevel[] = [];
  for (const network of ofReplicas) {
    const asked = network === first ? probedLevelsOf(network, request) : [];
    const read = await readPass(network, input, (result) => ({
      logits: result.logits,
      levels: asked.map((level) => insideOf(result.levels[level], request.experts)),
      towers: network === first && request.experts ? result.towers.slice(0, -1) : [],
    }));
    logits.push(read.logits);
    if (network !== first) continue;
    towers = read.towers;
    levels = read.levels.map((values, i) => {
      const level = asked[i] ?? 0;
      return { level, native: levelNativeWeightsOf(network, level), ...values };
    });
  }
  return { networkId: first?.networkId ?? '', logits, towers, levels };
}

const insideOf = (level: FusedLevel | undefined, isWhole: boolean) => {
  const { gates = null, ...others } = level ?? {};
  return { gates, gateLogits: null, experts: null, streams: null, ...(isWhole && others) };
};

const probedLevelsOf = ({ plan }: ReplicaNetwork, { levels }: ProbeRequest): readonly number[] =>
  [...plan.levels.keys()].filter((level) => levels === 'all' || levels.includes(level));

function levelNativeWeightsOf({ plan, weights }: ReplicaNetwork, level: number): Float32Array {
  const learned = weights[plan.levels[level]?.native ?? -1];
  const spec = plan.topology.levels[level];
  return learned?.slice() ?? Float32Array.from(spec === undefined ? [] : fixedNativeWeights(spec));
}

interface ReplicaNetwork {
  readonly networkId: string;
  readonly plan: NetworkPlan;
  /** Packed tensors in the order of the plan. */
  readonly weights: readonly Float32Array[];
}

interface NetworkRequest {
  readonly networkIds: readonly string[];
  readonly replica: number;
  readonly isSparse: boolean;
}

/** Leaves out networks that are missing or cannot be built. */
function createNetworksAt(experiment: Experiment) {
  const plans = new Map<string, NetworkPlan | null>();
  const planFor = (networkId: string, isSparse: boolean): NetworkPlan | null => {
    const key = `${networkId} ${isSparse}`;
    const known = plans.get(key);
    if (known !== undefined) return known;
    const card = experiment.cards.find(({ id }) => id === networkId);
    const topology = card && topologyOfCard(card, experiment);
    const plan = topology ? planOf(topology, isSparse) : null;
    plans.set(key, plan);
    return plan;
  };
  return (
    { networks }: Moment,
    { networkIds, replica, isSparse }: NetworkRequest,
  ): readonly ReplicaNetwork[] =>
    networkIds.flatMap((networkId) => {
      const plan = planFor(networkId, isSparse);
      const parameters = networks.get(networkId);
      if (plan === null || parameters === undefined) return [];
      const weights = plan.parameters.map(({ name }) => {
        const values = parameters[name] ?? new Float32Array();
        const size = values.length / experiment.training.numReplicas;
        return values.subarray(replica * size, (replica + 1) * size);
      });
      return [{ networkId, plan, weights }];
    });
}

// Leaves nothing on the device. One replica at a time: the activations of all could exceed the device's memory.
const readPass = <T>(
  { plan, weights }: ReplicaNetwork,
  { values, rowLength }: ProbeInputRows,
  pick: (result: ForwardResult) => T & TensorRecord,
): Promise<RecordOf<T, Float32Array>> =>
  readInOneTransfer(() => {
    const parameters = plan.parameters.map((one, index) =>
      tensor((weights[index] ?? new Float32Array()).slice(), foldedShape(one, 1)),
    );
    const input = tensor(values.slice(), [1, values.length / rowLength, rowLength]);
    return pick(forwardPass(plan, parameters, input));
  });

interface SearchedRows {
  readonly test: RowsInOrder;
  readonly passed: ProbeInputRows;
  readonly numRows: number;
  readonly isBinary: readonly boolean[];
}

const rowScorers: Record<
  RowSearch,
  (networks: readonly ReplicaNetwork[], searched: SearchedRows) => Promise<Float64Array>
> = { gates: gateDistances, error: excessLosses };

/** Most extreme first, ties in row order, NaN last. */
async function rowsByScore(
  search: RowSearch,
  networks: readonly ReplicaNetwork[],
  test: RowsInOrder,
  isBinary: readonly boolean[],
): Promise<readonly number[]> {
  const { inputs, rowLength } = test;
  const numRows = Math.min(EVALUATION_ROWS, test.numRows);
  const passed = { values: inputs.subarray(0, numRows * rowLength), rowLength };
  const scores = await rowScorers[search](networks, { test, passed, numRows, isBinary });
  const known = scores.map((score) => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score));
  const scoreOf = (row: number) => known[row] ?? 0;
  return [...known.keys()].sort((a, b) => (scoreOf(a) === scoreOf(b) ? a - b : scoreOf(b) - scoreOf(a)));
}

/** Total variation from the mean over rows, summed over the units of all networks. */
async function gateDistances(
  networks: readonly ReplicaNetwork[],
  { passed, numRows }: SearchedRows,
): Promise<Float64Array> {
  const distances = new Float64Array(numRows);
  for (const network of networks) {
    if (network.plan.levels.every(({ gate }) => gate === null)) continue;
    const levels = network.plan.topology.levels.map(({ experts }) => experts.length);
    const gates = await readPass(network, passed, (result) => result.levels.map((level) => level.gates));
    for (const [level, numExperts] of levels.entries())
      addDistances(distances, gates[level] ?? new Float32Array(), numExperts);
  }
  return distances;
}

/** `weights` `[U, N, E]`. */
function addDistances(distances: Float64Array, weights: Float32Array, numExperts: number): void {
  const sizeOfUnit = distances.length * numExperts;
  for (let start = 0; start < weights.length; start += sizeOfUnit)
    for (let expert = 0; expert < numExperts; expert++) {
      const weightOf = (row: number) => weights[start + row * numExperts + expert] ?? Number.NaN;
      const mean = distances.reduce((sum, _, row) => sum + weightOf(row), 0) / distances.length;
      for (const row of distances.keys())
        distances[row] = (distances[row] ?? 0) + Math.abs(weightOf(row) - mean) / 2;
    }
}

/** Loss of the first network minus that of the second, if any. */
async function excessLosses(
  [first, second]: readonly ReplicaNetwork[],
  searched: SearchedRows,
): Promise<Float64Array> {
  const none = new Float64Array(searched.numRows);
  const ofFirst = first === undefined ? none : await rowLossesIn(first, searched);
  const ofSecond = second === undefined ? none : await rowLossesIn(second, searched);
  return ofFirst.map((loss, row) => loss - (ofSecond[row] ?? Number.NaN));
}

async function rowLossesIn(
  network: ReplicaNetwork,
  { test, passed, numRows, isBinary }: SearchedRows,
): Promise<Float64Array> {
  const { logits } = await readPass(network, passed, (result) => ({ logits: result.logits })); // [T, N]
  return Float64Array.from({ length: numRows }, (_, row) =>
    isBinary.reduce((sum, binary, task) => {
      const at = task * test.numRows + row;
      if (test.mask[at] !== 1) return sum;
      const lossOf = binary ? logLoss : meanSquaredError;
      return sum + lossOf([logits[task * numRows + row] ?? NaN], [test.targets[at] ?? NaN], [1]);
    }, 0),
  );
}
