/** Experiments on the files that are known by name, before anyone has such a file here. */
import { cardsOf, defaultExperiment } from '../../experiment/defaults.ts';
import { setComparison, setTraining } from '../../experiment/edit.ts';
import { setCardOptions } from '../../experiment/editCards.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { setTable } from '../../experiment/tableEdit.ts';
import { defaultsOf } from '../../core/schema/readFields.ts';
import { type Recipe, recipeOf } from '../../data/table/recipes.ts';
import { tableFields } from '../../data/table/tableSetup.ts';
import { text } from '../../text/text.ts';

const shapes = { levelDims: [[128], [64]], towerDims: [32] };

/**
 * Six experts a level for every architecture, PLE's half of them shared, in two levels; four epochs of three fifths of the test file.
 * Shapes, learning rate and steps are chosen here.
 */
const census = {
  cards: [
    { architecture: 'adattSp', options: { ...shapes, numTaskExperts: 2 } },
    { architecture: 'ple', options: { ...shapes, numTaskExperts: 1, numSharedExperts: 3 } },
    { architecture: 'mlmmoe', options: { ...shapes, numExperts: 6 } },
  ],
  training: { numReplicas: 3, batchSize: 512, learningRate: 0.001, numSteps: 468, evalEvery: 39 },
  // About like those of the file, to plan by until it is there.
  sizes: { inputDim: 480, numTrainRows: 59_858, numValidationRows: 19_952, numTestRows: 19_952 },
};

const stories: ReadonlyMap<string, typeof census> = new Map([['census', census]]);

/** The experiment of a recipe's id as it came from anywhere; undefined: there is none. */
export function experimentOfRecipe(id: string): Experiment | undefined {
  const [recipe, story] = [recipeOf(id), stories.get(id)];
  return recipe === undefined || story === undefined ? undefined : experimentOf(recipe, story);
}

function experimentOf({ id, form }: Recipe, { cards, training, sizes }: typeof census): Experiment {
  const base = { ...defaultExperiment(), cards: cardsOf(cards.map(({ architecture }) => architecture)) };
  const shaped = base.cards.reduce(
    (edited, { id }, index) => setCardOptions(edited, id, cards[index]?.options ?? {}),
    setTraining(setComparison(base, { budget: 'asConfigured' }), training),
  );
  const { fileName, tasks } = text.recipes[id];
  return setTable(shaped, { ...defaultsOf(tableFields), fileName, ...form }, sizes, tasks);
}
