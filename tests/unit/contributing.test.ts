/** The worked examples of CONTRIBUTING.md, applied together to a copy of the tree, compiled there, and run. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createElement, type FunctionComponent } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBackend } from '../../src/engine/backend/startBackend.ts';
import { engine, ones, type Tensor, tensor } from '../../src/engine/tf/tf.ts';
import { problemsOfExperiment } from '../../src/experiment/costs/checks.ts';
import type { CountByPart } from '../../src/models/counts.ts';
import { applyExample, copyTree, examplesIn } from '../documentExamples.ts';
import { regressionTask, replicaOf, setupOf } from './data/setup.ts';

/** The page, and all that its workers load; the service worker has types of its own. */
const tsconfig = {
  extends: './app/tsconfig.json',
  compilerOptions: { types: ['vite/client', '@webgpu/types'] },
  include: ['app', 'src'],
  exclude: ['src/cli', 'src/serviceWorker.ts', '**/*.as.ts'],
};

let folder = '';

/** A module of the copy: for whatever reads the lists that examples add to. */
const load = <M>(path: string): Promise<M> => import(/* @vite-ignore */ join(folder, path));

/** Runs a script of an installed package in the copy; what it says is the error's message. */
async function runScript(script: string, ...args: readonly string[]): Promise<void> {
  const all = [join('node_modules', script), ...args];
  await promisify(execFile)(process.execPath, all, { cwd: folder }).catch(({ stdout, stderr }) => {
    throw new Error(`${stdout}${stderr}`);
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contributing-'));
  await copyTree(folder, ['app', 'src', 'package.json', 'tsconfig.base.json', 'biome.json']);
  const examples = await examplesIn('CONTRIBUTING.md');
  for (const example of examples) await applyExample(folder, example);
  await runScript(
    '@biomejs/biome/bin/biome',
    'check',
    '--error-on-warnings',
    ...examples.map(({ path }) => path),
  );
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  await runScript('typescript7/bin/tsc', '-p', '.');
  await startBackend('cpu');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('trains the architecture', async () => {
  const { cardsOf, defaultExperiment } = await load<typeof import('../../src/experiment/defaults.ts')>(
    'src/experiment/defaults.ts',
  );
  const { createTrainer } = await load<typeof import('../../src/engine/train/trainer.ts')>(
    'src/engine/train/trainer.ts',
  );
  const { data, training, ...base } = defaultExperiment();
  const experiment = {
    ...base,
    cards: cardsOf(['toy']),
    data: { ...data, numTrainRows: 60, numValidationRows: 40, numTestRows: 50 },
    training: { ...training, numReplicas: 2, batchSize: 16 },
  };
  const trainer = await createTrainer(experiment, null);
  const [before] = await trainer.evaluate();
  for (let step = 0; step < 2; step++) trainer.trainStep(0.01);
  const [after] = await trainer.evaluate();
  trainer.dispose();
  expect(after?.loss.test).toHaveLength(2 * base.tasks.length);
  expect(after?.loss.test.every(Number.isFinite)).toBe(true);
  expect(after?.loss.test).not.toEqual(before?.loss.test);
});

it('keeps the rules of the tree', async () => {
  const script = join(import.meta.dirname, '../tree.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--json', folder]);
  expect(JSON.parse(stdout)).toMatchObject({
    'names declared twice and exported': 0,
    'circles of folders': 0,
  });
});

it('makes rows of the data source', async () => {
  const { dataSourceOf } = await load<typeof import('../../src/data/sources/registry.ts')>(
    'src/data/sources/registry.ts',
  );
  const { sourceInfos } = await load<typeof import('../../src/data/sources/sources.ts')>(
    'src/data/sources/sources.ts',
  );
  const setup = setupOf([regressionTask, { ...regressionTask, kind: 'binary' }], { source: 'slopes' });
  expect(sourceInfos.find(({ id }) => id === 'slopes')?.problemsOf(setup)).toEqual([]);
  for (const { numRows, targets, mask } of Object.values(replicaOf(await dataSourceOf('slopes'), setup, 0))) {
    expect(targets).toHaveLength(2 * numRows);
    expect(targets.every(Number.isFinite)).toBe(true);
    expect(new Set(targets.subarray(numRows))).toEqual(new Set([0, 1]));
    expect(mask.every((flag) => flag === 1)).toBe(true);
  }
});

it('derives the operation as finite differences do', async () => {
  const { registerOperations } = await load<typeof import('../../src/engine/kernels/register.ts')>(
    'src/engine/kernels/register.ts',
  );
  const { swish } = await load<{ readonly swish: (x: Tensor) => Tensor }>(
    'src/engine/kernels/swish/swish.ts',
  );
  registerOperations();
  const places = [-3, -0.5, 0, 0.7, 2];
  const x = tensor(places);
  const { grads } = engine().gradients(() => swish(x), [x], ones([places.length]));
  const valuesAt = (shift: number) => swish(tensor(places.map((place) => place + shift))).data();
  const [above, below] = [await valuesAt(0.01), await valuesAt(-0.01)];
  expect(await grads[0]?.data()).toHaveLength(places.length);
  for (const [i, slope] of (await grads[0]?.data())?.entries() ?? [])
    expect(slope).toBeCloseTo(((above[i] ?? 0) - (below[i] ?? 0)) / 0.02, 3);
});

it('draws the picture', async () => {
  const { ParameterBars } = await load<{
    readonly ParameterBars: FunctionComponent<{ readonly counts: CountByPart }>;
  }>('app/charts/parameters/ParameterBars.tsx');
  const counts = { experts: 60, gates: 30, towers: 10, total: 100 };
  const markup = renderToStaticMarkup(createElement(ParameterBars, { counts }));
  expect(markup).toMatch(/<figure.*<svg data-picture.*<rect .*<rect .*<rect /);
});

it('lists the preset, which can run and claims something', async () => {
  const { presetOfId } = await load<typeof import('../../src/teach/presets/presets.ts')>(
    'src/teach/presets/presets.ts',
  );
  const preset = presetOfId('bottleneck');
  expect(preset?.hint).toMatch(/\blook/);
  expect(preset?.claims).not.toHaveLength(0);
  expect(preset && problemsOfExperiment(preset.experiment)).toEqual([]);
});
