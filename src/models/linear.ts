/** Linear models: a layer per task from the inputs to its output, with no hidden layer, experts or gates. */
import { text } from '../text/text.ts';
import type { Architecture } from './architecture.ts';
import { withTowers } from './rows.ts';

const options = {};

// Without levels a tower reads the input, and without widths it is its output layer.
export const linear: Architecture<typeof options> = {
  id: 'linear',
  label: text.models.label.linear,
  options,
  problemsOf: () => [],
  topologyOf: (_, context) => withTowers([], [], context),
};
