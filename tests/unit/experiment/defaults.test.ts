import { expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { isCorrelationMatrix } from '../../../src/data/correlation.ts';
import { problemsOfExperiment } from '../../../src/experiment/costs/checks.ts';
import { cardsOf, createCard, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { defaultCorrelation, oppositeCorrelation } from '../../../src/experiment/matrix.ts';
import { readExperiment } from '../../../src/experiment/read.ts';

it('starts with an experiment that runs and that reading leaves alone', () => {
  const experiment = defaultExperiment();
  expect(problemsOfExperiment(experiment)).toEqual([]);
  expect(readExperiment(experiment)).toEqual({ experiment, problems: [] });
  expect(experiment.tasks.map((task) => task.name)).toEqual(['Task 1', 'Task 2', 'Task 3', 'Task 4']);
  expect(experiment.cards.map((card) => card.architecture)).toEqual(['adattSp', 'ple', 'sharedBottom']);
});

it('has pairs of related tasks, the last an outsider where it has no partner, in a true correlation matrix for any number of tasks', () => {
  expect(defaultCorrelation(3)).toEqual([
    [1, 0.9, 0],
    [0.9, 1, 0],
    [0, 0, 1],
  ]);
  expect(defaultCorrelation(4)).toEqual([
    [1, 0.9, 0, 0],
    [0.9, 1, 0, 0],
    [0, 0, 1, 0.9],
    [0, 0, 0.9, 1],
  ]);
  for (let numTasks = 1; numTasks <= 8; numTasks++) {
    expect(isCorrelationMatrix(defaultCorrelation(numTasks))).toBe(true);
    expect(isCorrelationMatrix(oppositeCorrelation(numTasks))).toBe(true);
  }
});

it('gives a new card the first free letter and a colour that no other has', () => {
  const [a, b, c] = cardsOf(['adattSp', 'ple', 'mmoe']);
  if (a === undefined || b === undefined || c === undefined) throw new Error('three cards expected');
  const added = createCard([a, { ...c, color: 1 }], 'ple');
  expect([added.id, added.color, added.name]).toEqual(['B', 2, 'PLE']);
  expect(cardsOf(['ple', 'ple']).map((card) => [card.id, card.color])).toEqual([
    ['A', 0],
    ['B', 1],
  ]);
});

it('refuses an eleventh card and an unknown architecture in words', () => {
  const cards = cardsOf(Array.from({ length: 10 }, () => 'mmoe'));
  expect(cards.map((card) => card.id).join('')).toBe('ABCDEFGHIJ');
  expect(() => createCard(cards, 'mmoe')).toThrow(UserError);
  expect(() => createCard([], 'constructor')).toThrow(/constructor, which does not exist/);
});
