/** Options that several architectures share, and their checks against the number of tasks. */
import { limits } from '../core/schema/limits.ts';
import { dimsField, levelDimsField, type PerTask, perTaskField } from '../core/schema/listFields.ts';
import { integerField } from '../core/schema/numberFields.ts';
import { booleanField } from '../core/schema/plainFields.ts';
import { text } from '../text/text.ts';

const words = text.models.option;

export const taskExpertsField = (defaultValue: number) =>
  perTaskField({
    meaning: 'expertCount',
    linkKey: 'experts',
    defaultValue,
    min: 1,
    max: limits.taskExperts,
  })(words.numTaskExperts);

export const numTaskExperts = taskExpertsField(1);

export const numSharedExperts = integerField({
  meaning: 'expertCount',
  linkKey: 'shared',
  defaultValue: 1,
  min: 0,
  max: limits.taskExperts,
})(words.numSharedExperts);

export const numExperts = integerField({
  meaning: 'expertCount',
  linkKey: 'experts',
  defaultValue: 4,
  min: 1,
  max: limits.experts,
})(words.numExperts);

export const levelDims = levelDimsField({
  meaning: 'expertWidth',
  linkKey: 'levels',
  defaultValue: [[32], [16]],
})(words.levelDims);

export const towerDims = dimsField({
  meaning: 'towerWidth',
  linkKey: 'tower',
  defaultValue: [16],
})(words.towerDims);

export const gateDims = dimsField({ linkKey: 'gate', defaultValue: [8] })(words.gateDims);

/** True: AdaTT's units have native weights (Table 6 of the paper). */
export const residual = booleanField({ linkKey: 'residual', defaultValue: true })(words.residual);

/** True: a task's gradient reaches only its own and the shared experts, as in STEM. */
export const taskSpecificBackward = booleanField({
  linkKey: 'taskbackward',
  defaultValue: false,
})(words.taskSpecificBackward);

export const countsPerTask = (count: PerTask, numTasks: number): readonly number[] =>
  typeof count === 'number' ? Array.from({ length: numTasks }, () => count) : count;

export const taskExpertProblems = (count: PerTask, numTasks: number): readonly string[] => {
  if (typeof count === 'number' || count.length === numTasks) return [];
  const { label, toText } = numTaskExperts;
  return [text.models.perTaskLength(label, toText(count), count.length, numTasks)];
};
