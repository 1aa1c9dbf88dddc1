/** AdaTT-sp: AdaTT with task-specific experts alone. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { fusionLevels } from './fusion.ts';
import {
  countsPerTask,
  levelDims,
  numTaskExperts,
  residual,
  taskExpertProblems,
  towerDims,
} from './options.ts';
import { withTowers } from './rows.ts';

const options = { numTaskExperts, levelDims, residual, towerDims };

/** One stream per task; every task's gate sees the experts of all tasks. */
export const adattSp: Architecture<typeof options> = {
  id: 'adattSp',
  label: text.models.label.adattSp,
  role: 'subject',
  options,
  problemsOf: (values, { numTasks }) => taskExpertProblems(values.numTaskExperts, numTasks),
  topologyOf: (values, context) => {
    const counts = countsPerTask(values.numTaskExperts, context.numTasks);
    const levels = fusionLevels({ ...values, counts, numShared: 0 });
    return withTowers(levels, values.towerDims, context);
  },
};
