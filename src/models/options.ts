/** Options that architectures share, each described once, and their checks against the number of tasks. */
import { limits } from '../core/schema/limits.ts';
import { dimsField, levelDimsField, type PerTask, perTaskField } from '../core/schema/listFields.ts';
import { integerField } from '../core/schema/numberFields.ts';
import { booleanField } from '../core/schema/plainFields.ts';
import { text } from '../text/text.ts';

const words = text.models.option;

/** Experts that each task owns per level, by default so many. */
export const taskExpertsField = (defaultValue: number) =>
  perTaskField({
    meaning: 'expertCount',
    linkKey: 'experts',
    defaultValue,
    min: 1,
    max: limits.taskExperts,
  })(words.numTaskExperts);

/** One expert per task by default. */
export const numTaskExperts = taskExpertsField(1);

/** Experts per level that no task owns, beside those that tasks own. */
export const numSharedExperts = integerField({
  meaning: 'expertCount',
  linkKey: 'shared',
  defaultValue: 1,
  min: 0,
  max: limits.taskExperts,
})(words.numSharedExperts);

/** Experts per level of an architecture whose experts all belong to nobody. */
export const numExperts = integerField({
  meaning: 'expertCount',
  linkKey: 'experts',
  defaultValue: 4,
  min: 1,
  max: limits.experts,
})(words.numExperts);

/** Layer widths of the experts, level by level. */
export const levelDims = levelDimsField({
  meaning: 'expertWidth',
  linkKey: 'levels',
  defaultValue: [[32], [16]],
})(words.levelDims);

/** Hidden layer widths of every tower. */
export const towerDims = dimsField({
  meaning: 'towerWidth',
  linkKey: 'tower',
  defaultValue: [16],
})(words.towerDims);

/** Hidden layer widths of every gate. */
export const gateDims = dimsField({ linkKey: 'gate', defaultValue: [8] })(words.gateDims);

/** A switch: AdaTT's units have native weights (Table 6 of the paper switches them off). */
export const residual = booleanField({ linkKey: 'residual', defaultValue: true })(words.residual);

/** A switch: the gradient of a task reaches its own experts and the shared ones alone, as in STEM. */
export const taskSpecificBackward = booleanField({
  linkKey: 'taskbackward',
  defaultValue: false,
})(words.taskSpecificBackward);

/** One count per task. */
export const countsPerTask = (count: PerTask, numTasks: number): readonly number[] =>
  typeof count === 'number' ? Array.from({ length: numTasks }, () => count) : count;

/** A sentence when a list of experts per task is not as long as there are tasks. */
export const taskExpertProblems = (count: PerTask, numTasks: number): readonly string[] => {
  if (typeof count === 'number' || count.length === numTasks) return [];
  const { label, toText } = numTaskExperts;
  return [text.models.perTaskLength(label, toText(count), count.length, numTasks)];
};
