import { describe, expect, it } from 'vitest';
import { measuredCorrelation } from '../../../../src/data/labelCorrelation.ts';
import { numRowCopiesOf, rowsKeyOf } from '../../../../src/data/rows.ts';
import { tableSizesOf } from '../../../../src/data/table/encode.ts';
import { exampleCsv } from '../../../../src/data/table/example.ts';
import { problemsOfTable } from '../../../../src/data/table/notes/problems.ts';
import type { Table } from '../../../../src/data/table/table.ts';
import type { TableSetup } from '../../../../src/data/table/tableSetup.ts';
import type { HeldOutData, ReplicaData, RowPlaces } from '../../../../src/data/types.ts';
import { replicaDataOf } from '../../../../src/engine/train/replicaData.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import { problemsOfExperiment } from '../../../../src/experiment/costs/checks.ts';
import { memoryEstimateOf } from '../../../../src/experiment/costs/memory.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setData, setTask, setTraining } from '../../../../src/experiment/edit.ts';
import { setCardOptions } from '../../../../src/experiment/editCards.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { fitToFile, setTable } from '../../../../src/experiment/tableEdit.ts';
import { onNodeBackends } from '../../onBackends.ts';
import { messagesOf, numberIn, repeated, setupWith, tableOf, yesIn } from '../table/csvFiles.ts';

/** The example file, three tasks of it, and two small architectures. */
async function example(
  numRows = 400,
  changes: Partial<TableSetup> = {},
): Promise<{ readonly table: Table; readonly experiment: Experiment }> {
  const table = await tableOf(exampleCsv(numRows));
  const setup = setupWith(
    table,
    { clicked: 'target', bought: 'target', spent: 'target' },
    { targets: [yesIn('clicked', '1'), yesIn('bought', 'yes'), numberIn('spent')], ...changes },
  );
  const base = defaultExperiment();
  const cards = base.cards.slice(0, 2);
  const small = cards.reduce<Experiment>(
    (edited, { id }) => setCardOptions(edited, id, { levelDims: [[6]], towerDims: [4] }),
    {
      ...setTraining(base, { numReplicas: 3, batchSize: 16, numSteps: 10, evalEvery: 5 }),
      cards,
    },
  );
  return { table, experiment: setTable(small, setup, tableSizesOf(table, setup)) };
}

const tools = (table: Table | null) => ({ betweenParts: async () => undefined, table });

const copied = ({ places, ...part }: HeldOutData): HeldOutData => ({
  ...part,
  inputs: places === undefined ? part.inputs.slice() : inputsAt(part.inputs, places),
  targets: part.targets.slice(),
  mask: part.mask.slice(),
});

const inputsAt = (inputs: Float32Array, { numRows, rows }: RowPlaces): Float32Array => {
  const rowLength = inputs.length / numRows;
  return Float32Array.from(
    [...rows].flatMap((row) => [...inputs.subarray(row * rowLength, (row + 1) * rowLength)]),
  );
};

const copyOf = ({ train, validation, test }: ReplicaData): ReplicaData => ({
  train: copied({ ...train, floor: [] }),
  validation: copied(validation),
  test: copied(test),
});

