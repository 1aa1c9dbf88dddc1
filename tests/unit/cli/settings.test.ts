/** Settings as options of commands. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { parseArguments } from '../../../src/cli/arguments.ts';
import { csvOptions, experimentWithFile } from '../../../src/cli/csvFile.ts';
import { exampleCsv } from '../../../src/data/table/example.ts';
import { tableFields } from '../../../src/data/table/tableSetup.ts';
import { linkOfAll } from '../../../src/experiment/link/link.ts';
import { trainingFields } from '../../../src/experiment/trainingFields.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { outputOf } from './inProcess.ts';

let path = '';

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  path = join(await temporaryFolder(), 'shop.csv');
  await writeFile(path, exampleCsv(300).replaceAll(',', ';'));
});

const given = async (...argv: string[]) =>
  (await experimentWithFile(parseArguments(argv, csvOptions), 'Usage')).experiment;

const ofFile = (...argv: string[]) =>
  given('--csv', path, '--target', 'clicked', '--target', 'bought', ...argv);

it('change what is guessed of a file: roles, treatments, split, encoding, funnel and objective', async () => {
  const [usual, changed] = [
    await ofFile('--sep', 'semicolon'),
    await ofFile(
      ...['--cols', 'age:nl,income:nc_-999,visit:e', '--t2', 'after:1', '--obj', 'entireSpace'],
      ...['--embed', '3', '--by', 'group:visit', '--valshare', '.3', '--steps', '40', '--lr', '1e-3'],
      ...['--sep', 'semicolon', '--train', '150'],
    ),
  ];
  expect(changed.data.table?.columns.slice(0, 4)).toEqual([
    { name: 'visit', role: 'id' },
    { name: 'age', role: 'number', form: 'log' },
    { name: 'income', role: 'number', form: 'clip', blanks: [-999] },
    usual.data.table?.columns[3],
  ]);
  expect(changed.data.table).toMatchObject({ embeddingDim: 3, dealBy: 'group', group: 'visit' });
  expect(changed.tasks.map(({ after }) => after)).toEqual([null, 0]);
  expect(changed.cards.map(({ objective }) => objective)).toEqual(changed.cards.map(() => 'entireSpace'));
  expect(changed.training).toMatchObject({
    numSteps: 40,
    learningRate: 0.001,
    batchSize: usual.training.batchSize,
  });
  expect(changed.data.numTrainRows).toBe(150);
  expect(changed.data.numValidationRows).toBeGreaterThan(1.3 * changed.data.numTestRows);
  // The link of it is the same experiment.
  expect(linkOfAll(await given(linkOfAll(changed), '--csv', path))).toBe(linkOfAll(changed));
});

it('change an experiment, whose other settings stay', async () => {
  const link = 'v=2&tasks=2&t1=n:One,k:binary&t2=k:binary&A=ple,experts:2&steps=50&seed=3';
  const changed = await given(link, '--t2', 'after:1', '--obj', 'inversePropensity', '--steps', '60');
  expect(linkOfAll(changed)).toBe(
    linkOfAll(
      await given(
        link
          .replace('t2=k:binary', 't2=k:binary,after:1')
          .replace('experts:2', 'obj:inversePropensity,experts:2')
          .replace('steps=50', 'steps=60'),
      ),
    ),
  );
});

it.each([
  [['figure3', '--cols', 'x:n'], /--cols is for the columns of a file/],
  [['figure3', '--by', 'time'], /names a file, but its/],
  [
    ['figure3', '--steps', '1e9'],
    /^Steps must be a whole number from 1 to 100000 steps, but got 1000000000\.$/,
  ],
  [['figure3', '--obj', 'best'], /: Objective must be one of conditional, .*, but got "best"\.$/m],
  [['figure3', '--t1', 'colour:red'], /colour/],
])('are refused where they mean nothing: %s', async (argv, expected) => {
  await expect(given(...argv)).rejects.toThrow(expected);
});

it.each(['train', 'sweep', 'export', 'predict'])(
  'have a line each in what %s --help says',
  async (command) => {
    const help = await outputOf(command, '--help');
    const { fileName: _, hash: __, numPriors: ___, numVectors: ____, ...ofFiles } = tableFields;
    const { backend: _____, ...ofTraining } = trainingFields;
    for (const { linkKey } of Object.values({ ...ofFiles, ...ofTraining }))
      expect(help).toMatch(new RegExp(`^  --${linkKey} `, 'm'));
    expect(help).toMatch(/^ {2}--obj conditional\|entireSpace\|inversePropensity: Objective$/m);
    expect(help).toMatch(/^ {2}--t1 after:none\|1\|2/m);
    expect(help).toMatch(/^ {2}--cols COLUMN:e: id$/m);
  },
);
