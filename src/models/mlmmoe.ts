/** ML-MMoE (section 4 of the AdaTT paper): shared experts in several levels; gates read the raw input. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { expertNames, inputGateNames } from './names.ts';
import { levelDims, numExperts, towerDims } from './options.ts';
import { indicesBelow, withTowers } from './rows.ts';
import type { ExpertOwner, LevelSpec } from './topology.ts';

const options = { numExperts, levelDims, towerDims };

const mixtureLevel = (
  dims: readonly number[],
  level: number,
  numExperts: number,
  owners: readonly ExpertOwner[],
): LevelSpec => ({
  dims,
  experts: indicesBelow(numExperts).map((expert) => ({
    owner: 'shared',
    reads: expert,
    layers: expertNames(level, expert, dims.length),
  })),
  units: owners.map((owner, unit) => ({
    owner,
    gate: { reads: 'input', sees: indicesBelow(numExperts), linear: inputGateNames(level, unit) },
    native: null,
  })),
});

// Expert i reads stream i. The last level has a unit per task, others one shared unit per expert of the next.
export const mlmmoe: Architecture<typeof options> = {
  id: 'mlmmoe',
  label: text.models.label.mlmmoe,
  libraryClass: 'MLMMoE',
  options,
  problemsOf: () => [],
  topologyOf: ({ levelDims, numExperts, towerDims }, context) => {
    const tasks = indicesBelow(context.numTasks);
    const nobody = indicesBelow(numExperts).map((): ExpertOwner => 'shared');
    const levels = levelDims.map((dims, level) =>
      mixtureLevel(dims, level, numExperts, level === levelDims.length - 1 ? tasks : nobody),
    );
    return withTowers(levels, towerDims, context);
  },
};
