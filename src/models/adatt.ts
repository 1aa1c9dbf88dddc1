/** AdaTT in its general form: task-specific and shared experts. Without shared ones it is AdaTT-sp. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { emptyNatives, fusionLevels } from './fusion.ts';
import {
  countsPerTask,
  levelDims,
  numSharedExperts,
  numTaskExperts,
  residual,
  taskExpertProblems,
  towerDims,
} from './options.ts';
import { withTowers } from './rows.ts';

const options = { numTaskExperts, numSharedExperts, levelDims, residual, towerDims };

/** One stream per task and a shared one; every gate sees all experts. */
export const adatt: Architecture<typeof options> = {
  id: 'adatt',
  label: text.models.label.adatt,
  role: 'subject',
  options,
  problemsOf: (values, { numTasks }) => taskExpertProblems(values.numTaskExperts, numTasks),
  topologyOf: (values, context) => {
    const counts = countsPerTask(values.numTaskExperts, context.numTasks);
    const spec = { ...values, counts, numShared: values.numSharedExperts };
    const emptyTensors = emptyNatives(spec);
    return { ...withTowers(fusionLevels(spec), values.towerDims, context), emptyTensors };
  },
};
