import { expect, it } from 'vitest';
import { defaultValuesOf } from '../../../../src/core/schema/readFields.ts';
import { tableFields } from '../../../../src/data/table/tableSetup.ts';
import { memoryEstimateOf, numThreadsFor } from '../../../../src/experiment/costs/memory.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setData, setNumTasks, setTraining } from '../../../../src/experiment/edit.ts';
import { setCardOptions } from '../../../../src/experiment/editCards.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';

/** The reference step: AdaTT-sp, T = 4, m = 2, inputs 32, levels [64], [32], tower [16]: 38,868 parameters. */
const reference = setCardOptions(
  setTraining(
    setData(setNumTasks({ ...defaultExperiment(), cards: cardsOf(['adattSp']) }, 4), {
      numTrainRows: 1000,
      numValidationRows: 100,
      numTestRows: 100,
    }),
    { numReplicas: 3, batchSize: 512 },
  ),
  'A',
  { numTaskExperts: 2, levelDims: [[64], [32]], towerDims: [16] },
);

it('is the documented formula', () => {
  const { parameters, activations, data, file, total } = memoryEstimateOf(reference);
  expect(parameters).toBe(4 * 3 * 4 * 38_868);
  // Per row: 8 experts of 64 and 4 units with 8 gates and a stream of 64; the same with 32; 4 towers of 16 + 1.
  const numbersPerRow = 8 * 64 + 4 * (8 + 64) + 8 * 32 + 4 * (8 + 32) + 4 * 17;
  expect(activations).toBe(4 * 3 * 2 * 512 * numbersPerRow);
  // All rows where they were made, those of training once more where they are trained on.
  expect(data).toBe(4 * 3 * (1200 + 1000) * (32 + 2 * 4));
  expect(file).toBe(0);
  expect(total).toBe(parameters + activations + data);
});

it('counts what dropout leaves as often as the layers before it', () => {
  const experiment = { ...defaultExperiment(), cards: cardsOf(['singleTask']) };
  const training = { ...experiment.training, batchSize: 512 };
  const [without, dropped] = [0, 0.1].map((dropout) =>
    memoryEstimateOf({ ...experiment, training: { ...training, dropout } }),
  );
  const numTasks = experiment.tasks.length;
  const { levelDims, towerDims } = experiment.cards[0]?.options ?? {};
  const numHidden = [...(levelDims as number[][]).flat(), ...(towerDims as number[])].reduce((a, b) => a + b);
  const added = (dropped?.activations ?? 0) - (without?.activations ?? 0);
  expect(added).toBe(4 * training.numReplicas * 2 * 512 * numTasks * numHidden);
});

it('counts evaluation chunks where batches are small', () => {
  const small = memoryEstimateOf(setTraining(reference, { batchSize: 8 })).activations;
  expect(small).toBe(memoryEstimateOf(setTraining(reference, { batchSize: 256 })).activations);
  expect(small * 2).toBe(memoryEstimateOf(reference).activations);
});

/** The reference on a file: of ten columns of categories, or of a column of numbers for every feature. */
function onFile(role: 'categories' | 'number', inputDim: number): Experiment {
  const numColumns = role === 'number' ? inputDim : 10;
  const columns = Array.from({ length: numColumns }, (_, index) => ({ name: `c${index}`, role }));
  const table = { ...defaultValuesOf(tableFields), columns, targets: [] };
  return { ...reference, data: { ...reference.data, source: 'table', inputDim, table } };
}

it('counts what is kept of the rows of a file: an entry per column where features are many', () => {
  const ofFile = (inputDim: number) => memoryEstimateOf(onFile('categories', inputDim)).data;
  const numbersOf = (rowLength: number) => 4 * (1200 + 1000) * (rowLength + 2 * 4);
  expect(ofFile(39)).toBe(numbersOf(39));
  expect(ofFile(40)).toBe(numbersOf(20));
  expect(ofFile(400)).toBe(numbersOf(20));
});

it('counts the cells of a file and what reading them leaves, of which numbers are larger', () => {
  expect(memoryEstimateOf(onFile('categories', 40)).file).toBe(1.75 * 4 * 10 * 1200);
  expect(memoryEstimateOf(onFile('number', 10)).file).toBe(1.75 * 8 * 10 * 1200);
});

it('counts a copy of the rows of a file for every thread, and of made-up rows those that each thread trains on', () => {
  const long = (experiment: Experiment) => setTraining(experiment, { numSteps: 100_000 });
  const [ofFile, madeUp] = [long(onFile('number', 10)), long(reference)];
  const { data } = memoryEstimateOf(ofFile);
  expect([2, 3].map((numThreads) => memoryEstimateOf(ofFile, numThreads).data)).toEqual([2 * data, 3 * data]);
  expect(memoryEstimateOf(ofFile, 3).file).toBe(memoryEstimateOf(ofFile).file);
  // Three repetitions in three threads: the two that do not lead have a copy of theirs.
  const ofRow = 4 * (32 + 2 * 4);
  expect(memoryEstimateOf(madeUp, 3).data).toBe(ofRow * ((3 + 2) * 1200 + 3 * 1000));
  const short = setTraining(onFile('number', 10), { numSteps: 1, batchSize: 8 });
  expect(memoryEstimateOf(short, 3).data, 'too little work to share').toBe(data);
});

it('leaves out threads that would take more than there should be', () => {
  const ofRows = (numTrainRows: number): Experiment => {
    const { data, ...rest } = setTraining(onFile('number', 490), { numSteps: 1000, numReplicas: 8 });
    return { ...rest, data: { ...data, numTrainRows, numValidationRows: 40_000, numTestRows: 40_000 } };
  };
  const large = ofRows(120_000);
  expect(numThreadsFor(large, 8)).toBe(2);
  expect(memoryEstimateOf(large, 2).total).toBeLessThan(3e9);
  expect(memoryEstimateOf(large, 3).total).toBeGreaterThan(3e9);
  expect(numThreadsFor(ofRows(2_000_000), 8), 'the thread that leads is always there').toBe(1);
  expect(numThreadsFor(reference, 8)).toBe(8);
});

it('leaves out cards that cannot be built', () => {
  const cards = cardsOf(['ple']).map((card) => ({
    ...card,
    options: { ...card.options, numTaskExperts: [1, 2] },
  }));
  const broken = { ...reference, cards };
  expect(memoryEstimateOf(broken).parameters).toBe(0);
});
