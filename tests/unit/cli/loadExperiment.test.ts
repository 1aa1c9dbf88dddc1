import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as baseTest, expect, vi } from 'vitest';
import { experimentOfArguments, loadExperiment } from '../../../src/cli/loadExperiment.ts';
import { UserError } from '../../../src/core/errors.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const test = baseTest.extend('fileOf', async ({}, { onCleanup }) => {
  const folder = await temporaryFolder(onCleanup);
  return async (content: string): Promise<string> => {
    const path = join(folder, 'mine.json');
    await writeFile(path, content);
    return path;
  };
});

const refusalOf = async (source: string): Promise<string> => {
  const error = await loadExperiment(source).catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw new Error(`Expected a refusal of ${source}.`);
  return error.message;
};

test('refuses JSON that is no experiment instead of training the default one', async ({ fileOf }) => {
  for (const content of ['[]', 'null', '"tasks"', '3', '{}', '{"name": "x", "version": "1.0"}'])
    expect(await refusalOf(await fileOf(content))).toMatch(
      /mine\.json' is no experiment: it has none of tasks/,
    );
});

test('opens the experiment of saved results, which name it by its link', async ({ fileOf }) => {
  const results = { config: 'v=2&tasks=2&steps=600', training: 'of the results', tasks: ['a', 'b'] };
  const { experiment, problems } = await loadExperiment(await fileOf(JSON.stringify(results)));
  expect([experiment.tasks.length, experiment.training.numSteps, problems]).toEqual([2, 600, []]);
});

test('opens a file that begins with a byte order mark, as the page does', async ({ fileOf }) => {
  const { experiment, problems } = await loadExperiment(
    await fileOf('\uFEFF{"training": {"batchSize": 64}}'),
  );
  expect(experiment.training.batchSize).toBe(64);
  expect(problems).toEqual([]);
});

test('opens a link to the default experiment, and one of which something was used', async () => {
  expect((await loadExperiment('v=2')).problems).toEqual([]);
  const { experiment, problems } = await loadExperiment('tasks=2&colour=red');
  expect(experiment.tasks).toHaveLength(2);
  expect(problems).toHaveLength(1);
});

test('says to whoever runs a command what of the link was not taken', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { experiment, problems } = await experimentOfArguments(['tasks=2&colour=red'], 'Usage');
  const said = written.mock.calls.map(([line]) => line);
  written.mockRestore();
  expect(experiment.tasks).toHaveLength(2);
  expect(said).toEqual(problems.map((problem) => `${problem}\n`));
  expect(said).toHaveLength(1);
});
