/** Codes gate statistics in a link, per replica or as their mean. */
import {
  aliveReplicas,
  type GateStatistic,
  isOfCells,
  levelGatesBy,
  numbersIn,
} from '../../analysis/gateWeights.ts';
import type { LevelGates } from '../../analysis/produced/evaluation.ts';
import { mean } from '../../core/lists.ts';
import type { LevelSpec } from '../../models/topology.ts';
import { isNativeRow } from '../../models/topology.ts';
import type { Coder } from './coder.ts';
import { rounded, type ScaleSteps } from './scale.ts';

export interface GateDetail {
  readonly gateBits: number;
  /** True if only the mean over replicas is carried. */
  readonly isMean: boolean;
  /** Includes deviation between rows and zero outputs. */
  readonly hasHealth: boolean;
}

/** `gates`: null when reading or unknown. */
export interface LevelMoment {
  readonly level: LevelSpec;
  readonly gates: LevelGates | null;
}

// In the order of writing; outputs are rounded by relative steps.
const steps: Readonly<Record<GateStatistic, ScaleSteps>> = {
  gateMean: 'linear',
  native: 'linear',
  expertRms: 'logarithmic',
  gateStd: 'linear',
  sparsity: 'linear',
  deadFraction: 'linear',
};
const basics: readonly GateStatistic[] = ['gateMean', 'native', 'expertRms'];
const health: readonly GateStatistic[] = ['gateStd', 'sparsity', 'deadFraction'];

/** NaN where not carried. */
export function codedGates(
  coder: Coder,
  detail: GateDetail,
  numReplicas: number,
  moments: readonly LevelMoment[],
): readonly LevelGates[] {
  const rowsOf = moments.map(({ level, gates }) => replicaRows(level, gates, detail.isMean, numReplicas));
  const tables = [...basics, ...(detail.hasHealth ? health : [])].map((statistic) => {
    const given = moments.flatMap(({ level }, moment) =>
      (rowsOf[moment] ?? []).flatMap((rowOf) =>
        placesOf(level, statistic).map((place) => rowOf(statistic, place)),
      ),
    );
    return [statistic, rounded(coder, given, steps[statistic], detail.gateBits)] as const;
  });
  const read = new Map(tables.map(([statistic, values]) => [statistic, values.values()]));
  return moments.map(({ level }) => levelGatesFrom(level, detail, numReplicas, read));
}

type RowOf = (statistic: GateStatistic, place: number) => number;

function replicaRows(
  level: LevelSpec,
  gates: LevelGates | null,
  isMean: boolean,
  numReplicas: number,
): readonly RowOf[] {
  const valueAt = (replica: number, statistic: GateStatistic, place: number): number =>
    gates?.[statistic][replica * numbersIn(level, statistic) + place] ?? Number.NaN;
  if (!isMean)
    return Array.from(
      { length: numReplicas },
      (_, replica): RowOf =>
        (statistic, place) =>
          valueAt(replica, statistic, place),
    );
  const alive = gates === null ? [] : aliveReplicas(level, gates);
  return [(statistic, place) => mean(alive.map((replica) => valueAt(replica, statistic, place)))];
}

/** Excludes what the topology fixes, such as a gate of one expert. */
function placesOf({ units, experts }: LevelSpec, statistic: GateStatistic): readonly number[] {
  if (!isOfCells(statistic)) return [...experts.keys()];
  return units.flatMap(({ gate, native }, unit) => {
    const seen = gate !== null && gate.sees.length > 1 ? gate.sees : [];
    const own = isNativeRow(native) ? native.experts : [];
    return (statistic === 'native' ? own : seen).map((expert) => unit * experts.length + expert);
  });
}

function levelGatesFrom(
  level: LevelSpec,
  { isMean, hasHealth }: GateDetail,
  numReplicas: number,
  read: ReadonlyMap<GateStatistic, Iterator<number>>,
): LevelGates {
  const numRows = isMean ? 1 : numReplicas;
  return levelGatesBy((statistic) => {
    const length = numbersIn(level, statistic);
    // A mean follows the replicas, which are unknown.
    const first = isMean ? numReplicas : 0;
    const values = new Float32Array((first + numRows) * length).fill(Number.NaN);
    if (!hasHealth && health.includes(statistic)) return values;
    for (let row = first; row < first + numRows; row++) {
      const own = values.subarray(row * length, (row + 1) * length);
      own.set(certainOf(level, statistic));
      for (const place of placesOf(level, statistic))
        own[place] = read.get(statistic)?.next().value ?? Number.NaN;
      if (statistic === 'gateMean') makeShares(level, own);
    }
    return values;
  });
}

/** Fixed native weights, and gates of one expert. */
function certainOf(level: LevelSpec, statistic: GateStatistic): Float32Array {
  const values = new Float32Array(numbersIn(level, statistic));
  if (statistic === 'gateStd' || !isOfCells(statistic)) return values;
  for (const [unit, { gate, native }] of level.units.entries()) {
    const isOne = statistic === 'gateMean' ? gate?.sees.length === 1 : native?.kind === 'fixed';
    const experts = (statistic === 'gateMean' ? gate?.sees : native?.experts) ?? [];
    if (isOne) for (const expert of experts) values[unit * level.experts.length + expert] = 1;
  }
  return values;
}

// Rounded shares must again sum to 1.
function makeShares({ units, experts }: LevelSpec, values: Float32Array): void {
  for (const [unit, { gate }] of units.entries()) {
    const places = (gate?.sees ?? []).map((expert) => unit * experts.length + expert);
    const total = places.reduce((sum, place) => sum + (values[place] ?? 0), 0);
    if (total > 0) for (const place of places) values[place] = (values[place] ?? 0) / total;
  }
}
