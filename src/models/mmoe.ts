/** MMoE (Ma et al. 2018): shared experts and one gate per task, in a single level. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { mlmmoe } from './mlmmoe.ts';

// Experts have the widths of all levels as their layers.
export const mmoe: Architecture<typeof mlmmoe.options> = {
  ...mlmmoe,
  id: 'mmoe',
  label: text.models.label.mmoe,
  libraryClass: 'MLMMoE',
  topologyOf: (values, context) =>
    mlmmoe.topologyOf({ ...values, levelDims: [values.levelDims.flat()] }, context),
};
