import { lstat, mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { assertWritable } from '../../../src/cli/outputFile.ts';
import { addPoints, readPoints } from '../../../src/cli/trainStudy.ts';
import { UserError } from '../../../src/core/errors.ts';
import { readLink } from '../../../src/experiment/link/link.ts';
import { sweepAxisOf } from '../../../src/studies/sweep/axes.ts';
import { readSweep, sweepOf } from '../../../src/studies/sweep/sweep.ts';
import { testInFolder as test } from '../temporaryFolder.ts';

const { experiment } = readLink('v=2&tasks=2&A=adattSp');
const axis = sweepAxisOf(experiment, 'correlation');
if (axis === undefined) throw new Error('The correlation can be swept.');
const study = sweepOf(experiment, axis, [1]);
const pointAt = (key: number) => ({ key, gains: [], measuredCorrelation: 0 });

const stored = (path: string) => readPoints({ path, read: readSweep }, study);
const add = (path: string, ...keys: readonly number[]) =>
  addPoints({ path, read: readSweep }, { study, points: keys.map(pointAt) });
const keysIn = async (path: string) => (await stored(path)).map(({ key }) => key);

test('refuses what cannot be read or is damaged, and leaves it as it is', async ({ folder }) => {
  await expect(stored(folder)).rejects.toThrow(/cannot be read/);
  const damaged = join(folder, 'damaged.json');
  await writeFile(damaged, '{"points": [');
  await expect(stored(damaged)).rejects.toThrow(/does not hold a sweep/);
  expect(await readFile(damaged, 'utf8')).toBe('{"points": [');
});

test('says before there is anything to write that it cannot be written, and leaves no trace', async ({
  folder,
}) => {
  await assertWritable(join(folder, 'sweep.json'));
  expect(await readdir(folder)).toEqual([]);
  const missing = join(folder, 'missing/sweep.json');
  await expect(assertWritable(missing)).rejects.toThrow(UserError);
  await expect(add(missing, 1)).rejects.toThrow(/'.*sweep\.json' cannot be written: ENOENT/);
});

test('keeps the points of all sweeps that write at once', async ({ folder }) => {
  const file = join(folder, 'sweep.json');
  const values = [-0.5, 0, 0.25, 0.5, 0.75];
  await Promise.all(values.map((value) => add(file, value)));
  expect(await keysIn(file)).toEqual(values);
  expect(await readdir(folder)).toEqual(['sweep.json']);
});

test('writes into the file that a symbolic link leads to, also where there is none yet', async ({
  folder,
}) => {
  const [file, link] = [join(folder, 'kept.json'), join(folder, 'link.json')];
  await symlink('kept.json', link);
  for (const key of [0, 1]) {
    await assertWritable(link);
    await add(link, key);
  }
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await keysIn(file)).toEqual([0, 1]);
});

test('does not wait for a sweep that was killed while it wrote', async ({ folder }) => {
  const file = join(folder, 'sweep.json');
  const lock = `${file}.lock`;
  await mkdir(lock);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(lock, longAgo, longAgo);
  await add(file, -1, 1);
  expect(await keysIn(file)).toEqual([-1, 1]);
});
