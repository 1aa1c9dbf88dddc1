/** Programs exported from training on a file, under PyTorch: they read it as the engine does, whole and in parts. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/backend/startBackend.ts';
import { exportOwnFiles, type OwnFile } from './ownFiles.ts';
import { asTwo, numbersOf, outputOf, python } from './torch.ts';

const readRows = fileURLToPath(new URL('readRows.py', import.meta.url));
let folder = '';
let files: readonly OwnFile[] = [];

describe.skipIf(python === null)('programs for a file', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'own-files-'));
    const backend = await startBackend('wasm');
    await backend.activate();
    files = await exportOwnFiles(folder);
    backend.close();
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    // By the column of parts, where other words and validation rows are left out.
    ['named', 120, 40],
    ['unnamed', 216, 24],
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
    const half = (rows?.length ?? 0) / 2;
    const partOf = (of: readonly string[] | undefined) => [header, ...(of ?? [])].join('\n');
    await writeFile(join(folder, 'part-0.csv'), partOf(rows?.slice(0, half)));
    await writeFile(join(folder, 'part-1.csv.gz'), gzipSync(partOf(rows?.slice(half))));
    const args = [
      program ?? '',
      '--csv',
      'part-*.csv*',
      '--shuffle',
      '0',
      '--steps',
      '6',
      '--eval-every',
      '2',
    ];
    const [together, apart] = await Promise.all([
      numbersOf(folder, [...args, '--checkpoint', 'one.pt']),
      numbersOf(folder, [...asTwo(folder), ...args, '--checkpoint', 'two.pt']),
    ]);
    // Of three reports the losses of three tasks, then what each has on the held-out rows.
    expect(together).toHaveLength(3 * (3 + 3 + 2 + 3));
    expect(apart).toHaveLength(together.length);
    for (const [i, value] of together.entries())
      expect(Math.abs(value - (apart[i] ?? Number.NaN))).toBeLessThan(1.001e-4);
  });
});
