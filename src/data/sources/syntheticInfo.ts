/** The part of synthetic tasks that forms and checks need. `synthetic.ts` makes them. */
import { text } from '../../text/text.ts';
import type { DataSetup, SourceInfo } from '../types.ts';
import { matrixProblems, numScoreFeatures } from './sourceSetup.ts';

/** The source that needs no file: tasks made to order. */
export const syntheticInfo: SourceInfo = {
  id: 'synthetic',
  label: text.data.syntheticLabel,
  unusedSettings: ['numFeatures', 'numCommonFeatures'],
  problemsOf,
};

function problemsOf(setup: DataSetup): readonly string[] {
  const { data } = setup;
  const numTasks = setup.tasks.length;
  if (numScoreFeatures(data) >= numTasks) return matrixProblems(setup);
  const isSampleDependent = data.secondCorrelation !== null;
  return [...matrixProblems(setup), text.data.tooFewInputs(numTasks, data.inputDim, isSampleDependent)];
}
