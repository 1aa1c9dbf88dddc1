/** Weights that the units of a task give the experts in every row, summed by lender. Pure; knows no architecture. */
import { byOwner, eachAlone } from '../../analysis/gateWeights.ts';
import type { LevelSpec } from '../../models/topology.ts';
import { fixedNative } from '../network/plan.ts';
import type { Lender, Reliance } from '../../analysis/produced/questions.ts';

/** The weights of one replica of a network at a level. */
export interface LevelWeights {
  /** `[U, N, E]`; null: the level has no gates. */
  readonly gates: Float32Array | null;
  /** `[U, E]`; null: there are none, or all are fixed and nothing is mixed. */
  readonly native: Float32Array | null;
}

/** Experts of one owner lend together; where all have the same owner, each for itself. */
function lendersOf(level: LevelSpec): readonly (Lender & { readonly experts: readonly number[] })[] {
  const owners = byOwner(level).columns;
  if (owners.length > 1) return owners.map((column) => ({ ...column, expert: null }));
  return eachAlone(level).columns.map(({ owner, experts }) => ({
    owner,
    experts,
    expert: experts[0] ?? null,
  }));
}

/**
 * The reliance on each expert over the first `numRows` of the `[N]` rows that the weights are of, averaged over the task's units. A
 * unit with a gate relies on what that weighs; another one on its native weights, by their size. Null: the level has no unit of
 * that task.
 */
export function relianceOf(
  level: LevelSpec,
  weights: LevelWeights,
  task: number,
  numRows: number,
): Reliance | null {
  const units = level.units.flatMap(({ owner }, unit) => (owner === task ? [unit] : []));
  if (units.length === 0) return null;
  const lenders = lendersOf(level);
  const shares = new Float32Array(lenders.length * numRows); // [lenders, N]
  for (const unit of units) {
    const weightAt = unitWeights(level, weights, unit);
    for (const [place, { experts }] of lenders.entries())
      for (let row = 0; row < numRows; row++) {
        const share = experts.reduce((sum, expert) => sum + weightAt(row, expert), 0);
        shares[place * numRows + row] = (shares[place * numRows + row] ?? 0) + share / units.length;
      }
  }
  return {
    lenders: lenders.map(({ owner, expert }) => ({ owner, expert })),
    shares,
    isGated: units.some((unit) => level.units[unit]?.gate !== null),
  };
}

/** Weights that add to 1 over the experts. */
function unitWeights(
  level: LevelSpec,
  { gates, native }: LevelWeights,
  unit: number,
): (row: number, expert: number) => number {
  const { units, experts } = level;
  const numExperts = experts.length;
  if (gates !== null && units[unit]?.gate !== null) {
    const numRows = gates.length / (units.length * numExperts);
    return (row, expert) => gates[(unit * numRows + row) * numExperts + expert] ?? Number.NaN;
  }
  const weights = native ?? fixedNative(level);
  const sizes = experts.map((_, expert) => Math.abs(weights[unit * numExperts + expert] ?? 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return (_, expert) => (sizes[expert] ?? 0) / total;
}
