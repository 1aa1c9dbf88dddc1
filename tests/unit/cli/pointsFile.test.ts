import { lstat, mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { assertWritable } from '../../../src/cli/outputFile.ts';
import { sweepFile } from '../../../src/cli/pointsFile.ts';
import { UserError } from '../../../src/core/errors.ts';
import { testInFolder as test } from '../temporaryFolder.ts';

const record = {
  config: 'v=1',
  axisId: 'correlation',
  values: [1],
  points: [-1, 1].map((value) => ({ value, gains: [], measuredCorrelation: 0 })),
};

test('gives back the points of all values, and none while there is no file', async ({ folder }) => {
  const file = join(folder, 'sweep.json');
  expect(await sweepFile.readPoints(file, record)).toEqual([]);
  await sweepFile.addPoints(file, record);
  expect(await sweepFile.readPoints(file, record)).toEqual(record.points);
});

test('refuses what cannot be read or is damaged, and leaves it as it is', async ({ folder }) => {
  await expect(sweepFile.readPoints(folder, record)).rejects.toThrow(/cannot be read/);
  const damaged = join(folder, 'damaged.json');
  await writeFile(damaged, '{"points": [');
  await expect(sweepFile.readPoints(damaged, record)).rejects.toThrow(/is no sweep/);
  expect(await readFile(damaged, 'utf8')).toBe('{"points": [');
});

test('says before there is anything to write that it cannot be written, and leaves no trace', async ({
  folder,
}) => {
  await assertWritable(join(folder, 'sweep.json'));
  expect(await readdir(folder)).toEqual([]);
  const missing = join(folder, 'missing/sweep.json');
  await expect(assertWritable(missing)).rejects.toThrow(UserError);
  await expect(sweepFile.addPoints(missing, record)).rejects.toThrow(
    /'.*sweep\.json' cannot be written: ENOENT/,
  );
});

const pointAt = (value: number) => ({ value, gains: [], measuredCorrelation: 0 });
const found = async (file: string) => (await sweepFile.readPoints(file, record)).map(({ value }) => value);

test('keeps the points of all sweeps that write at once', async ({ folder }) => {
  const file = join(folder, 'sweep.json');
  const values = [-0.5, 0, 0.25, 0.5, 0.75];
  await Promise.all(
    values.map((value) => sweepFile.addPoints(file, { ...record, points: [pointAt(value)] })),
  );
  expect(await found(file)).toEqual(values);
  expect(await readdir(folder)).toEqual(['sweep.json']);
});

test('gives back what another sweep has written meanwhile', async ({ folder }) => {
  const file = join(folder, 'sweep.json');
  await sweepFile.addPoints(file, { ...record, points: [pointAt(0)] });
  const points = await sweepFile.addPoints(file, { ...record, points: [pointAt(1)] });
  expect(points.map(({ value }) => value)).toEqual([0, 1]);
});

test('writes into the file that a symbolic link leads to, also where there is none yet', async ({
  folder,
}) => {
  const [file, link] = [join(folder, 'kept.json'), join(folder, 'link.json')];
  await symlink('kept.json', link);
  for (const points of [[pointAt(0)], [pointAt(1)]]) {
    await assertWritable(link);
    await sweepFile.addPoints(link, { ...record, points });
  }
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await found(file)).toEqual([0, 1]);
});

test('does not wait for a sweep that was killed while it wrote', async ({ folder }) => {
  const file = join(folder, 'sweep.json');
  const lock = `${file}.lock`;
  await mkdir(lock);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(lock, longAgo, longAgo);
  await sweepFile.addPoints(file, record);
  expect(await found(file)).toEqual([-1, 1]);
});
