/** Experiments on well-known files, usable before such a file is loaded. */

import { defaultValuesOf } from '../../core/schema/readFields.ts';
import { type FileRecipe, recipeOfId } from '../../data/table/recipes.ts';
import { tableFields } from '../../data/table/tableSetup.ts';
import { cardsOf, defaultExperiment } from '../../experiment/defaults.ts';
import { setComparison, setTraining } from '../../experiment/edit.ts';
import { setCardOptions } from '../../experiment/editCards.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { setTable } from '../../experiment/tableEdit.ts';
import { text } from '../../text/text.ts';

const recipeShapes = { levelDims: [[128], [64]], towerDims: [32] };

// Six experts per level and architecture in two levels, half of PLE's shared; four epochs of 3/5 of the test
// file. Shapes, learning rate and steps are our choice.
const censusSettings = {
  cards: [
    { architecture: 'adattSp', options: { ...recipeShapes, numTaskExperts: 2 } },
    { architecture: 'ple', options: { ...recipeShapes, numTaskExperts: 1, numSharedExperts: 3 } },
    { architecture: 'mlmmoe', options: { ...recipeShapes, numExperts: 6 } },
  ],
  training: { numReplicas: 3, batchSize: 512, learningRate: 0.001, numSteps: 468, evalEvery: 39 },
  // Approximate sizes of the file, for planning until it is loaded.
  sizes: { inputDim: 480, numTrainRows: 59_858, numValidationRows: 19_952, numTestRows: 19_952 },
};

const settingsByRecipe: ReadonlyMap<string, typeof censusSettings> = new Map([['census', censusSettings]]);

export function experimentOfRecipe(id: string): Experiment | undefined {
  const [recipe, story] = [recipeOfId(id), settingsByRecipe.get(id)];
  return recipe === undefined || story === undefined ? undefined : experimentWithRecipe(recipe, story);
}

function experimentWithRecipe(
  { id, form }: FileRecipe,
  { cards, training, sizes }: typeof censusSettings,
): Experiment {
  const base = { ...defaultExperiment(), cards: cardsOf(cards.map(({ architecture }) => architecture)) };
  const shaped = base.cards.reduce(
    (edited, { id }, index) => setCardOptions(edited, id, cards[index]?.options ?? {}),
    setTraining(setComparison(base, { budget: 'asConfigured' }), training),
  );
  const { fileName, tasks } = text.recipes[id];
  return setTable(shaped, { ...defaultValuesOf(tableFields), fileName, ...form }, sizes, tasks);
}
