/** Programs exported from training on a file, under PyTorch: they read it as the engine does, whole and in parts. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/engine/backend/startBackend.ts';
import { exportOwnFiles, type OwnFile } from './ownFiles.ts';
import { numbersOf, outputOf, python } from './torch.ts';

const readRows = fileURLToPath(new URL('readRows.py', import.meta.url));
let folder = '';

/** The rows of a file of predictions: the file and line that each is of, and a number for each task. */
async function predictionsIn(name: string) {
  const [head, ...lines] = (await readFile(join(folder, name), 'utf8')).trim().split('\r\n');
  expect(head).toBe('file,line,Task 1,Task 2,Task 3');
  return lines.map((line) => {
    const [file, number, ...values] = line.split(',');
    return { of: `${file},${number}`, values: values.map(Number) };
  });
}

const reportIn = (said: string): string => said.slice(said.indexOf('step '));
/** What it says of all test rows. */
const endOf = (said: string): string => /On all test rows:\n(( {2}.*\n)*)/.exec(said)?.[1] ?? '';
let files: readonly OwnFile[] = [];

describe.skipIf(python === null)('programs for a file', { concurrent: true }, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'own-files-'));
    const backend = await startBackend('wasm');
    await backend.activate();
    files = await exportOwnFiles(folder);
    backend.close();
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    // By the column of parts, where other words are left out.
    ['named', 120, 40],
    ['treated', 120, 40],
    ['unnamed', 192, 24],
  ])('encode every row of the file as the engine does: %s', async (name, numTrain, numTest) => {
    const written = await outputOf(folder, [readRows, `${name}.py`, `${name}.csv`, `${name}.json`]);
    const { numRows, inputs, labels, weights, sameTrain, sameTest, ...numbers } = JSON.parse(written);
    expect(numRows).toBe(240);
    expect(inputs).toBeLessThan(1e-6);
    expect(labels).toBeLessThan(1e-6);
    if (name === 'unnamed') expect(weights).toBeLessThan(1e-6);
    expect(numbers).toEqual({ numTrain, numTest });
  });

  it.each(['time', 'group'])('deal the same rows to training and test: by %s', async (name) => {
    const written = await outputOf(folder, [readRows, `${name}.py`, `${name}.csv`, `${name}.json`]);
    const { inputs, labels, sameTrain, sameTest, numTrain, numTest } = JSON.parse(written);
    expect({ sameTrain, sameTest }).toEqual({ sameTrain: true, sameTest: true });
    expect(inputs).toBeLessThan(1e-6);
    expect(labels).toBeLessThan(1e-6);
    expect(numTrain).toBeGreaterThan(100);
    expect(numTest).toBeGreaterThan(20);
    const checked = await outputOf(folder, [`${name}.py`, '--check']);
    expect(checked).toContain('16 stored rows of cells are encoded as in the browser');
  });

  it('keep every digit of ids and read the same of CSV and of Parquet, for which they ask for pyarrow', async () => {
    const read = (name: string) => outputOf(folder, [readRows, 'parquet.py', name, 'parquet.json']);
    const hasArrow = await outputOf(folder, ['-c', 'import pyarrow']).then(
      () => true,
      () => false,
    );
    if (!hasArrow)
      await expect(read('parquet.parquet')).rejects.toThrow(
        'parquet.parquet is a Parquet file: install pyarrow, which reads such files.',
      );
    for (const name of ['parquet.csv', ...(hasArrow ? ['parquet.parquet'] : [])]) {
      const { numRows, inputs, labels, numTrain, numTest } = JSON.parse(await read(name));
      expect(numRows).toBe(240);
      expect(inputs).toBeLessThan(1e-6);
      expect(labels).toBeLessThan(1e-6);
      expect(numTrain + numTest).toBeLessThan(240);
    }
    const checked = await outputOf(folder, ['parquet.py', '--check']);
    expect(checked).toContain('16 stored rows of cells are encoded as in the browser');
  });

  it('check what they make of cells, and stop where that is not what the browser made', async () => {
    const said = await outputOf(folder, ['named.py', '--check']);
    expect(said).toMatch(/16 stored rows of cells are encoded as in the browser\nmax \|browser - torch\| = /);
    const program = await readFile(join(folder, 'named.py'), 'utf8');
    await writeFile(join(folder, 'other.py'), program.replace('"red"', '"green"'));
    const check = outputOf(folder, ['other.py', '--check', '--weights', 'named.safetensors']);
    await expect(check).rejects.toThrow(/The inputs of the stored cells are off by 1\.0e\+00/);
  });

  it('name the line and column of a cell that they cannot read, and a column that is missing', async () => {
    await writeFile(
      join(folder, 'bad.csv'),
      'weight,x,size,kind,code,answer,spent,part,known\n1,big,0,red,1,no,3,train,1\n',
    );
    await writeFile(join(folder, 'short.csv'), 'x,size\n0,1\n');
    await Promise.all([
      expect(outputOf(folder, ['named.py', '--csv', 'bad.csv'])).rejects.toThrow(
        /bad\.csv, line 2: 'big' in column 'x' is no number\./,
      ),
      expect(outputOf(folder, ['named.py', '--csv', 'short.csv'])).rejects.toThrow(
        /short\.csv has no column \['answer', 'code', 'kind', 'known', 'part', 'spent', 'weight'\]/,
      ),
    ]);
  });

  it('give the same losses from two parts in two processes as in one', async () => {
    const { program, header, rows } = files.find(({ program }) => program === 'named.py') ?? {};
    // Files of unequal length.
    const cut = (rows?.length ?? 0) / 3;
    const partOf = (of: readonly string[] | undefined) => [header, ...(of ?? [])].join('\n');
    await writeFile(join(folder, 'part-0.csv'), partOf(rows?.slice(0, cut)));
    await writeFile(join(folder, 'part-1.csv.gz'), gzipSync(partOf(rows?.slice(cut))));
    const args = [program ?? '', '--csv', 'part-*.csv*', '--steps', '6', '--eval-every', '2'];
    const [predicted, predictedApart] = ['one.csv', 'two.csv'];
    const [together, apart] = await Promise.all([
      numbersOf(folder, [...args, '--checkpoint', 'one.pt', '--save-predictions', predicted]),
      numbersOf(folder, [...args, '--checkpoint', 'two.pt', '--save-predictions', predictedApart], 2),
    ]);
    // Of three reports the losses of three tasks, then what each has on the validation rows; in the end that of the best.
    expect(together).toHaveLength(3 * (3 + 8) + 8);
    expect(apart).toHaveLength(together.length);
    for (const [i, value] of together.entries())
      expect(Math.abs(value - (apart[i] ?? Number.NaN))).toBeLessThan(1.001e-4);
    const [mine = [], others = []] = await Promise.all([predicted, predictedApart].map(predictionsIn));
    // As many as test rows, named by file and line.
    expect(mine).toHaveLength(40);
    expect(others.map(({ of }) => of)).toEqual(mine.map(({ of }) => of));
    const written = { 'part-0.csv': rows?.slice(0, cut), 'part-1.csv.gz': rows?.slice(cut) };
    for (const [i, { of, values }] of mine.entries()) {
      const [file = '', line = ''] = of.split(',');
      expect(Object.entries(written).find(([name]) => name === file)?.[1]?.[Number(line) - 2]).toMatch(
        /,TEST(,|$)/,
      );
      for (const [t, value] of values.entries())
        expect(Math.abs(value - (others[i]?.values[t] ?? Number.NaN))).toBeLessThan(1e-4);
    }
  });

  it.each(['named', 'unnamed'])(
    'give the same losses from one file in two processes as in one: %s',
    async (name) => {
      const args = [
        `${name}.py`,
        '--csv',
        `${name}.csv`,
        '--steps',
        '6',
        '--eval-every',
        '2',
        '--checkpoint',
      ];
      const [alone, shared] = await Promise.all([
        numbersOf(folder, [...args, `${name}-alone.pt`]),
        numbersOf(folder, [...args, `${name}-shared.pt`], 2),
      ]);
      expect(shared).toHaveLength(alone.length);
      for (const [i, value] of alone.entries())
        expect(Math.abs(value - (shared[i] ?? Number.NaN))).toBeLessThan(1.001e-4);
    },
  );

  it('score rows without labels as held-out rows of the file, in one process or two, and name columns that differ', async () => {
    const { program = '', rows = [] } = files.find(({ program }) => program === 'named.py') ?? {};
    const inputs = rows.map((row) =>
      row
        .split(/,(?! blue)/)
        .slice(1, 5)
        .join(','),
    );
    await writeFile(join(folder, 'new.csv'), ['kind,size,code,x', ...inputs].join('\n'));
    await writeFile(join(folder, 'scarce.csv'), 'x,size\n0,1\n');
    await writeFile(join(folder, 'foreign.csv'), 'kind,size,code,x,colour\nred,1,2,3,4\n');
    const score = (name: string, out: string) => [program, '--predict', name, '--out', out];
    await outputOf(folder, [program, '--csv', 'named.csv', '--steps', '0', '--save-predictions', 'held.csv']);
    await outputOf(folder, score('new.csv', 'new-one.csv'));
    await outputOf(folder, score('new.csv', 'new-two.csv'), 2);
    const [held = [], one = [], two = []] = await Promise.all(
      ['held.csv', 'new-one.csv', 'new-two.csv'].map(predictionsIn),
    );
    expect(one).toHaveLength(240);
    expect(two).toEqual(one);
    expect(held).toHaveLength(40);
    for (const { of, values } of held) {
      const line = Number(of.split(',')[1]);
      for (const [t, value] of (one[line - 2]?.values ?? []).entries())
        expect(value).toBeCloseTo(values[t] ?? 0, 6);
    }
    await expect(outputOf(folder, score('foreign.csv', 'none.csv'))).rejects.toThrow(
      /foreign\.csv has columns that the browser's file had not: \['colour'\]/,
    );
    await expect(outputOf(folder, score('scarce.csv', 'none.csv'))).rejects.toThrow(
      /scarce\.csv has no column \['code', 'kind'\]/,
    );
  });

  it.each(['treated', 'unnamed', 'time', 'parquet'])(
    'predict every row as the engine does, in the units of the file: %s',
    async (name) => {
      await outputOf(folder, [`${name}.py`, '--predict', `${name}.csv`, '--out', `${name}.scores`]);
      const [, ...lines] = (await readFile(join(folder, `${name}.scores`), 'utf8')).trim().split('\r\n');
      const predicted = JSON.parse(await readFile(join(folder, `${name}.predicted.json`), 'utf8'));
      expect(lines).toHaveLength(240);
      for (const [row, line] of lines.entries())
        for (const [task, value] of line.split(',').slice(2).entries()) {
          const expected = predicted[task][row];
          expect(Math.abs(Number(value) - expected)).toBeLessThan(1e-5 * Math.max(1, Math.abs(expected)));
        }
    },
  );

  it('encode a file once, again when it has changed, and go on as if there was no interruption', async () => {
    const { header, rows = [] } = files.find(({ program }) => program === 'named.py') ?? {};
    const train = (name: string, ...args: readonly string[]) =>
      outputOf(folder, [
        ...['named.py', '--csv', 'kept.csv', '--eval-every', '2', '--steps'],
        ...[...(args.length > 0 ? args : ['2']), '--checkpoint', `${name}.pt`],
      ]);
    const writeRows = (count: number) =>
      writeFile(join(folder, 'kept.csv'), ['sep=,', header, ...rows.slice(0, count)].join('\n'));
    await writeRows(240);
    const [first, second] = [await train('kept'), await train('kept')];
    expect(first).toContain('Encoding all rows once');
    expect(second).toBe(first.replace(/Encoding.*\n/, ''));
    await writeRows(180);
    const [changed, anew] = [await train('kept'), await train('other')];
    expect(changed.replaceAll('kept.', 'other.')).toBe(anew);
    expect(reportIn(changed)).not.toBe(reportIn(first));
    const [resumed, whole] = [await train('kept', '4', '--resume'), await train('other', '4')];
    expect(reportIn(whole)).toContain(reportIn(resumed).replaceAll('kept.', 'other.'));
  });

  it.each(['named', 'unnamed'])(
    'measure some of the validation rows, and keep the best network: %s',
    async (name) => {
      const args = [`${name}.py`, '--csv', `${name}.csv`, '--steps', '40', '--checkpoint', `${name}-best.pt`];
      const rate = ['--learning-rate', '3', '--eval-every', '5'];
      const said = await outputOf(folder, [...args, ...rate, '--eval-rows', '10']);
      const [, best] = /Best at step (\d+) by validation rows: loss/.exec(said) ?? [];
      const last = 10 + 40;
      expect(Number(best)).toBeLessThan(last);
      const atBest = new RegExp(`step ${best} .*\\n(( {2}.*\\n)*)`).exec(said)?.[1];
      expect(atBest).toMatch(/( {2}Task.*\n){3}/);
      expect(atBest).not.toBe(endOf(said));
      // What it says of the best network is what that has when it is loaded.
      const loaded = [
        '--steps',
        '0',
        '--weights',
        `${name}-best.best.safetensors`,
        '--checkpoint',
        `${name}-again.pt`,
      ];
      const again = await outputOf(folder, [`${name}.py`, '--csv', `${name}.csv`, ...loaded]);
      expect(endOf(again)).toBe(endOf(said));
      expect(endOf(said)).toMatch(/( {2}Task.*\n){3}/);
    },
  );
});