describe('rows of a file', () => {
  it('are one copy, whatever the number of repetitions, and are counted as one', async () => {
    const { table, experiment } = await example();
    const [first, second] = await replicaDataOf(experiment, [0, 5], tools(table));
    expect(second).toBe(first);
    expect(rowsKeyOf(experiment.data, 0)).toBe(rowsKeyOf(experiment.data, 5));
    expect(numRowCopiesOf(experiment.data, 20)).toBe(1);
    const more = setTraining(experiment, { numReplicas: 20 });
    expect(memoryEstimateOf(more).data).toBe(memoryEstimateOf(experiment).data);
  });

  it('carry the labels that the file has, and no others', async () => {
    const { table, experiment } = await example();
    const [data] = await replicaDataOf(experiment, [0], tools(table));
    if (data === undefined) throw new Error('There are no rows.');
    const { numRows, mask, targets } = data.train;
    const shareOf = (values: Float32Array, task: number) =>
      values.subarray(task * numRows, (task + 1) * numRows).reduce((sum, value) => sum + value, 0) / numRows;
    expect([0, 2].map((task) => shareOf(mask, task))).toEqual([1, 1]);
    // Bought is known of those who clicked.
    expect(shareOf(mask, 1)).toBeCloseTo(shareOf(targets, 0), 6);
    expect(shareOf(targets, 2)).toBeCloseTo(0, 5);
    expect(data.test.floor).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(measuredCorrelation(data.train)[0]?.[2]).toBeGreaterThan(0.1);
  });

  it('of a task after another are read where that one is yes, and refused where they cannot be', async () => {
    const { experiment } = await example();
    const funnel = setTask(experiment, 1, { after: 0 });
    // Half of those who did not click have a cell that says no.
    const csv = exampleCsv(400).replaceAll(/,0,,(.*)3\n/g, ',0,no,$13\n');
    const asKnown = await tableOf(csv);
    const hashed = (table: Table): Experiment =>
      fitToFile(funnel, table, tableSizesOf(table, setupOf(funnel)));
    const rowsOf = async (given: Experiment, table: Table) =>
      (await replicaDataOf(given, [0], tools(table)))[0]?.test;
    const plain = await rowsOf(setTask(hashed(asKnown), 1, { after: null }), asKnown);
    const after = await rowsOf(hashed(asKnown), asKnown);
    const [numRows, clicked] = [after?.numRows ?? 0, after?.targets ?? new Float32Array()];
    const ofBought = (mask?: Float32Array) => [...(mask ?? [])].slice(numRows, 2 * numRows);
    expect(ofBought(after?.mask)).toEqual([...clicked.subarray(0, numRows)]);
    expect(ofBought(plain?.mask)).not.toEqual(ofBought(after?.mask));
    expect(after?.truth).toBeUndefined();

    const impossible = await tableOf(csv.replaceAll(',0,no,', ',0,yes,'));
    await expect(rowsOf(hashed(impossible), impossible)).rejects.toThrow(
      /Task 2 comes after task 1, but is yes where task 1 is no, in rows \d+, \d+, \d+, \d+, \d+ and \d+ more of the file/,
    );
  });

  it.each<[string, (given: Experiment, table: Table) => readonly [Experiment, Table | null], RegExp]>([
    ['no file', (given) => [given, null], /which no link and no saved experiment carries/],
    ['another file', (given, table) => [given, { ...table, hash: 'e'.repeat(64) }], /is not the file/],
    [
      'another width',
      (given, table) => [setData(given, { inputDim: 5 }), table],
      /but the experiment counts on 5/,
    ],
    [
      'fewer rows',
      (given, table) => [setData(given, { numTestRows: 99_999 }), table],
      /The file has 80 test rows, but the experiment asks for 99,999\. Ask for 80 at most/,
    ],
  ])('are refused by name: %s', async (_, change, expected) => {
    const { table, experiment } = await example();
    const [changed, file] = change(experiment, table);
    await expect(replicaDataOf(changed, [0], tools(file))).rejects.toThrow(expected);
  });
});

