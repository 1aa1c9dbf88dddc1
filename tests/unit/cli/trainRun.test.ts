/** Training in several threads without a browser, and what happens when one of them is lost. */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { bundleOf } from '../../../src/build/bundle.mjs';
import { nodeThreads } from '../../../src/cli/nodeThreads.ts';
import { type TrainedRun, withRunner } from '../../../src/cli/trainRun.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setData, setTraining } from '../../../src/experiment/edit.ts';
import type { SpawnThread } from '../../../src/session/pool/pool.ts';

let poolWorkerFile = '';
beforeAll(async () => {
  poolWorkerFile = await bundleOf(join(import.meta.dirname, '../../../src/cli/poolWorker.ts'));
});

const asked = { backend: 'cpu', numWorkers: 2 } as const;
const few = { source: 'synthetic', inputDim: 8, numTrainRows: 128, numValidationRows: 10, numTestRows: 10 };
const cards = cardsOf(['sharedBottom', 'sharedBottom']);
const base = setData({ ...defaultExperiment(), cards }, few);
/** Enough work to be worth sharing. */
const experiment = setTraining(base, { numReplicas: 2, batchSize: 128, numSteps: 20, evalEvery: 10 });

const withoutSpeed = ({ numThreads: _, stepsPerSecond: __, networksAtCheckpoint: ___, ...run }: TrainedRun) =>
  run;

/** What a run gave, without how fast it was. */
async function runWith(spawn: SpawnThread) {
  const run = await withRunner(asked, ({ train }) => train(experiment), { count: 2, spawn });
  return withoutSpeed(run);
}

let trainedAlone: ReturnType<typeof trainAlone> | undefined;
const trainAlone = () =>
  withRunner({ ...asked, numWorkers: 1 }, async ({ train }) => withoutSpeed(await train(experiment)));
const alone = () => (trainedAlone ??= trainAlone());

/** Threads of which the first few are ended as soon as they are asked for anything. */
function dyingThreads(numDeaths: number) {
  const { spawn } = nodeThreads(2, poolWorkerFile);
  let numMade = 0;
  const spawnDying: SpawnThread = (events) => {
    numMade += 1;
    const thread = spawn(events);
    if (numMade > numDeaths) return thread;
    return { ...thread, post: () => thread.end() };
  };
  return { spawn: spawnDying, numMade: () => numMade };
}

it('gives the same run in two threads as in one, again when a thread dies, and alone when two have', async () => {
  const expected = await alone();
  expect(expected.networks.get('A')?.history).toHaveLength(3);
  for (const [numDeaths, numMade] of [
    [0, 1],
    [1, 2],
    [2, 2],
  ] as const) {
    const threads = dyingThreads(numDeaths);
    expect(await runWith(threads.spawn)).toEqual(expected);
    expect(threads.numMade()).toBe(numMade);
  }
});

it('trains alone where threads cannot be started', async () => {
  const { spawn } = nodeThreads(2, join(import.meta.dirname, 'missing.mjs'));
  expect(await runWith(spawn)).toEqual(await alone());
});
