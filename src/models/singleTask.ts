/** Single-task: a network per task, with nothing in common. The baseline of every comparison. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { levelDims, towerDims } from './options.ts';
import { indices, ownedExperts, withTowers } from './rows.ts';
import type { UnitSpec } from './topology.ts';

const options = { levelDims, towerDims };

/** A unit that passes its task's only expert on unchanged. */
const ownExpertUnit = (task: number): UnitSpec => ({
  owner: task,
  gate: null,
  native: { kind: 'fixed', experts: [task] },
});

/** One expert and one unit per task and level; the reference library has no such model. */
export const singleTask: Architecture<typeof options> = {
  id: 'singleTask',
  label: text.models.label.singleTask,
  role: 'baseline',
  options,
  problemsOf: () => [],
  topologyOf: (values, context) => {
    const tasks = indices(context.numTasks);
    const levels = values.levelDims.map((dims, level) => ({
      dims,
      experts: ownedExperts(level, tasks, context.numTasks, dims.length),
      units: tasks.map(ownExpertUnit),
    }));
    return withTowers(levels, values.towerDims, context);
  },
};
