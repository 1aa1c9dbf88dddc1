import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as baseTest, expect } from 'vitest';
import { assertWritable, readSweep, writeSweep } from '../../../src/cli/sweepFile.ts';
import { UserError } from '../../../src/core/errors.ts';

const test = baseTest.extend('folder', async ({}, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'sweep-'));
  onCleanup(() => rm(folder, { recursive: true }));
  return folder;
});

const record = {
  config: 'v=1',
  axisId: 'correlation',
  values: [1],
  points: [-1, 1].map((value) => ({ value, gains: [], baselineLosses: [], measuredCorrelation: 0 })),
};

test('gives back the points of all values, and none while there is no file', async ({ folder }) => {
  const file = join(folder, 'sweep.json');
  expect(await readSweep(file, record.config, record.axisId)).toEqual([]);
  await writeSweep(file, record);
  expect(await readSweep(file, record.config, record.axisId)).toEqual(record.points);
});

test('refuses what cannot be read or is damaged, and leaves it as it is', async ({ folder }) => {
  await expect(readSweep(folder, record.config, record.axisId)).rejects.toThrow(/cannot be read/);
  const damaged = join(folder, 'damaged.json');
  await writeFile(damaged, '{"points": [');
  await expect(readSweep(damaged, record.config, record.axisId)).rejects.toThrow(/is no sweep/);
  expect(await readFile(damaged, 'utf8')).toBe('{"points": [');
});

test('says before there is anything to write that it cannot be written, and leaves no trace', async ({
  folder,
}) => {
  await assertWritable(join(folder, 'sweep.json'));
  expect(await readdir(folder)).toEqual([]);
  const missing = join(folder, 'missing/sweep.json');
  await expect(assertWritable(missing)).rejects.toThrow(UserError);
  await expect(writeSweep(missing, record)).rejects.toThrow(/'.*sweep\.json' cannot be written: ENOENT/);
});
