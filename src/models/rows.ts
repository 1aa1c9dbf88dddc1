/** Table rows that architectures have in common: owners, experts, towers. */
import type { ModelContext } from './architecture.ts';
import { expertNames, towerNames } from './names.ts';
import type { LevelSpec, Owner, Topology, UnitSpec } from './topology.ts';

export const indices = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

export const expertOwners = (counts: readonly number[], numShared: number): readonly Owner[] => [
  ...counts.flatMap((count, task) => indices(count).map(() => task)),
  ...indices(numShared).map((): Owner => 'shared'),
];

export const streamOf = (owner: Owner, numTasks: number): number => (owner === 'shared' ? numTasks : owner);

/**
 * Experts read their owner's stream. Every task has a unit; with shared experts every level but the last has
 * a shared unit.
 */
export const ownedLevels = (
  levelDims: readonly (readonly number[])[],
  owners: readonly Owner[],
  numTasks: number,
  unitOf: (owner: Owner, level: number) => UnitSpec,
): readonly LevelSpec[] =>
  levelDims.map((dims, level) => {
    const hasShared = owners.includes('shared') && level < levelDims.length - 1;
    const unitOwners: readonly Owner[] = hasShared ? [...indices(numTasks), 'shared'] : indices(numTasks);
    return {
      dims,
      experts: owners.map((owner, expert) => ({
        owner,
        reads: streamOf(owner, numTasks),
        layers: expertNames(level, expert, dims.length),
      })),
      units: unitOwners.map((owner) => unitOf(owner, level)),
    };
  });

export const passingUnit = (owner: Owner, expert: number): UnitSpec => ({
  owner,
  gate: null,
  native: { kind: 'fixed', experts: [expert] },
});

export const expertsOwnedBy = (owner: Owner, owners: readonly Owner[]): readonly number[] =>
  indices(owners.length).filter((expert) => owners[expert] === owner);

/**
 * "Task-specific backward" (Su et al. 2024): a unit teaches its own and the shared experts; the shared unit
 * teaches all.
 */
export const taskSpecificTeaching = (owner: Owner, owners: readonly Owner[]): Pick<UnitSpec, 'teaches'> =>
  owner === 'shared'
    ? {}
    : { teaches: [...expertsOwnedBy(owner, owners), ...expertsOwnedBy('shared', owners)] };

export const withTowers = (
  levels: readonly LevelSpec[],
  towerDims: readonly number[],
  { numTasks, inputDim }: ModelContext,
): Topology => ({
  inputDim,
  numTasks,
  levels,
  towerDims,
  towers: indices(numTasks).map((task) => ({ layers: towerNames(task, towerDims.length) })),
});
