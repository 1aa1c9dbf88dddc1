/** Describes synthetic tasks for forms and checks; `synthetic.ts` makes the rows. */
import { text } from '../../text/text.ts';
import type { DataSetup, SourceInfo, SourceSetup } from '../types.ts';
import { groupProblems, matrixProblems, numScoreFeatures } from './sourceSetup.ts';

export const syntheticInfo: SourceInfo = {
  id: 'synthetic',
  label: text.data.syntheticLabel,
  unusedSettings: ['numFeatures', 'numCommonFeatures', 'featureSet'],
  problemsOf,
};

function problemsOf(setup: DataSetup): readonly string[] {
  const { data } = setup;
  const numTasks = setup.tasks.length;
  const problems = [...matrixProblems(setup), ...groupProblems(setup)];
  if (numScoreFeatures(data) >= numTasks) return problems;
  return [...problems, tooFewInputs(numTasks, data)];
}

function tooFewInputs(numTasks: number, { inputDim, numGroups, secondCorrelation }: SourceSetup): string {
  if (numGroups > 0) return text.data.tooFewInputsOfGroups(numTasks, inputDim, numGroups);
  return text.data.tooFewInputs(numTasks, inputDim, secondCorrelation !== null);
}
