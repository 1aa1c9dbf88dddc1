import { describe, expect, it } from 'vitest';
import { cardDifferences, differencesBetween } from '../../../src/experiment/differences.ts';
import {
  setComparison,
  setCorrelation,
  setNumTasks,
  setTask,
  setTraining,
} from '../../../src/experiment/edit.ts';
import { duplicateCard, removeCard, setCard, setCardOptions } from '../../../src/experiment/editCards.ts';
import { addCard } from './addCard.ts';
import { threeTasks } from './threeTasks.ts';

const experiment = threeTasks(['adattSp', 'ple']);
const card = (id: string, given = experiment) => {
  const found = given.cards.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no card ${id}.`);
  return found;
};

describe('differencesBetween', () => {
  it('finds none between equals', () => {
    expect(differencesBetween(experiment, experiment)).toEqual([]);
  });

  it('names fields as the form does, with the words of choices', () => {
    const changed = setComparison(setTraining(setTask(experiment, 1, { noise: 0.5 }), { batchSize: 64 }), {
      budget: 'equalParameters',
    });
    expect(differencesBetween(experiment, changed)).toEqual([
      { where: 'Task 2', label: 'noise', before: '0.1', after: '0.5' },
      { where: 'Training', label: 'batch size', before: '128', after: '64' },
      { where: 'Comparison', label: 'budget', before: 'As configured', after: 'Equal parameters' },
    ]);
  });

  it('names a cell of the matrix once', () => {
    const [difference, ...others] = differencesBetween(
      experiment,
      setCorrelation(experiment, 'correlation', { row: 0, column: 2, value: 0.4 }),
    );
    expect(others).toEqual([]);
    expect(difference).toMatchObject({ label: 'correlation of tasks 1 and 3', before: '0.1', after: '0.4' });
  });

  it('says of tasks and cards that come or go no more than that', () => {
    expect(differencesBetween(experiment, addCard(experiment, 'mmoe'))).toEqual([
      { where: 'Architecture C', label: 'architecture', before: null, after: 'MMoE' },
    ]);
    expect(differencesBetween(experiment, removeCard(experiment, 'B'))).toMatchObject([
      { where: 'Architecture B', before: 'PLE', after: null },
    ]);
    expect(differencesBetween(experiment, setNumTasks(experiment, 4))).toEqual([
      { where: 'Tasks', label: 'tasks', before: '3', after: '4' },
    ]);
  });
});

describe('cardDifferences', () => {
  it('is exactly one field after one change of a copy, whatever it is called', () => {
    const copied = duplicateCard(experiment, 'A');
    const id = copied.cards.find((one) => !['A', 'B'].includes(one.id))?.id ?? '';
    const ablated = setCard(setCardOptions(copied, id, { residual: false }), id, {
      name: 'Ablation',
      color: 7,
    });
    expect(cardDifferences(card('A', ablated), card(id, ablated))).toHaveLength(1);
    expect(cardDifferences(card('A', copied), card(id, copied))).toEqual([]);
  });

  it('does not compare options of two architectures', () => {
    expect(cardDifferences(card('A'), card('B'))).toMatchObject([{ before: 'AdaTT-sp', after: 'PLE' }]);
  });
});
