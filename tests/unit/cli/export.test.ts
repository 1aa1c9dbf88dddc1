/** The export command: the network that the verdict speaks of, from training that network alone. */
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { trainedCardOf } from '../../../src/experiment/derived/trainedCard.ts';
import { setComparison, setTraining } from '../../../src/experiment/edit.ts';
import { setCardOptions } from '../../../src/experiment/editCards.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { linkOfAll } from '../../../src/experiment/link/link.ts';
import { readSafetensors } from '../../../src/interop/safetensors.ts';
import { root, runIn } from '../commands.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { outputOf } from './inProcess.ts';

const folder = await temporaryFolder();

/** So few rows and so high a rate that the best step is not the last. */
function overfitting(): Experiment {
  let small = setComparison(
    { ...defaultExperiment(), cards: cardsOf(['adattSp', 'singleTask']) },
    { budget: 'asConfigured' },
  );
  for (const { id } of small.cards) small = setCardOptions(small, id, { levelDims: [[8]], towerDims: [4] });
  const data = { ...small.data, numTrainRows: 50, numValidationRows: 100, numTestRows: 100 };
  return setTraining(
    { ...small, data },
    { numReplicas: 2, batchSize: 16, numSteps: 120, evalEvery: 10, learningRate: 0.03, backend: 'wasm' },
  );
}

async function exported(experiment: Experiment, card: string, ...args: readonly string[]) {
  const stdout = await outputOf('export', linkOfAll(experiment), '--card', card, '--out', folder, ...args);
  const path = stdout.match(/\S+\.safetensors/)?.[0] ?? '';
  return { stdout, ...readSafetensors(await readFile(path)) };
}

it('writes the repetition at the step that the verdict goes by, and says both losses', async () => {
  const experiment = overfitting();
  const { architectures } = JSON.parse(await outputOf('train', linkOfAll(experiment), '--json'));
  expect(architectures).toHaveLength(2);
  for (const { id, tasks } of architectures) {
    const { stdout, metadata } = await exported(experiment, id, '--repetition', '2');
    expect(Number(metadata.get('step'))).toBeLessThan(120);
    const about = metadata.get('about') ?? '';
    for (const [task, { loss }] of tasks.entries())
      expect(about).toContain(`${loss[1].toPrecision(4)} (${experiment.tasks[task]?.name})`);
    expect(about).toMatch(
      /At the last evaluation, step 120: validation loss \d\.\d{3} of the best constant's/,
    );
    expect(stdout).toContain(about);
  }
});

it('leaves nothing under a name where the disk is full', async () => {
  const full = await temporaryFolder();
  await runIn(root, 'export', '--help');
  const command = `'${process.execPath}' '${join(root, 'src/cli/run.mjs')}' export`;
  // The weights fit, but not the program. Node would end at the signal.
  const limited = `trap '' XFSZ; ulimit -f 8; exec ${command} figure3 --steps 0 --out '${full}'`;
  const { status, stderr } = spawnSync('sh', ['-c', limited], { encoding: 'utf8' });
  expect(stderr).toMatch(/\/A-\w+\.py' cannot be written: EFBIG/);
  expect(status).toBe(2);
  expect(await readdir(full)).toEqual([]);
});

it('chooses among the learning rates of a card by all repetitions, as the verdict does', async () => {
  const tuned = setComparison(overfitting(), { isTuned: true, learningRates: [0.3, 0.01] });
  const { metadata } = await exported(tuned, 'A', '--steps', '40');
  expect(metadata.get('card')).toMatch(/^A.*0\.01/);
});

it('trains each at its best size, says which that is, and writes that network', async () => {
  const sized = setComparison(overfitting(), {
    budget: 'bestSize',
    isTuned: true,
    learningRates: [0.3, 0.01],
  });
  const { architectures } = JSON.parse(await outputOf('train', linkOfAll(sized), '--json'));
  const said = await outputOf('train', linkOfAll(sized));
  expect(said).toMatch(/architecture +parameters +multiply-adds a row +widths +learning rate/);
  expect(said).toContain('(each at its best size)');
  for (const { id, sizeFactor, learningRate, numParams } of architectures) {
    const card = trainedCardOf(sized, id, sizeFactor);
    expect([sizeFactor, learningRate]).toEqual([expect.any(Number), 0.01]);
    expect(numParams).toBe(card?.costs?.parameters.total);
    expect(said).toMatch(new RegExp(`${id}  .*× ${sizeFactor} `));
    const { metadata, tensors } = await exported(sized, id);
    expect(metadata.get('card')).toMatch(new RegExp(`^${id}.*~${sizeFactor}@0\\.01`));
    expect([...tensors.values()].reduce((sum, { values }) => sum + values.length, 0)).toBe(numParams);
  }
});
