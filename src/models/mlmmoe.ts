/** ML-MMoE (section 4 of the AdaTT paper): MMoE's experts in several levels, every gate reading the raw input. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { mixtureLevels } from './mixture.ts';
import { levelDims, numExperts, towerDims } from './options.ts';
import { withTowers } from './rows.ts';

const options = { numExperts, levelDims, towerDims };

/** Expert `i` of a level reads stream `i`, which unit `i` of the level before produced. */
export const mlmmoe: Architecture<typeof options> = {
  id: 'mlmmoe',
  label: text.models.label.mlmmoe,
  options,
  problemsOf: () => [],
  topologyOf: (values, context) => {
    const levels = mixtureLevels(values.levelDims, values.numExperts, context.numTasks);
    return withTowers(levels, values.towerDims, context);
  },
};
