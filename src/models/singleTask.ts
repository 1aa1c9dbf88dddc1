/** Single-task networks, the baseline of every comparison; the reference library has none. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { levelDims, towerDims } from './options.ts';
import { indicesBelow, ownedLevels, passingUnit, streamIndexOf, withTowers } from './rows.ts';

const options = { levelDims, towerDims };

export const singleTask: Architecture<typeof options> = {
  id: 'singleTask',
  label: text.models.label.singleTask,
  role: 'baseline',
  options,
  problemsOf: () => [],
  topologyOf: (values, context) => {
    const { numTasks } = context;
    const levels = ownedLevels(values.levelDims, indicesBelow(numTasks), numTasks, (task) =>
      passingUnit(task, streamIndexOf(task, numTasks)),
    );
    return withTowers(levels, values.towerDims, context);
  },
};
