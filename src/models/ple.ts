/** PLE (Tang et al. 2020): tasks mix their own experts with shared ones; with one level it is CGC. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { streamGateNames } from './names.ts';
import {
  countsPerTask,
  levelDims,
  numSharedExperts,
  numTaskExperts,
  taskExpertProblems,
  towerDims,
} from './options.ts';
import {
  expertOwners,
  expertsOwnedBy,
  indicesBelow,
  ownedLevels,
  streamIndexOf,
  withTowers,
} from './rows.ts';
import type { ExpertOwner, UnitSpec } from './topology.ts';

const options = { numTaskExperts, numSharedExperts, levelDims, towerDims };

// Tasks see their own experts, then the shared ones; the shared unit sees all.
const expertsSeenBy = (owner: ExpertOwner, owners: readonly ExpertOwner[]): readonly number[] =>
  owner === 'shared'
    ? indicesBelow(owners.length)
    : [...expertsOwnedBy(owner, owners), ...expertsOwnedBy('shared', owners)];

const gatedUnit = (
  owner: ExpertOwner,
  level: number,
  numTasks: number,
  owners: readonly ExpertOwner[],
): UnitSpec => {
  const stream = streamIndexOf(owner, numTasks);
  const gate = { reads: stream, sees: expertsSeenBy(owner, owners), linear: streamGateNames(level, stream) };
  return { owner, gate, native: null };
};

export const ple: Architecture<typeof options> = {
  id: 'ple',
  label: text.models.label.ple,
  libraryClass: 'PLE',
  options,
  problemsOf: (values, { numTasks }) => taskExpertProblems(values.numTaskExperts, numTasks),
  notesOf: (values) => (values.numSharedExperts === 0 ? [text.models.pleWithoutShared] : []),
  topologyOf: (values, context) => {
    const { numTasks } = context;
    const owners = expertOwners(countsPerTask(values.numTaskExperts, numTasks), values.numSharedExperts);
    const levels = ownedLevels(values.levelDims, owners, numTasks, (owner, level) =>
      gatedUnit(owner, level, numTasks, owners),
    );
    return withTowers(levels, values.towerDims, context);
  },
};
