/** Table rows that architectures have in common: owners, experts, towers. */
import type { ModelContext } from './architecture.ts';
import { expertNames, towerNames } from './names.ts';
import type { ExpertOwner, LevelSpec, Topology, UnitSpec } from './topology.ts';

export const indicesBelow = (length: number): readonly number[] =>
  Array.from({ length }, (_, index) => index);

export const expertOwners = (counts: readonly number[], numShared: number): readonly ExpertOwner[] => [
  ...counts.flatMap((count, task) => indicesBelow(count).map(() => task)),
  ...indicesBelow(numShared).map((): ExpertOwner => 'shared'),
];

export const streamIndexOf = (owner: ExpertOwner, numTasks: number): number =>
  owner === 'shared' ? numTasks : owner;

/** Experts read their owner's stream. With shared experts, all levels but the last have a shared unit. */
export const ownedLevels = (
  levelDims: readonly (readonly number[])[],
  owners: readonly ExpertOwner[],
  numTasks: number,
  unitOf: (owner: ExpertOwner, level: number) => UnitSpec,
): readonly LevelSpec[] =>
  levelDims.map((dims, level) => {
    const hasShared = owners.includes('shared') && level < levelDims.length - 1;
    const unitOwners: readonly ExpertOwner[] = hasShared
      ? [...indicesBelow(numTasks), 'shared']
      : indicesBelow(numTasks);
    return {
      dims,
      experts: owners.map((owner, expert) => ({
        owner,
        reads: streamIndexOf(owner, numTasks),
        layers: expertNames(level, expert, dims.length),
      })),
      units: unitOwners.map((owner) => unitOf(owner, level)),
    };
  });

export const passingUnit = (owner: ExpertOwner, expert: number): UnitSpec => ({
  owner,
  gate: null,
  native: { kind: 'fixed', experts: [expert] },
});

export const expertsOwnedBy = (owner: ExpertOwner, owners: readonly ExpertOwner[]): readonly number[] =>
  indicesBelow(owners.length).filter((expert) => owners[expert] === owner);

/** "Task-specific backward" (Su et al. 2024): a unit teaches its own and the shared experts, the shared one all. */
export const taskSpecificTeaching = (
  owner: ExpertOwner,
  owners: readonly ExpertOwner[],
): Pick<UnitSpec, 'teaches'> =>
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
  towers: indicesBelow(numTasks).map((task) => ({ layers: towerNames(task, towerDims.length) })),
});
