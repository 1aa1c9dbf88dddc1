import { expect, it } from 'vitest';
import { tQuantile } from '../../../../src/analysis/statistics.ts';
import {
  bestSimpleModelOf,
  differenceOnFile,
  differenceOverFiles,
  labelColumnsOf,
  logRatiosOf,
  type PublicFile,
  readRecordedFiles,
  rivals,
} from '../../../../src/studies/publicData/publicFiles.ts';
import { text } from '../../../../src/text/text.ts';
import { denseInputsOf } from '../../../studies/files/exportRows.ts';
import { featuresOf, setupOf } from '../../../studies/files/publicTable.ts';
import { censusRecipe, recipes, refused } from '../../../studies/files/recipes.ts';
import { tableOf } from '../../data/table/csvFiles.ts';
import { recordedText } from '../../run/recordedRuns.ts';

/** Two repetitions of two tasks, in which AdaTT-sp has losses of 1 and 2. */
const file: PublicFile = {
  ...{ name: 'small', source: 'package 1.0 rows', licence: 'MIT', columns: 'a:n b:c' },
  labels: 'y:n z:b',
  split: 'random',
  numRows: { train: 60, validation: 20, test: 20 },
  hash: '0'.repeat(64),
  best: Array.from({ length: 7 }, () => [1, 0.5].map((size) => [size, 0.003, 1, 2] as const)),
  linear: [1, 3].map((power) => [Math.E ** power, 2]),
  trees: [1, 2].map((times) => [1 / times, 2 * times]),
};

it('reads back what is recorded, with losses of networks that diverged', () => {
  const diverged = { ...file, linear: [[Number.NaN, 2]] };
  const refusedOnes = [{ reason: 'fewRows', names: 'x, y' }];
  const recorded = { backend: 'wasm', refused: refusedOnes, files: [diverged] };
  expect(readRecordedFiles(JSON.stringify(recorded))).toEqual(recorded);
  expect(() => readRecordedFiles(JSON.stringify({ ...recorded, files: [{ name: 'x' }] }))).toThrow();
});

it('compares AdaTT-sp with a rival by the mean log ratio over tasks, repetition by repetition', () => {
  expect(logRatiosOf(file, 'linear')).toEqual([0.5, 1.5]);
  expect(logRatiosOf({ ...file, linear: [[Math.E, 2]] }, 'linear')).toEqual([0.5, 0.5]);
  expect(logRatiosOf(file, 'trees').map((ratio) => ratio + 0)).toEqual([0, 0]);
  for (const rival of rivals.slice(0, 6)) expect(differenceOnFile(file, rival).mean + 0).toBe(0);
  expect(differenceOnFile(file, 'linear', 'trees').mean).toBe(1);
  const byTime: PublicFile = { ...file, split: 'time', trees: [[0.5, 1]] };
  expect([bestSimpleModelOf(file), bestSimpleModelOf(byTime)]).toEqual(['singleTask', 'trees']);
});

it('widens the interval over repetitions by the test rows that they share, and takes the mean over files with one of their own', () => {
  const other = { ...file, linear: file.linear.map(() => [1, 2]) };
  for (const [found, centre, half] of [
    // Deviation sqrt(1/2), variance times 1/2 + 20/60.
    [differenceOnFile(file, 'linear'), 1, Math.sqrt(0.5) * Math.sqrt(1 / 2 + 1 / 3)],
    [differenceOnFile({ ...file, split: 'time' }, 'linear'), 1, 0.5],
    [differenceOverFiles([file, other], 'linear'), 0.5, 0.5],
  ] as const) {
    expect(found.mean).toBe(centre);
    expect(found.high - centre).toBeCloseTo(tQuantile(0.95, 1) * half, 10);
    expect(centre - found.low).toBeCloseTo(tQuantile(0.95, 1) * half, 10);
  }
});

it('makes tasks of the labels of a recipe and features of all other columns', async () => {
  const rows = Array.from(
    { length: 60 },
    (_, row) => `${row},c${row % 3},${row % 2},${row / 2},2020-01-${10 + (row % 20)}`,
  );
  const table = await tableOf(`age,kind,sick,cost,time\n${rows.join('\n')}\n`);
  const recipe = { name: 'x', package: 'p', dataSet: 'd', code: '', labels: 'cost:n sick:b' };
  expect(labelColumnsOf(recipe)).toEqual([
    { name: 'cost', isNumber: true },
    { name: 'sick', isNumber: false },
  ]);
  const setup = setupOf(table, recipe);
  expect(setup).toMatchObject({ dealBy: 'time', timeColumn: 'time', resplits: false });
  expect(setup.targets.map((target) => target?.positive?.kind)).toEqual([undefined, 'above']);
  expect(featuresOf(setup)).toBe('age:n kind:c');
  const untimed = { ...table, columns: table.columns.filter(({ name }) => name !== 'time') };
  expect(setupOf(untimed, recipe)).toMatchObject({ dealBy: 'random', resplits: true });
});

it('exports rows as networks read them, from their places and from entries', () => {
  const part = { numRows: 2, targets: new Float32Array(2), mask: new Float32Array(2) };
  const places = { numRows: 3, rows: Int32Array.of(2, 0) };
  const inputs = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect([...denseInputsOf({ ...part, inputs, places }, 2)]).toEqual([5, 6, 1, 2]);
  const entries = Float32Array.of(0, 2, 7, 8, 1, 2, 9, 6);
  expect([...denseInputsOf({ ...part, inputs: entries, isSparse: true }, 3)]).toEqual([7, 0, 8, 0, 9, 6]);
});

it('has recorded at least eight files of 2,000 rows, each by a recipe with words and two to four labels, and with all repetitions of all models, in 25 kB', () => {
  const written = recordedText('publicFiles');
  expect(written.length).toBeLessThanOrEqual(25 * 1024);
  const { files, refused: recordedRefused } = readRecordedFiles(written);
  expect(recordedRefused).toEqual(refused);
  expect(files.length).toBeGreaterThanOrEqual(8);
  const all = [...recipes, censusRecipe];
  expect(Object.keys(text.publicFiles.files)).toEqual(all.map(({ name }) => name));
  expect(files.map(({ name }) => name)).toEqual(all.map(({ name }) => name));
  for (const [index, one] of files.entries()) {
    expect(one.labels).toBe(all[index]?.labels);
    expect([2, 3, 4]).toContain(labelColumnsOf(one).length);
    expect(one.numRows.train + one.numRows.validation + one.numRows.test).toBeGreaterThanOrEqual(2000);
    for (const rival of rivals) {
      expect(logRatiosOf(one, rival)).toHaveLength(4);
      expect(logRatiosOf(one, rival).every(Number.isFinite)).toBe(true);
    }
  }
});
