/** Workers that fail, fall silent, or never come. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import { enter, field, patience, unfold } from '../../e2e/harness/playground.ts';
import { expect } from '../../e2e/harness/test.ts';
import { hurryIntervals, recordWorkers } from '../../e2e/harness/workers.ts';
import type { Fault } from '../fault.ts';
import { interruption, obstacle } from '../flows.ts';
import { beginWorkersWith, hang, leaderOf, poolWorkersOf, throwIn, withoutFile } from '../injections.ts';
import {
  pretendFourCores,
  refuseInstances,
  refuseMemory,
  refuseWorkers,
  removeWebAssembly,
} from '../prepared.ts';
import { harmedRun, readBackend } from '../readings.ts';
import { workerReplaced, workerReplacedAtRest } from '../sentences.ts';

/** For plain JavaScript. */
const shortRun = harmedRun('wasm').replace('steps=120', 'steps=30').replace('&B=sharedBottom', '');

const ofWorkers = { says: workerReplaced, saysAfterwards: workerReplacedAtRest };
/** Nobody asks for a thread that died beside a run that stands: the next run gets another one. */
const ofMembers = { says: workerReplaced, saysAfterwards: null };
const thrown = { tolerated: [/thrown by a test/] };
/** What a file that is not to be had leaves in the console. */
const aborted = { tolerated: [/ERR_FAILED/] };

const onFourCores = { prepare: (page: Page) => beginWorkersWith(page, pretendFourCores) };

async function throwInMembers(page: Page, numWorkers: number): Promise<void> {
  const poolWorkers = await poolWorkersOf(page);
  expect(poolWorkers).toHaveLength(2);
  for (const poolWorker of poolWorkers.slice(0, numWorkers)) await throwIn(poolWorker);
}

/** After the second time the leader trains alone, so that there is nobody to harm afterwards. */
async function throwInMembersTwice(page: Page): Promise<void> {
  if ((await poolWorkersOf(page)).length === 0) return;
  const leader = await leaderOf(page);
  await throwInMembers(page, 2);
  await expect.poll(() => page.workers().includes(leader), patience).toBe(false);
  await expect.poll(async () => (await poolWorkersOf(page)).length, patience).toBe(2);
  const second = await leaderOf(page);
  await throwInMembers(page, 2);
  await expect.poll(() => page.workers().includes(second), patience).toBe(false);
  await expect.poll(() => page.workers().length, patience).toBe(1);
}

async function takeFewRows(page: Page): Promise<void> {
  await unfold(page, text.settings.data.title);
  await enter(field(page, text.experiment.fields.data.numTrainRows), '200');
}

export const workerFaults: readonly Fault[] = [
  interruption({
    name: 'The worker that trains throws an error',
    isDaily: true,
    page: thrown,
    harm: async (page) => throwIn(await leaderOf(page)),
    ...ofWorkers,
  }),
  interruption({
    name: 'The worker never answers again',
    page: { initScripts: [hurryIntervals] },
    harm: async (page) => hang(await leaderOf(page)),
    ...ofWorkers,
  }),
  interruption({
    name: 'The worker is ended from outside',
    page: { initScripts: [recordWorkers, hurryIntervals] },
    harm: (page) => page.evaluate(() => window.workerRecord.workers.at(-1)?.terminate()),
    ...ofWorkers,
  }),
  interruption({
    name: 'One of three threads dies',
    page: thrown,
    ...onFourCores,
    harm: (page) => throwInMembers(page, 1),
    ...ofMembers,
  }),
  interruption({
    name: 'One of three threads falls silent',
    ...onFourCores,
    harm: async (page) => {
      const [poolWorker] = await poolWorkersOf(page);
      if (poolWorker !== undefined) await hang(poolWorker);
    },
    ...ofMembers,
  }),
  interruption({
    name: 'All threads but the one that leads die, twice in a row',
    page: thrown,
    ...onFourCores,
    harm: throwInMembersTwice,
    ...ofMembers,
  }),
  obstacle({
    name: 'The file of the worker is not to be had',
    isDaily: true,
    page: aborted,
    prepare: (page) => withoutFile(page, '**/assets/worker-*.js'),
    ends: 'failed',
    says: text.session.notDownloaded,
    remove: (page) => page.unrouteAll(),
  }),
  obstacle({
    name: 'The browser makes no workers',
    page: { initScripts: [refuseWorkers] },
    ends: 'failed',
    says: text.session.cannotRecover,
    remove: (page) => page.evaluate(() => window.allowWorkers()),
  }),
  obstacle({
    name: 'The file of WebAssembly is not to be had',
    isDaily: true,
    page: aborted,
    path: shortRun,
    prepare: (page) => withoutFile(page, '**/*.wasm'),
    ends: 'finished',
    says: text.engine.insteadOf('cpu', 'wasm', '').trim(),
    reads: (page) => readBackend(page, 'cpu'),
  }),
  obstacle({
    name: 'The files of two ways to compute are not to be had',
    isDaily: true,
    page: aborted,
    path: shortRun,
    prepare: async (page) => {
      await withoutFile(page, '**/assets/wasmBackend-*.js*');
      await withoutFile(page, '**/assets/cpu-*.js*');
    },
    ends: 'failed',
    says: text.session.notDownloaded,
    remove: (page) => page.unrouteAll(),
  }),
  obstacle({
    name: 'There is no memory for WebAssembly',
    // Said by TensorFlow.js.
    page: { tolerated: [/wasm|WebAssembly|ArrayBuffer/] },
    path: shortRun,
    prepare: (page) => beginWorkersWith(page, refuseInstances),
    ends: 'finished',
    says: text.engine.insteadOf('cpu', 'wasm', '').trim(),
    reads: (page) => readBackend(page, 'cpu'),
  }),
  obstacle({
    name: 'WebAssembly is switched off',
    path: shortRun,
    prepare: (page) => beginWorkersWith(page, removeWebAssembly),
    ends: 'finished',
    says: text.engine.insteadOf('cpu', 'wasm', text.engine.noWebAssembly),
    reads: (page) => readBackend(page, 'cpu'),
  }),
  obstacle({
    name: 'The browser refuses more memory',
    path: harmedRun('wasm').replace('in=8', 'in=64').replace('train=200', 'train=60000'),
    prepare: (page) => beginWorkersWith(page, refuseMemory),
    ends: 'failed',
    says: text.engine.outOfMemory,
    remove: takeFewRows,
  }),
];
