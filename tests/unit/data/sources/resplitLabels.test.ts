/** The labels of a file that every repetition splits anew: numbers in the scale of its own training rows, which held-out labels do not move. */
import { expect, it } from 'vitest';
import { trainRowsOf } from '../../../../src/data/rowsOfFile.ts';
import { encodedTableOf, tableSizesOf } from '../../../../src/data/table/encode.ts';
import { fileEncodingOf } from '../../../../src/data/table/fileEncoding.ts';
import { meanAndDeviationOf } from '../../../../src/data/table/numbers.ts';
import { withAllForTraining } from '../../../../src/data/table/parts.ts';
import type { SplitData } from '../../../../src/data/types.ts';
import { dispose, tensor } from '../../../../src/engine/tf/tf.ts';
import { createDeviceData, freeBatch } from '../../../../src/engine/train/deviceData.ts';
import { replicaDataOf } from '../../../../src/engine/train/replicaData.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setTable } from '../../../../src/experiment/tableEdit.ts';
import { onNodeBackends } from '../../onBackends.ts';
import { numberIn, setupWith, tableOf, yesIn } from '../table/csvFiles.ts';

const NUM_ROWS = 200;

/** Rows of two tasks, a number that is blank in some rows and a yes, in groups of four; `labelOf` may move a number. */
async function fileWith(dealBy: 'random' | 'group', labelOf = (_row: number, label: number) => label) {
  const lines = Array.from({ length: NUM_ROWS }, (_, row) => {
    const label = row % 7 === 0 ? '' : labelOf(row, 1000 + (row % 23) ** 2);
    return `g${Math.floor(row / 4)},${row % 13},${label},${row % 3 === 0 ? 1 : 0}`;
  });
  const table = await tableOf(['who,x,y,z', ...lines].join('\n'));
  const targets = [numberIn('y'), yesIn('z', '1')];
  const changes = { targets, resplits: true, dealBy, group: dealBy === 'group' ? 'who' : '' };
  const setup = setupWith(table, { y: 'target', z: 'target', who: 'ignored' }, changes);
  return { table, setup, experiment: setTable(defaultExperiment(), setup, tableSizesOf(table, setup)) };
}

type File = Awaited<ReturnType<typeof fileWith>>;

const tools = { betweenParts: async () => undefined };
const numbersIn = ({ targets, mask, numRows }: SplitData) =>
  [...targets].filter((_, index) => index < numRows && mask[index] === 1);

/** The rows of repetition 1, and their places in the file. */
async function secondOf({ table, setup, experiment }: File) {
  const [data] = await replicaDataOf(experiment, [1], { ...tools, table });
  if (data === undefined) throw new Error('There are no rows.');
  const { train: order } = withAllForTraining(encodedTableOf(table, setup).split);
  const inFile = ({ places }: SplitData) => [...(places?.rows ?? [])].map((place) => order[place] ?? -1);
  return { data, inFile };
}

it.each(['random', 'group'] as const)(
  'held-out labels move no label of a training row, dealt at %s',
  async (dealBy) => {
    const file = await fileWith(dealBy);
    const { data, inFile } = await secondOf(file);
    const { mean, deviation } = meanAndDeviationOf(Float64Array.from(numbersIn(data.train)));
    expect([mean, deviation]).toEqual([expect.closeTo(0, 6), expect.closeTo(1, 6)]);

    const training = new Set(inFile(data.train));
    const moved = await secondOf(
      await fileWith(dealBy, (row, label) => (training.has(row) ? label : label + 1e6)),
    );
    expect(moved.inFile(moved.data.train)).toEqual(inFile(data.train));
    expect(moved.data.train.targets).toEqual(data.train.targets);
    expect(numbersIn(moved.data.test)).not.toEqual(numbersIn(data.test));
  },
);

it('an exported network has the scale that it learned', async () => {
  const { table, setup, experiment } = await fileWith('random');
  const { data, inFile } = await secondOf({ table, setup, experiment });
  const rows = trainRowsOf(experiment.data, table, 1);
  expect([...(rows ?? [])]).toEqual(inFile(data.train));
  const [scale] = fileEncodingOf(table, setup, 1, rows).labelScales;
  const row = inFile(data.train).findIndex((one) => one % 7 !== 0);
  const label = 1000 + ((inFile(data.train)[row] ?? 0) % 23) ** 2;
  expect((data.train.targets[row] ?? 0) * (scale?.deviation ?? 0) + (scale?.mean ?? 0)).toBeCloseTo(label, 3);
  expect(trainRowsOf({ ...experiment.data, table: { ...setup, resplits: false } }, table, 1)).toBeNull();
});

onNodeBackends(() => {
  it('a batch has the labels of each repetition in its own scale', async () => {
    const { table, experiment } = await fileWith('random');
    const replicas = await replicaDataOf(experiment, [0, 1, 2], { ...tools, table });
    const batchSize = experiment.data.numTrainRows;
    const data = createDeviceData(replicas, { replicas: [0, 1, 2], seed: 1, batchSize });
    const rows = new Int32Array(data.rowsPerBatch);
    data.nextRows(rows);
    const onDevice = tensor(rows, [rows.length], 'int32');
    const batch = data.gather(onDevice);
    const read = await Promise.all([batch.labels.data(), batch.mask.data()]);
    freeBatch(batch);
    dispose(onDevice);
    data.dispose();
    // A batch of all training rows, in another order.
    const sorted = (values: ArrayLike<number>) => Array.from(values).sort((a, b) => a - b);
    for (const [replica, { train }] of replicas.entries()) {
      const ofTask = (values: ArrayLike<number>, first: number) =>
        sorted(Array.from(values).slice(first * batchSize, (first + 1) * batchSize));
      for (const task of [0, 1])
        for (const [place, values] of [train.targets, train.mask].entries())
          expect(ofTask(read[place] ?? [], 2 * replica + task)).toEqual(ofTask(values, task));
    }
  });
});