describe('rows that every repetition splits anew', () => {
  const parts = ['train', 'validation', 'test'] as const;
  const rowsIn = (data: ReplicaData | undefined, part: (typeof parts)[number]) => [
    ...(data?.[part].places?.rows ?? []),
  ];

  it('lie in one copy, and every repetition deals all of them in a way of its own', async () => {
    const { table, experiment } = await example(400, { resplits: true });
    const [first, second, fifth] = await replicaDataOf(experiment, [0, 1, 4], tools(table));
    for (const data of [first, second, fifth]) {
      expect(new Set(parts.map((part) => data?.[part].inputs))).toEqual(new Set([first?.train.inputs]));
      const all = parts.flatMap((part) => rowsIn(data, part));
      expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 400 }, (_, row) => row));
    }
    expect(parts.map((part) => rowsIn(first, part).length)).toEqual([240, 80, 80]);
    const inBoth = rowsIn(first, 'test').filter((row) => rowsIn(second, 'test').includes(row));
    expect(inBoth.length, 'a fifth of a fifth').toBeLessThan(32);
    const [alone] = await replicaDataOf(experiment, [4], tools(table));
    expect(alone).toEqual(fifth);
  });

  it('keep their labels wherever they are dealt to', async () => {
    const { table, experiment } = await example(400, { resplits: true });
    const [first, second] = await replicaDataOf(experiment, [0, 1], tools(table));
    if (first === undefined || second === undefined) throw new Error('There are no rows.');
    const all = first.train.inPlace;
    expect(second.train.inPlace).toBe(all);
    for (const data of [first, second])
      for (const part of parts) {
        const { targets, mask, places, numRows } = data[part];
        const inPlace = (values: Float32Array | Float64Array | undefined, index: number) =>
          values?.[Math.floor(index / numRows) * 400 + (places?.rows[index % numRows] ?? 0)];
        expect([...mask]).toEqual([...mask.keys()].map((index) => inPlace(all?.mask, index)));
        // Binary ones as they are; numbers in the scale of the repetition.
        const differs = [...targets.keys()].filter(
          (index) => targets[index] !== inPlace(all?.targets, index),
        );
        expect(differs.every((index) => all?.isNumber[Math.floor(index / numRows)] === true)).toBe(true);
      }
    expect(second.test.targets).not.toEqual(first.test.targets);
  });

  it('are refused where a column says which rows are which', async () => {
    const table = await tableOf(
      `part,x,y\n${repeated(['train,1,0', 'test,2,1', 'valid,3,1', 'train,4,1', 'test,5,0', 'valid,6,0']).join('\n')}`,
    );
    const setup = setupWith(
      table,
      { part: 'split', x: 'number', y: 'target' },
      { targets: [yesIn('y', '1')] },
    );
    expect(problemsOfTable(table, setup)).toEqual([]);
    expect(problemsOfTable(table, { ...setup, resplits: true })).toEqual([
      { column: 'part', message: expect.stringMatching(/cannot split them anew/) },
    ]);
  });
});

describe('weights of rows', () => {
  const weightedBy = async (column: string, changes: Partial<TableSetup> = {}) => {
    const { table, experiment } = await example(400, changes);
    const setup = setupOf(experiment);
    const columns = setup.columns.map((one) =>
      one.name === column ? { ...one, role: 'weight' as const } : one,
    );
    const weighted = { ...setup, columns };
    return {
      table,
      setup: weighted,
      experiment: setTable(experiment, weighted, tableSizesOf(table, weighted)),
    };
  };

  it('are 1 on average over the training rows, 0 where blank, and follow their rows from split to split', async () => {
    const { table, experiment } = await weightedBy('income');
    const [once] = await replicaDataOf(experiment, [0], tools(table));
    const weights = [...(once?.train.weights ?? [])];
    expect(weights.reduce((sum, weight) => sum + weight, 0) / weights.length).toBeCloseTo(1, 5);
    expect(weights.filter((weight) => weight === 0).length).toBeGreaterThan(0);
    expect(new Set(once?.test.mask)).toEqual(new Set([0, 1]));

    const anew = await weightedBy('income', { resplits: true });
    const [first, second] = await replicaDataOf(anew.experiment, [0, 1], tools(anew.table));
    expect(first?.train.inPlace?.weights).toHaveLength(400);
    expect(second?.train.inPlace).toBe(first?.train.inPlace);
    expect(second?.train.weights).not.toEqual(first?.train.weights);
  });

  it.each([
    ['texts', 'city', /holds texts such as/],
    ['nothing above 0', 'zero', /No training row has a weight above 0/],
    ['less than nothing', 'debt', /holds -1, but a row cannot count less/],
  ])('are refused where they are %s', async (_, column, expected) => {
    const [header, ...rows] = exampleCsv(100).trim().split('\n');
    const written = [`${header},zero,debt`, ...rows.map((row, index) => `${row},0,${(index % 3) - 1}`)];
    const table = await tableOf(written.join('\n'));
    const setup = setupWith(table, { [column]: 'weight', spent: 'target' }, { targets: [numberIn('spent')] });
    expect(problemsOfTable(table, setup)).toContainEqual({
      column,
      message: expect.stringMatching(expected),
    });
  });
});

