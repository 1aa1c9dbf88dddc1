import { expect, it } from 'vitest';
import { startProblemsOf } from '../../../../../app/state/createPlayground.ts';
import { createFileStore, keepSetup } from '../../../../../app/state/stores/fileStore.ts';
import { setData } from '../../../../../src/experiment/edit.ts';
import { experimentOfRecipe } from '../../../../../src/teach/presets/recipeExperiments.ts';
import { text } from '../../../../../src/text/text.ts';

it('says, before anything is trained, which part of a file has fewer rows than are asked for', () => {
  const files = createFileStore();
  const experiment = experimentOfRecipe('census');
  const setup = experiment?.data.table ?? null;
  if (experiment === undefined || setup === null) throw new Error('There is no recipe.');
  const messagesOf = (data: Parameters<typeof setData>[1]) =>
    startProblemsOf(setData(experiment, data), files.getState())
      .map(({ message }) => message)
      .filter((message) => message !== text.table.setup.fileNeeded(setup.fileName));
  expect(messagesOf({ numTestRows: 300 }), 'nothing is known of the file').toEqual([]);
  keepSetup(files, {
    setup,
    correlation: [],
    shifts: null,
    numTrainRows: 600,
    numValidationRows: 200,
    numTestRows: 200,
  });
  const fitting = { numTrainRows: 600, numValidationRows: 200, numTestRows: 200 };
  expect(messagesOf(fitting)).toEqual([]);
  expect(messagesOf({ ...fitting, numTestRows: 300 })).toEqual([
    text.table.setup.fewerRows('test', 200, 300),
  ]);
});
