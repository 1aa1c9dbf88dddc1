/** AdaTT-sp: AdaTT with task-specific experts only. */
import { text } from '../text/text.ts';
import { adatt } from './adatt.ts';
import type { Architecture } from './architecture.ts';

const { numSharedExperts: _, ...options } = adatt.options;

export const adattSp: Architecture<typeof options> = {
  id: 'adattSp',
  label: text.models.label.adattSp,
  libraryClass: 'AdaTTSp',
  role: 'subject',
  options,
  problemsOf: (values, context) => adatt.problemsOf({ ...values, numSharedExperts: 0 }, context),
  topologyOf: (values, context) => adatt.topologyOf({ ...values, numSharedExperts: 0 }, context),
};
