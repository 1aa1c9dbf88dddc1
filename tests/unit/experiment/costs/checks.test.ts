import { describe, expect, it } from 'vitest';
import { problemsOfExperiment } from '../../../../src/experiment/costs/checks.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setData, setMatrix, setNumTasks, setTraining } from '../../../../src/experiment/edit.ts';
import { setCardOptions } from '../../../../src/experiment/editCards.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { processorMs } from '../../processorMs.ts';

const base = defaultExperiment();

const onlyProblemOf = (experiment: Experiment) => {
  const problems = problemsOfExperiment(experiment);
  expect(problems).toHaveLength(1);
  return problems[0];
};

describe('impossible set-ups are explained', () => {
  it('but not PLE without shared experts, which is CGC without sharing', () => {
    expect(problemsOfExperiment(setCardOptions(base, 'B', { numSharedExperts: 0 }))).toEqual([]);
  });

  it('a list of another length than the tasks', () => {
    const [card] = cardsOf(['adattSp']);
    if (card === undefined) throw new Error('one card expected');
    const cards = [{ ...card, options: { ...card.options, numTaskExperts: [1, 2] } }];
    expect(onlyProblemOf({ ...base, cards })).toMatchObject({ path: 'cards.A' });
  });

  it('no architecture, one letter twice, an unknown one', () => {
    expect(onlyProblemOf({ ...base, cards: [] })).toMatchObject({ path: 'cards' });
    const [card] = base.cards;
    if (card === undefined) throw new Error('a card expected');
    expect(onlyProblemOf({ ...base, cards: [card, card] })?.message).toContain('letter A');
    const unknown = { ...base, cards: [{ ...card, architecture: 'toString' }] };
    expect(onlyProblemOf(unknown)?.message).toContain('toString, which does not exist');
  });

  it('a batch larger than the training rows', () => {
    const experiment = setTraining(setData(base, { numTrainRows: 100 }), { batchSize: 101 });
    expect(onlyProblemOf(experiment)).toEqual({
      path: 'training.batchSize',
      message: expect.stringMatching(/batch size \(101\) .* training rows \(100\)/),
    });
    expect(problemsOfExperiment(setTraining(experiment, { batchSize: 100 }))).toEqual([]);
  });

  it('fewer inputs than tasks, a matrix of the wrong size, an unknown source', () => {
    expect(onlyProblemOf(setNumTasks(setData(base, { inputDim: 3 }), 4))?.path).toBe('data');
    const wrongSize = { ...base, data: { ...base.data, correlation: [[1]] } };
    expect(onlyProblemOf(wrongSize)?.message).toContain('must have 4 rows');
    expect(onlyProblemOf({ ...base, data: { ...base.data, source: 'x' } })?.path).toBe('data');
    expect(problemsOfExperiment({ ...base, tasks: [] }).map(({ path }) => path)).toContain('tasks');
  });

  it.each<[string, Partial<Experiment['data']>, Record<string, unknown>, string]>([
    ['many rows', { numTrainRows: 100_000, inputDim: 256 }, {}, 'rows, inputs or repetitions'],
    [
      'many wide experts',
      {},
      { numExperts: 72, levelDims: [[512, 512]] },
      'widths, experts, levels or repetitions',
    ],
  ])('a set-up too large because of %s, with estimate, limit and remedy', (_, data, options, remedy) => {
    const mmoe = setTraining({ ...base, cards: cardsOf(['mmoe']) }, { numReplicas: 20 });
    const problem = onlyProblemOf(setCardOptions(setData(mmoe, data), 'A', options));
    expect(problem?.message).toMatch(/about \d+\.\d GB of memory, more than the limit of 1\.0 GB/);
    expect(problem?.message).toContain(remedy);
  });
});

it('has nothing against a matrix that can be repaired', () => {
  const impossible = setMatrix(base, 'correlation', [
    [1, 0.9, -0.9],
    [0.9, 1, 0.9],
    [-0.9, 0.9, 1],
  ]);
  expect(problemsOfExperiment(impossible)).toEqual([]);
});

it('refuses the largest set-up of all quickly', () => {
  const largest = setTraining(
    { ...setNumTasks(base, 8), cards: cardsOf(Array.from({ length: 8 }, () => 'adatt')) },
    { numReplicas: 20 },
  );
  const dims = [512, 512, 512, 512];
  const options = { numTaskExperts: 8, numSharedExperts: 8, levelDims: [dims, dims, dims, dims, dims] };
  const experiment = largest.cards.reduce(
    (edited, card) => setCardOptions(edited, card.id, options),
    largest,
  );
  const start = processorMs();
  expect(onlyProblemOf(experiment)?.message).toContain('widths, experts, levels or repetitions');
  expect(processorMs() - start).toBeLessThan(2000);
});
