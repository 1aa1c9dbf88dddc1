/**
 * Statistics of gates at some moments, as a link carries them: of every repetition, or, where that is too much, their mean over
 * repetitions alone. Which cells there are, the tables of the networks say.
 */
import {
  aliveReplicas,
  type GateStatistic,
  isOfCells,
  levelGatesBy,
  numbersIn,
} from '../../analysis/gateWeights.ts';
import { mean } from '../../core/lists.ts';
import type { LevelSpec } from '../../models/topology.ts';
import { isNativeRow } from '../../models/topology.ts';
import type { LevelGates } from '../../analysis/produced/evaluation.ts';
import type { Coder } from './coder.ts';
import { rounded, type ScaleSteps } from './scale.ts';

/** How much of the gates. */
export interface GateDetail {
  readonly gateBits: number;
  /** The mean over repetitions in place of all of them. */
  readonly isMean: boolean;
  /** How much gates differ between rows, and which outputs of experts are 0. */
  readonly hasHealth: boolean;
}

/** A level of a network at one moment; `gates` null: they are read, or nothing is known of them. */
export interface LevelMoment {
  readonly level: LevelSpec;
  readonly gates: LevelGates | null;
}

/** Statistics in the order in which they are written, each with its steps: outputs are rounded by the same share, however small. */
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

/** The statistics of all levels and moments in order; NaN for what is not carried. */
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

/** A number of one repetition, or of the mean. */
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

/** The places of the numbers that the tables leave open: a gate of one expert gives it everything. */
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
    // A mean stands behind the repetitions, of which nothing is known.
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

/** The values that the tables fix: native weights of 1, and gates of one expert. */
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

/** Rounded shares of a gate add up to 1 again. */
function makeShares({ units, experts }: LevelSpec, values: Float32Array): void {
  for (const [unit, { gate }] of units.entries()) {
    const places = (gate?.sees ?? []).map((expert) => unit * experts.length + expert);
    const total = places.reduce((sum, place) => sum + (values[place] ?? 0), 0);
    if (total > 0) for (const place of places) values[place] = (values[place] ?? 0) / total;
  }
}
