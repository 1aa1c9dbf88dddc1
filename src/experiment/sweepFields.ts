/** Settings of a sweep itself. */
import { limits } from '../schema/limits.ts';
import { integerField } from '../schema/numberFields.ts';
import { sweepText } from '../text/sweepText.ts';

/** How many values are asked for; a setting of whole numbers may have fewer in its range. */
export const numPointsField = integerField({
  ...sweepText.numPoints,
  linkKey: 'points',
  defaultValue: 6,
  min: 2,
  max: limits.sweepPoints,
});
