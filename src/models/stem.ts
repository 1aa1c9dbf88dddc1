/**
 * STEM (Su et al., AAAI 2024, "All Forward Task-specific Backward"), as the authors' code has it: gates see all experts, and the
 * gradient of a task reaches its own experts and the shared ones alone. Ids have vectors of their own for every task, and shared ones.
 * Of rows without ids every stream of the first level is the raw input, so the sum that a gate reads there is twice the input.
 */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { hiddenGateNames, streamGateNames } from './names.ts';
import {
  countsPerTask,
  gateDims,
  levelDims,
  numSharedExperts,
  numTaskExperts,
  taskExpertProblems,
  towerDims,
} from './options.ts';
import { expertOwners, indices, ownedLevels, streamOf, taskSpecificTeaching, withTowers } from './rows.ts';
import type { GateSpec } from './topology.ts';

const options = { numTaskExperts, numSharedExperts, levelDims, gateDims, towerDims };

/** Task and shared experts per level, and a shared unit at every level but the last. No native weights. */
export const stem: Architecture<typeof options> = {
  id: 'stem',
  label: text.models.label.stem,
  options,
  problemsOf: (values, { numTasks }) => taskExpertProblems(values.numTaskExperts, numTasks),
  topologyOf: (values, context) => {
    const { numTasks } = context;
    const { length: numHidden } = values.gateDims;
    const counts = countsPerTask(values.numTaskExperts, numTasks);
    const owners = expertOwners(counts, values.numSharedExperts);
    const levels = ownedLevels(values.levelDims, owners, numTasks, (owner, level) => {
      const reads = streamOf(owner, numTasks);
      const addsShared = owner !== 'shared' && owners.includes('shared');
      const gate: GateSpec = {
        reads,
        ...(addsShared && { adds: [streamOf('shared', numTasks)] }),
        sees: indices(owners.length),
        hidden: hiddenGateNames(level, reads, numHidden),
        linear: streamGateNames(level, reads, numHidden),
      };
      return { owner, gate, native: null, ...taskSpecificTeaching(owner, owners) };
    });
    const withGates = levels.map((level) => ({ ...level, gateDims: values.gateDims }));
    return { ...withTowers(withGates, values.towerDims, context), embedsApart: true };
  },
};
