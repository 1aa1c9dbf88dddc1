/** Sums the weights that a task's units give the experts in every row. */
import { byOwner, eachAlone } from '../../analysis/gateWeights.ts';
import type { Lender, Reliance } from '../../analysis/produced/questions.ts';
import type { LevelSpec } from '../../models/topology.ts';
import { fixedNative } from '../network/plan.ts';

export interface LevelWeights {
  /** `[U, N, E]`; null for a level without gates. */
  readonly gates: Float32Array | null;
  /** `[U, E]`; null if absent or fixed. */
  readonly native: Float32Array | null;
}

// With a single owner, each expert stands alone.
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
 * Gate weights, or sizes of native weights without a gate, averaged over the task's units. Null without such
 * units.
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
  const shares = new Float32Array(lenders.length * numRows); // [source experts, N]
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
