/**
 * STEM (Su et al., AAAI 2024), as in the authors' code: a task's gradient reaches only its own and shared experts.
 * Without ids all first-level streams are the raw input, so a gate's sum is twice the input.
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
import {
  expertOwners,
  indicesBelow,
  ownedLevels,
  streamIndexOf,
  taskSpecificTeaching,
  withTowers,
} from './rows.ts';
import type { GateSpec } from './topology.ts';

const options = { numTaskExperts, numSharedExperts, levelDims, gateDims, towerDims };

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
      const reads = streamIndexOf(owner, numTasks);
      const addsShared = owner !== 'shared' && owners.includes('shared');
      const gate: GateSpec = {
        reads,
        ...(addsShared && { adds: [streamIndexOf('shared', numTasks)] }),
        sees: indicesBelow(owners.length),
        hidden: hiddenGateNames(level, reads, numHidden),
        linear: streamGateNames(level, reads, numHidden),
      };
      return { owner, gate, native: null, ...taskSpecificTeaching(owner, owners) };
    });
    const withGates = levels.map((level) => ({ ...level, gateDims: values.gateDims }));
    return { ...withTowers(withGates, values.towerDims, context), embedsApart: true };
  },
};
