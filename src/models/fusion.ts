/**
 * AdaTT's fusion levels (equations 1-9 of the paper), with or without shared experts: every gate sees all experts, and
 * native weights add a unit's own experts besides.
 */
import { nativeName, streamGateNames } from './names.ts';
import { expertOwners, expertsOwnedBy, indices, ownedExperts, streamOf, unitOwners } from './rows.ts';
import type { EmptyTensor, LevelSpec, NativeSpec, Owner, UnitSpec } from './topology.ts';

/** Options of both forms of AdaTT, with one count per task. */
interface FusionSpec {
  readonly counts: readonly number[];
  readonly numShared: number;
  readonly levelDims: readonly (readonly number[])[];
  readonly residual: boolean;
}

/** The native weights of a unit at a level. */
type NativeOf = (owner: Owner, level: number) => NativeSpec | null;

/** One tensor `[T, m]` per level: all units have the same number of experts. */
const nativePerLevel =
  (ownExperts: (owner: Owner) => readonly number[], numTasks: number): NativeOf =>
  (owner, level) => {
    const experts = ownExperts(owner);
    return {
      kind: 'learned',
      experts,
      tensor: nativeName(level),
      shape: [numTasks, experts.length],
      row: streamOf(owner, numTasks),
      initBound: 1 / Math.sqrt(experts.length),
    };
  };

/** One tensor `[L, m_u]` per unit, `[L - 1, m_s]` for the shared unit, which the last level does not have. */
const nativePerUnit =
  (ownExperts: (owner: Owner) => readonly number[], numTasks: number, numLevels: number): NativeOf =>
  (owner, level) => {
    const experts = ownExperts(owner);
    return {
      kind: 'learned',
      experts,
      tensor: nativeName(streamOf(owner, numTasks)),
      shape: [owner === 'shared' ? numLevels - 1 : numLevels, experts.length],
      row: level,
      initBound: 1 / Math.sqrt(experts.length),
    };
  };

/** How the weights are kept: not at all, fixed at 1, or learned in one of the reference's two layouts. */
const nativeLayoutOf = ({
  counts,
  numShared,
  residual,
}: FusionSpec): 'none' | 'fixed' | 'perLevel' | 'perUnit' => {
  if (!residual) return 'none';
  const all = numShared === 0 ? counts : [...counts, numShared];
  if (all.every((count) => count === 1)) return 'fixed';
  return new Set(all).size === 1 && numShared === 0 ? 'perLevel' : 'perUnit';
};

const nativeOf = (spec: FusionSpec, owners: readonly Owner[]): NativeOf => {
  const ownExperts = (owner: Owner) => expertsOwnedBy(owner, owners);
  const numTasks = spec.counts.length;
  switch (nativeLayoutOf(spec)) {
    case 'none':
      return () => null;
    case 'fixed':
      return (owner) => ({ kind: 'fixed', experts: ownExperts(owner) });
    case 'perLevel':
      return nativePerLevel(ownExperts, numTasks);
    case 'perUnit':
      return nativePerUnit(ownExperts, numTasks, spec.levelDims.length);
  }
};

/** All fusion levels; without shared experts there is no shared unit either. */
export const fusionLevels = (spec: FusionSpec): readonly LevelSpec[] => {
  const { counts, numShared, levelDims } = spec;
  const numTasks = counts.length;
  const owners = expertOwners(counts, numShared);
  const native = nativeOf(spec, owners);
  const unit = (owner: Owner, level: number): UnitSpec => {
    const stream = streamOf(owner, numTasks);
    const linear = streamGateNames(level, stream);
    return {
      owner,
      gate: { reads: stream, sees: indices(owners.length), linear },
      native: native(owner, level),
    };
  };
  return levelDims.map((dims, level) => ({
    dims,
    experts: ownedExperts(level, owners, numTasks, dims.length),
    units: unitOwners(numTasks, numShared > 0 && level < levelDims.length - 1).map((owner) =>
      unit(owner, level),
    ),
  }));
};

/** With a single level the shared unit has no row of native weights, yet the reference keeps its tensor `[0, m_s]`. */
export const emptyNatives = (spec: FusionSpec): readonly EmptyTensor[] => {
  const { counts, numShared, levelDims } = spec;
  const isEmpty = numShared > 0 && levelDims.length === 1 && nativeLayoutOf(spec) === 'perUnit';
  return isEmpty ? [{ name: nativeName(counts.length), shape: [0, numShared] }] : [];
};
