/** Describes tasks over shared features for forms and checks; `sharedFeatures.ts` makes the rows. */
import { text } from '../../text/text.ts';
import type { CorrelationClosedForm, DataSetup, SourceInfo } from '../types.ts';
import { groupProblems, matricesOf, matrixProblems, numScoreFeatures } from './sourceSetup.ts';

export const sharedFeaturesInfo: SourceInfo = {
  id: 'sharedFeatures',
  label: text.data.sharedFeaturesLabel,
  unusedSettings: [],
  problemsOf,
};

// Without a set of its own, a task joins the first earlier such task with a larger absolute correlation.
const RELATED_CORRELATION = 0.5;

/** Assumes no problems. An appended task does not change the features of others. */
export function featureBankOf(setup: DataSetup) {
  const { data } = setup;
  const { numFeatures } = data;
  const numCommon = Math.min(data.numCommonFeatures, numFeatures);
  const numOwn = numFeatures - numCommon;
  const groups = taskGroupsOf(setup);
  return {
    /** Number of features: common ones first, then those of each group. */
    size: numCommon + numOwn * new Set(groups).size,
    ofTask: groups.map((group) =>
      Array.from({ length: numFeatures }, (_, k) => (k < numCommon ? k : k + group * numOwn)),
    ),
  };
}

function taskGroupsOf({ tasks, data }: DataSetup): readonly number[] {
  const matrices = matricesOf(data);
  const setOf = (task: number) => tasks[task]?.featureSet ?? null;
  const isRelated = (task: number, other: number) =>
    setOf(task) === setOf(other) &&
    (setOf(task) !== null ||
      matrices.some((matrix) => Math.abs(matrix[task]?.[other] ?? 0) > RELATED_CORRELATION));
  const groups: number[] = [];
  for (const task of data.correlation.keys()) {
    const joined = groups.find((_, other) => isRelated(task, other));
    groups.push(joined ?? Math.max(-1, ...groups) + 1);
  }
  return groups;
}

/** Tasks share common features; an average over draws unless those are all. */
export function closedFormOfFeatures(setup: DataSetup): CorrelationClosedForm {
  const { ofTask } = featureBankOf(setup);
  const numCommon = (row: number, column: number) => {
    const own = new Set(ofTask[row]);
    return (ofTask[column] ?? []).filter((feature) => own.has(feature)).length;
  };
  return {
    variance: 1,
    covarianceOf: (row, column, cosine) => (numCommon(row, column) / setup.data.numFeatures) * cosine,
  };
}

function problemsOf(setup: DataSetup): readonly string[] {
  const problems = matrixProblems(setup);
  if (problems.length > 0) return problems;
  const { tasks, data } = setup;
  const numInputs = numScoreFeatures(data);
  const { size } = featureBankOf(setup);
  return [
    ...groupProblems(setup),
    ...(data.numFeatures < tasks.length ? [text.data.tooFewFeatures(tasks.length, data.numFeatures)] : []),
    ...(size > numInputs ? [text.data.tooManyFeatures(size, numInputs, data.numGroups)] : []),
  ];
}
