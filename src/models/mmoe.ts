/** MMoE (Ma et al. 2018): shared experts and one gate per task, in a single level. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { mixtureLevels } from './mixture.ts';
import { levelDims, numExperts, towerDims } from './options.ts';
import { withTowers } from './rows.ts';

const options = { numExperts, levelDims, towerDims };

/** One level whose experts have the widths of all levels as their layers. */
export const mmoe: Architecture<typeof options> = {
  id: 'mmoe',
  label: text.models.label.mmoe,
  options,
  problemsOf: () => [],
  topologyOf: (values, context) => {
    const levels = mixtureLevels([values.levelDims.flat()], values.numExperts, context.numTasks);
    return withTowers(levels, values.towerDims, context);
  },
};
