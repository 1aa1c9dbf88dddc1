import { expect, it } from 'vitest';
import { encodingOf, numFeaturesOf, tableSizesOf } from '../../../../src/data/table/encode.ts';
import { tableSplitOf } from '../../../../src/data/table/split.ts';
import { planOf } from '../../../../src/engine/network/plan.ts';
import { problemsOfExperiment } from '../../../../src/experiment/costs/checks.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { setTable } from '../../../../src/experiment/tableEdit.ts';
import { epnetNames } from '../../../../src/models/names.ts';
import { inputsIn, setupWith, tableOf } from './csvFiles.ts';

const rows = Array.from({ length: 300 }, (_, row) =>
  [row % 3, `shop ${row % 4}`, row, ['a', 'b'][row % 2], row % 2].join(','),
);
const csv = ['region,shop,age,device,click', ...rows].join('\n');
const roles = {
  region: 'prior',
  shop: 'prior',
  age: 'number',
  device: 'categories',
  click: 'target',
} as const;

it('puts the features of prior columns last in a row, as categories where there are few different cells', async () => {
  const table = await tableOf(csv);
  const setup = setupWith(table, roles);
  const encoding = encodingOf(table, setup, tableSplitOf(table, setup));
  expect(encoding.columns.map(({ name, kind }) => [name, kind])).toEqual([
    ['age', 'number'],
    ['device', 'categories'],
    ['region', 'categories'],
    ['shop', 'categories'],
  ]);
  expect(encoding.columns.map(numFeaturesOf)).toEqual([1, 2, 3, 4]);
  expect([encoding.inputDim, encoding.numPriors]).toEqual([10, 7]);
  const inputs = inputsIn(encoding, { table, setup }, [5]);
  expect(inputs.length).toBe(10);
  const [region, shop] = encoding.columns.slice(2).map((one) => ('categories' in one ? one.categories : []));
  const expected = [
    ...(region ?? []).map((name) => name === '2'),
    ...(shop ?? []).map((name) => name === 'shop 1'),
  ];
  expect([...inputs.slice(3)]).toEqual(expected.map(Number));
  const aged = setupWith(table, { ...roles, age: 'prior', shop: 'ignored' });
  const [last] = encodingOf(table, aged, tableSplitOf(table, aged)).columns.slice(-1);
  expect([last?.name, last?.kind]).toEqual(['age', 'number']);
});

it('has ids as well, whose vectors come after those of other ids and before other features of the prior', async () => {
  const table = await tableOf(csv);
  const setup = setupWith(
    table,
    { region: 'prior', shop: 'priorId', age: 'id', device: 'categories', click: 'target' },
    { embeddingDim: 3 },
  );
  const sizes = tableSizesOf(table, setup);
  const encoding = encodingOf(table, setup, tableSplitOf(table, setup));
  expect(encoding.columns.map(({ name }) => name)).toEqual(['device', 'age', 'shop', 'region']);
  expect([sizes.inputDim, sizes.numPriors, sizes.numVectors]).toEqual([2 + 3 + 3 + 3, 3 + 3, [1, 5]]);
  const experiment = setTable(defaultExperiment(), setup, sizes);
  expect(problemsOfExperiment(experiment)).toEqual([]);
  expect(readLink(linkOfAll(experiment)).experiment.data).toEqual(experiment.data);
  const [card] = experiment.cards;
  const topology = card && topologyOfCard({ ...card, elementwiseGates: 'both' }, experiment);
  expect(topology?.embeddings).toMatchObject({ numBefore: 2, numVectors: [1, 5] });
  expect(topology?.elementwiseGates?.numPriors).toBe(6);
  const learns = (numPriors: number) =>
    topology &&
    planOf({ ...topology, elementwiseGates: { numPriors, epnet: epnetNames } }).elementwiseGates?.learnsPrior;
  expect([learns(6), learns(4), learns(3)]).toEqual([true, true, false]);
});
