/** Rows of tables that architectures have in common: owners, experts, towers. */
import type { ModelContext } from './architecture.ts';
import { expertNames, towerNames } from './names.ts';
import type { ExpertSpec, LevelSpec, Owner, Topology } from './topology.ts';

/** `[0, ..., length - 1]`: stream, task or expert indices. */
export const indices = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

/** Owners of a level's experts: task 0's experts first, shared last. */
export const expertOwners = (counts: readonly number[], numShared: number): readonly Owner[] => [
  ...counts.flatMap((count, task) => indices(count).map(() => task)),
  ...indices(numShared).map((): Owner => 'shared'),
];

/** Owners of a level's units: every task, then a shared unit where another level reads what it produces. */
export const unitOwners = (numTasks: number, hasShared: boolean): readonly Owner[] =>
  hasShared ? [...indices(numTasks), 'shared'] : indices(numTasks);

/** The stream that belongs to an owner; the shared one comes after the tasks'. */
export const streamOf = (owner: Owner, numTasks: number): number => (owner === 'shared' ? numTasks : owner);

/** Experts of one level, each reading the stream of its owner. */
export const ownedExperts = (
  level: number,
  owners: readonly Owner[],
  numTasks: number,
  numLayers: number,
): readonly ExpertSpec[] =>
  owners.map((owner, expert) => ({
    owner,
    reads: streamOf(owner, numTasks),
    layers: expertNames(level, expert, numLayers),
  }));

/** Indices of the experts that `owner` owns. */
export const expertsOwnedBy = (owner: Owner, owners: readonly Owner[]): readonly number[] =>
  indices(owners.length).filter((expert) => owners[expert] === owner);

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
