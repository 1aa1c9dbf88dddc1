/** Invented inputs for pictures: losses, and gate statistics that fit a topology. */

import type { LossSeries } from '../../../../app/charts/lines/series.ts';
import type { GateCell } from '../../../../src/analysis/gateMatrix.ts';
import type { GateSnapshot, LevelGates, LossPoint } from '../../../../src/analysis/produced/evaluation.ts';
import { rangeOfReplicas } from '../../../../src/analysis/statistics.ts';
import type { LevelSpec, Topology } from '../../../../src/models/topology.ts';

/** One point whose three splits hold the same `[R * T]` losses. */
export function pointOf(step: number, losses: readonly number[]): LossPoint {
  return { step, train: losses, validation: losses, test: losses, auc: losses };
}

export function seriesOf(id: string, points: readonly LossPoint[], color = 0): LossSeries {
  return { id, name: `Architecture ${id}`, color, points };
}

/** `numSteps` points, `numReplicas` repetitions of `numTasks` tasks; task `t` falls towards `t + 1`. */
export function fallingSeries(
  id: string,
  numSteps: number,
  numReplicas = 3,
  numTasks = 2,
  color = 0,
): LossSeries {
  const points = Array.from({ length: numSteps }, (_, at) => {
    const losses = Array.from({ length: numReplicas * numTasks }, (__, place) => {
      const [replica, task] = [Math.floor(place / numTasks), place % numTasks];
      return (task + 1) * (1 + 9 / (at + 1)) + 0.01 * replica;
    });
    return pointOf(at * 10, losses);
  });
  return seriesOf(id, points, color);
}

/** Uniform gates, native weight 0.25 times (expert + 1), standard deviation 0.125; a number per repetition is added to the gates. */
export function levelGatesOf(level: LevelSpec, addedPerReplica: readonly number[] = [0]): LevelGates {
  const { units, experts } = level;
  const numCells = units.length * experts.length;
  const fill = (value: (unit: number, expert: number, replica: number) => number) =>
    Float32Array.from({ length: numCells * addedPerReplica.length }, (_, place) => {
      const cell = place % numCells;
      return value(Math.floor(cell / experts.length), cell % experts.length, Math.floor(place / numCells));
    });
  const perExpert = (value: number) =>
    Float32Array.from({ length: experts.length * addedPerReplica.length }, () => value);
  return {
    gateMean: fill((u, e, r) => {
      const sees = units[u]?.gate?.sees ?? [];
      return sees.includes(e) ? 1 / sees.length + (addedPerReplica[r] ?? 0) : 0;
    }),
    gateStd: fill((u, e) => (units[u]?.gate?.sees.includes(e) ? 0.125 : 0)),
    native: fill((u, e) => (units[u]?.native?.experts.includes(e) ? 0.25 * (e + 1) : 0)),
    expertRms: perExpert(1),
    sparsity: perExpert(0.5),
    deadFraction: perExpert(0),
  };
}

export function snapshotOf(topology: Topology, addedPerReplica: readonly number[] = [0]): GateSnapshot {
  return { step: 50, levels: topology.levels.map((level) => levelGatesOf(level, addedPerReplica)) };
}

/** A cell of a heat map whose expert has an output of norm 1; weights that are left out cannot exist. */
export function cellOf({
  gate = null,
  native = null,
  gateStd = Number.NaN,
  fixed = false,
}: {
  readonly gate?: number | null;
  readonly native?: number | null;
  readonly gateStd?: number;
  readonly fixed?: boolean;
}): GateCell {
  const range = (value: number | null) => (value === null ? null : rangeOfReplicas([value]));
  const sum = gate === null && native === null ? null : (gate ?? 0) + (native ?? 0);
  const weights = {
    gate: range(gate),
    native: range(native),
    sum: range(sum),
    contribution: range(sum && Math.abs(sum)),
  };
  return { weights, gateStd, fixed };
}
