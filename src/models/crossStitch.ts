/** Cross-Stitch (Misra et al. 2016): one expert per task, mixed by learned weights that do not depend on the input. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { stitchName } from './names.ts';
import { levelDims, towerDims } from './options.ts';
import { indices, ownedExperts, withTowers } from './rows.ts';
import type { UnitSpec } from './topology.ts';

const options = { levelDims, towerDims };

/** Row `task` of the level's `[T, T]` mixing matrix. */
const stitchUnit = (level: number, task: number, numTasks: number): UnitSpec => ({
  owner: task,
  gate: null,
  native: {
    kind: 'learned',
    experts: indices(numTasks),
    tensor: stitchName(level),
    shape: [numTasks, numTasks],
    row: task,
    initBound: 1 / Math.sqrt(numTasks),
  },
});

/** One expert and one unit per task and level. */
export const crossStitch: Architecture<typeof options> = {
  id: 'crossStitch',
  label: text.models.label.crossStitch,
  options,
  problemsOf: () => [],
  topologyOf: (values, context) => {
    const tasks = indices(context.numTasks);
    const levels = values.levelDims.map((dims, level) => ({
      dims,
      experts: ownedExperts(level, tasks, context.numTasks, dims.length),
      units: tasks.map((task) => stitchUnit(level, task, context.numTasks)),
    }));
    return withTowers(levels, values.towerDims, context);
  },
};
