import { expect, it } from 'vitest';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setData, setNumTasks, setTraining } from '../../../../src/experiment/edit.ts';
import { setCardOptions } from '../../../../src/experiment/editCards.ts';
import { memoryOf } from '../../../../src/experiment/plan/memory.ts';
import { defaultsOf } from '../../../../src/schema/readFields.ts';
import { tableFields } from '../../../../src/table/tableSetup.ts';

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
  const { parameters, activations, data, total } = memoryOf(reference);
  expect(parameters).toBe(4 * 3 * 4 * 38_868);
  // Per row: 8 experts of 64 and 4 units with 8 gates and a stream of 64; the same with 32; 4 towers of 16 + 1.
  const numbersPerRow = 8 * 64 + 4 * (8 + 64) + 8 * 32 + 4 * (8 + 32) + 4 * 17;
  expect(activations).toBe(4 * 3 * 2 * 512 * numbersPerRow);
  expect(data).toBe(4 * 3 * 2 * 1200 * (32 + 2 * 4));
  expect(total).toBe(parameters + activations + data);
});

it('counts evaluation chunks where batches are small', () => {
  const small = memoryOf(setTraining(reference, { batchSize: 8 })).activations;
  expect(small).toBe(memoryOf(setTraining(reference, { batchSize: 256 })).activations);
  expect(small * 2).toBe(memoryOf(reference).activations);
});

it('counts what is kept of the rows of a file: an entry per column where features are many', () => {
  const columns = Array.from({ length: 10 }, (_, index) => ({
    name: `c${index}`,
    role: 'categories' as const,
  }));
  const table = { ...defaultsOf(tableFields), columns, targets: [] };
  const ofFile = (inputDim: number) =>
    memoryOf({ ...reference, data: { ...reference.data, source: 'table', inputDim, table } }).data;
  const numbersOf = (rowLength: number) => 4 * 2 * 1200 * (rowLength + 2 * 4);
  expect(ofFile(39)).toBe(numbersOf(39));
  expect(ofFile(40)).toBe(numbersOf(20));
  expect(ofFile(400)).toBe(numbersOf(20));
});

it('leaves out cards that cannot be built', () => {
  const broken = setCardOptions({ ...reference, cards: cardsOf(['ple']) }, 'A', { numSharedExperts: 0 });
  expect(memoryOf(broken).parameters).toBe(0);
});
