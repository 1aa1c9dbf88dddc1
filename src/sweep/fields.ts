/** Settings of a sweep itself. */
import { limits } from '../schema/limits.ts';
import { integerField } from '../schema/numberFields.ts';
import { text } from '../text/text.ts';

/** How many values are asked for; a setting of whole numbers may have fewer in its range. */
export const numPointsField = integerField({
  ...text.sweep.numPoints,
  linkKey: 'points',
  defaultValue: 6,
  min: 2,
  max: limits.sweepPoints,
});