describe('an experiment on a file', () => {
  it('can run once every task has a column, and says what is missing before', async () => {
    const { experiment } = await example();
    expect(problemsOfExperiment(experiment)).toEqual([]);
    const messages = (given: Experiment) => messagesOf(problemsOfExperiment(given));
    expect(messages({ ...experiment, data: { ...experiment.data, table: null } })).toEqual([
      expect.stringMatching(/no file yet/),
    ]);
    const [clicked] = experiment.data.table?.targets ?? [];
    const half = {
      ...experiment.data,
      table: { ...setupOf(experiment), targets: [clicked ?? null, null, null] },
    };
    expect(messages({ ...experiment, data: half })).toEqual([
      expect.stringMatching(/Task 2 has no target/),
      expect.stringMatching(/Task 3 has no target/),
    ]);
  });

  it('takes all rows of a file it did not know, and no more than it asks for of the one it knows', async () => {
    const { table, experiment } = await example();
    const sizes = tableSizesOf(table, setupOf(experiment));
    const few = setData(experiment, { numTrainRows: 20 });
    expect(fitToFile(few, table, sizes).data.numTrainRows).toBe(20);
    const unknown = { ...few, data: { ...few.data, table: { ...setupOf(few), hash: 'any' } } };
    expect(fitToFile(unknown, table, sizes).data).toEqual(experiment.data);
  });
});

const setupOf = ({ data }: Experiment) => {
  if (data.table === null) throw new Error('There is no file.');
  return data.table;
};

onNodeBackends(() => {
  it.each([
    ['one split', false],
    ['a split for each repetition', true],
  ])(
    'trains on one copy of the rows as on a copy for each repetition, to the last bit: %s',
    async (_, resplits) => {
      const { table, experiment } = await example(700, { resplits });
      const shared = await replicaDataOf(experiment, [0, 1, 2], tools(table));
      const results = [];
      for (const replicas of [shared, shared.map(copyOf)]) {
        const trainer = await createTrainer(experiment, null, undefined, replicas);
        for (let step = 0; step < 10; step++) trainer.trainStep(0.01);
        results.push([await trainer.evaluate(), trainer.knownLosses]);
        trainer.dispose();
      }
      expect(results[0]).toEqual(results[1]);
      const losses = JSON.stringify(results[0]);
      expect(losses).toMatch(/"test":\[[\d.]+,[\d.]+/);
    },
  );

  it('gives rows weights in training alone: equal ones change no bit, of others those of no weight are as good as gone', async () => {
    const { table, experiment } = await example(400);
    const [given] = await replicaDataOf(experiment, [0], tools(table));
    if (given === undefined) throw new Error('There are no rows.');
    const after = async (train: ReplicaData['train']) => {
      const replicas = [0, 1, 2].map(() => ({ ...given, train }));
      const trainer = await createTrainer(experiment, null, undefined, replicas);
      for (let step = 0; step < 10; step++) trainer.trainStep(0.01);
      const [first] = await trainer.evaluate();
      trainer.dispose();
      return first?.loss.test;
    };
    const { train } = given;
    const weightsOf = (of: (row: number) => number) =>
      Float32Array.from({ length: train.numRows }, (_, row) => of(row));
    const plain = await after(train);
    expect(await after({ ...train, weights: weightsOf(() => 1) })).toEqual(plain);
    const halved = await after({ ...train, weights: weightsOf((row) => 2 * (row % 2)) });
    expect(halved).not.toEqual(plain);
    const mask = train.mask.map((is, index) => is * 2 * ((index % train.numRows) % 2));
    expect(await after({ ...train, mask })).toEqual(halved);
  });
});
