/** Answers probes of a run's networks, without changing the run. */

import type { Probed, ProbedLevel, ProbedNetwork, ProbeRequest } from '../../analysis/produced/probe.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { fixedNative } from '../network/plan.ts';
import { replicaNumbersOf } from './cardTrainer.ts';
import { createMoments, type Moment, type StandingRun } from './moments.ts';
import { createNetworksAt, type ReplicaNetwork, readPass } from './networkPass.ts';
import { createPoints, type FixedPoints, type Points, type PointsTools } from './probePoints.ts';
import { rowsBy } from './rowSearch.ts';

export type Prober = ReturnType<typeof createProber>;

export type ProberTools = PointsTools;

export function createProber(experiment: Experiment, tools: ProberTools) {
  const numbers = replicaNumbersOf(experiment);
  const moments = createMoments();
  const networksAt = createNetworksAt(experiment);
  const points = createPoints(experiment, tools);
  const isBinary = experiment.tasks.map(({ kind }) => kind === 'binary');
  let found: { readonly key: string; readonly rows: readonly number[] } | null = null;
  // Row -1, which does not exist, if there are fewer.
  const searched = async (number: number, moment: Moment, request: ProbeRequest): Promise<FixedPoints> => {
    const { networkIds, replicas, points: asked } = request;
    if (asked.kind !== 'search') return asked;
    const key = JSON.stringify([asked.search, number, moment.step, networkIds]);
    if (found?.key !== key) {
      const test = await points.testOf(number);
      const wanted = { networkIds, replica: replicas[0] ?? 0, isSparse: test.isSparse };
      found = { key, rows: await rowsBy(asked.search, networksAt(moment, wanted), test, isBinary) };
    }
    return { kind: 'test', index: found.rows[asked.rank] ?? -1 };
  };
  return {
    /** Keeps the networks as they stand, for probes of this step. */
    keep: async (run: StandingRun): Promise<void> => {
      await moments.take(run);
    },
    /** Null if there are no such points or replicas. */
    probe: async (run: StandingRun, request: ProbeRequest): Promise<Probed | null> => {
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
        networks.push(await probedIn(ofReplicas, known.points, request));
        if (row === null) await tools.betweenParts();
      }
      return { step: moment.step, request, row, plane, surfaces, truth: known.truth, networks };
    },
  };
}

async function probedIn(
  ofReplicas: readonly ReplicaNetwork[],
  { input }: Points,
  request: ProbeRequest,
): Promise<ProbedNetwork> {
  const logits: Float32Array[] = [];
  const levels: ProbedLevel[] = [];
  for (const [place, network] of ofReplicas.entries()) {
    const asked = place === 0 ? levelsOf(network, request) : [];
    const read = await readPass(network, input, (result) => ({
      logits: result.logits,
      gates: asked.map((level) => (result.gates[level] ? [result.gates[level]] : [])),
      experts: request.experts ? asked.flatMap((level) => result.experts[level] ?? []) : [],
    }));
    logits.push(read.logits);
    for (const [i, level] of asked.entries()) {
      const [gates = null] = read.gates[i] ?? [];
      levels.push({ level, gates, native: nativeOf(network, level), experts: read.experts[i] ?? null });
    }
  }
  return { networkId: ofReplicas[0]?.networkId ?? '', logits, levels };
}

const levelsOf = ({ plan }: ReplicaNetwork, { levels }: ProbeRequest): readonly number[] =>
  [...plan.levels.keys()].filter((level) => levels === 'all' || levels.includes(level));

function nativeOf({ plan, weights }: ReplicaNetwork, level: number): Float32Array {
  const learned = weights[plan.levels[level]?.native ?? -1];
  const spec = plan.topology.levels[level];
  return learned?.slice() ?? Float32Array.from(spec === undefined ? [] : fixedNative(spec));
}
