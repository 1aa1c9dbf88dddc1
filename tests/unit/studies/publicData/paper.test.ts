import { expect, it } from 'vitest';
import { readLink } from '../../../../src/experiment/link/link.ts';
import {
  aucDifference,
  aucsOfTask,
  paperAucs,
  readPaperRun,
} from '../../../../src/studies/publicData/paper.ts';
import { experimentOfRecipe } from '../../../../src/teach/presets/recipeExperiments.ts';
import { recordedText } from '../../run/recordedRuns.ts';

it('records the census experiment with as many AUCs as its link says, of architectures of the paper', () => {
  const { config, tasks, cards } = readPaperRun(recordedText('paper'));
  const { experiment, problems } = readLink(config);
  expect(problems).toEqual([]);
  expect(experiment.cards).toEqual(experimentOfRecipe('census')?.cards);
  expect(cards.map(({ architecture }) => architecture)).toEqual(
    experiment.cards.map(({ architecture }) => architecture),
  );
  expect(cards.map(({ architecture }) => architecture).toSorted()).toEqual(Object.keys(paperAucs).toSorted());
  for (const { aucs } of cards) {
    expect(aucs).toHaveLength(experiment.training.numReplicas * tasks.length);
    expect(aucs.every((auc) => auc > 0.5 && auc < 1)).toBe(true);
  }
});

it('pairs AUCs of a task by initial weights', () => {
  const one = { architecture: 'a', parameters: 1, aucs: [0.9, 0.5, 0.8, 0.6] };
  const other = { architecture: 'b', parameters: 1, aucs: [0.8, 0.5, 0.6, 0.6] };
  expect(aucsOfTask(one, 0, 2)).toEqual([0.9, 0.8]);
  const { mean, low, high } = aucDifference(one, other, 0, 2);
  expect(mean).toBeCloseTo(0.15, 10);
  // t of one degree of freedom, 12.706, times half the distance of 0.1 and 0.2.
  expect(high - mean).toBeCloseTo(12.706 * 0.05, 4);
  expect(mean - low).toBeCloseTo(12.706 * 0.05, 4);
  expect(aucDifference(one, other, 1, 2).mean).toBe(0);
});
