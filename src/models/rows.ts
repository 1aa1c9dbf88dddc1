/** Rows of tables that architectures have in common: owners, experts, towers. */
import type { ModelContext } from './architecture.ts';
import { expertNames, towerNames } from './names.ts';
import type { LevelSpec, Owner, Topology, UnitSpec } from './topology.ts';

/** `[0, ..., length - 1]`: stream, task or expert indices. */
export const indices = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

/** Owners of a level's experts: task 0's experts first, shared last. */
export const expertOwners = (counts: readonly number[], numShared: number): readonly Owner[] => [
  ...counts.flatMap((count, task) => indices(count).map(() => task)),
  ...indices(numShared).map((): Owner => 'shared'),
];

/** The stream that belongs to an owner; the shared one comes after the tasks'. */
export const streamOf = (owner: Owner, numTasks: number): number => (owner === 'shared' ? numTasks : owner);

/**
 * Levels with the experts of `owners`, each reading the stream of its owner. Every task has a unit; where experts are shared,
 * so does nobody, at every level whose streams another level reads.
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

/** A unit that passes one expert on unchanged. */
export const passingUnit = (owner: Owner, expert: number): UnitSpec => ({
  owner,
  gate: null,
  native: { kind: 'fixed', experts: [expert] },
});

/** Indices of the experts that `owner` owns. */
export const expertsOwnedBy = (owner: Owner, owners: readonly Owner[]): readonly number[] =>
  indices(owners.length).filter((expert) => owners[expert] === owner);

/**
 * The experts that a unit teaches where tasks learn from their own losses alone ("task-specific backward", Su et al. 2024): its own
 * and the shared ones. Nothing for the shared unit, which teaches all.
 */
export const taskSpecificTeaching = (owner: Owner, owners: readonly Owner[]): Pick<UnitSpec, 'teaches'> =>
  owner === 'shared'
    ? {}
    : { teaches: [...expertsOwnedBy(owner, owners), ...expertsOwnedBy('shared', owners)] };

/** Completes the levels of a network with the towers of its tasks. */
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
