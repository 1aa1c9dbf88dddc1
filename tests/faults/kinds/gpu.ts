/** GPUs that are lost, complain, compute nonsense, or are not there. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import { patience, stepOf } from '../../e2e/harness/playground.ts';
import { expect } from '../../e2e/harness/test.ts';
import type { Fault } from '../fault.ts';
import { interruption, obstacle } from '../flows.ts';
import { beginWorkersWith, crashGpu, leaderOf } from '../injections.ts';
import {
  askBeforeAnswers,
  bindLittle,
  giveLostDevices,
  giveNoAdapter,
  giveNoDevice,
  keepDevices,
  loseWhileCompiling,
  neverAnswer,
  refuseBuffers,
  refuseFilledBuffers,
  removeGpu,
  spoilPrograms,
} from '../prepared.ts';
import { harmedRun, numSteps, onlyMessage, readBackend } from '../readings.ts';
import { gpuReplacedAtRestBy, gpuReplacedBy } from '../sentences.ts';

const { engine } = text;

const onGpu = { path: harmedRun('webgpu'), page: { webgpu: true, ownBrowser: true } };
const withDevices = { ...onGpu, prepare: (page: Page) => beginWorkersWith(page, keepDevices) };

/** Said without a GPU, at whoever asked for one. */
const insteadOfGpu = (why: string) =>
  ({
    ends: 'finished',
    says: engine.insteadOf('wasm', 'webgpu', why),
    reads: (page: Page) => readBackend(page, 'wasm'),
  }) as const;

const noRoom = engine.insteadOf('wasm', 'webgpu', engine.stepTooLarge(0, 1024));

/** Browsers refuse the GPU to a page that lost it twice. */
async function crashTwice(page: Page): Promise<void> {
  await crashGpu(page);
  if (page.workers().length > 1) return;
  await onlyMessage(page, gpuReplacedBy('webgpu'));
  await crashGpu(page);
}

/** A buffer for uses that exclude each other, and nobody who waits for the error. */
const makeInvalid = async (page: Page): Promise<void> =>
  (await leaderOf(page)).evaluate(() => {
    const device = (self as unknown as WorkerGlobalScope).devices.at(-1);
    device?.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.MAP_WRITE });
    // A device that rests is not told before it has something to do. Nothing is waited for: the worker may be ended first.
    void device?.queue.onSubmittedWorkDone();
  });

const destroyDevice = async (page: Page): Promise<void> =>
  (await leaderOf(page)).evaluate(() => (self as unknown as WorkerGlobalScope).devices.at(-1)?.destroy());

const withAnswers = { ...onGpu, prepare: (page: Page) => beginWorkersWith(page, askBeforeAnswers) };

/** From the next answer on. */
const answersAre = (fate: 'lost' | 'silent') => async (page: Page) =>
  (await leaderOf(page)).evaluate((word) => {
    (self as unknown as WorkerGlobalScope).insteadOfAnswer = word;
  }, fate);

const hasDevice = async (page: Page): Promise<boolean> =>
  (await leaderOf(page)).evaluate(() => ((self as Partial<WorkerGlobalScope>).devices?.length ?? 0) > 0);

/** The second one goes as soon as it is there: whether a run had begun on it, and so on what the next one goes on, is a race. */
async function destroyTwice(page: Page): Promise<void> {
  if ((await stepOf(page)) === numSteps) return;
  const leader = await leaderOf(page);
  await destroyDevice(page);
  await expect.poll(() => page.workers().includes(leader), patience).toBe(false);
  await expect.poll(() => hasDevice(page).catch(() => false), { ...patience, interval: 20 }).toBe(true);
  await destroyDevice(page);
}

/** The adapter is gone with the device, as where somebody takes out a card, or a driver is put in the place of another. */
async function takeAdapter(page: Page): Promise<void> {
  if (!(await hasDevice(page))) return;
  await page.unrouteAll();
  await beginWorkersWith(page, giveNoAdapter);
  await destroyDevice(page);
}

export const gpuFaults: readonly Fault[] = [
  interruption({
    name: 'The GPU process crashes',
    ...onGpu,
    harm: crashGpu,
    says: gpuReplacedBy('webgpu'),
    saysAfterwards: gpuReplacedAtRestBy('wasm'),
  }),
  interruption({
    name: 'The GPU process crashes twice in a row',
    ...onGpu,
    harm: crashTwice,
    says: gpuReplacedBy('wasm'),
    saysAfterwards: null,
    isOnOtherBackend: true,
  }),
  interruption({
    name: 'The device of the GPU is destroyed',
    ...withDevices,
    harm: destroyDevice,
    says: gpuReplacedBy('webgpu'),
    saysAfterwards: gpuReplacedAtRestBy('webgpu'),
  }),
  interruption({
    name: 'The GPU reports an error that nobody waited for',
    ...withDevices,
    harm: makeInvalid,
    says: gpuReplacedBy('webgpu'),
    saysAfterwards: gpuReplacedAtRestBy('webgpu'),
  }),
  interruption({
    name: 'The device of the GPU is lost when it is asked for what an evaluation found',
    ...withAnswers,
    harm: answersAre('lost'),
    says: gpuReplacedBy('webgpu'),
    saysAfterwards: null,
  }),
  interruption({
    name: 'The GPU never answers again, and is not lost',
    ...withAnswers,
    harm: answersAre('silent'),
    says: gpuReplacedBy('webgpu'),
    saysAfterwards: null,
  }),
  interruption({
    name: 'The device of the GPU is destroyed, and the next one as soon as it is there',
    ...withDevices,
    harm: destroyTwice,
    says: new RegExp(`${gpuReplacedBy('webgpu').source}|${gpuReplacedBy('wasm').source}`),
    saysAfterwards: null,
    isOnOtherBackend: true,
  }),
  interruption({
    name: 'The adapter of the GPU vanishes with its device',
    ...withDevices,
    harm: takeAdapter,
    says: gpuReplacedBy('wasm'),
    saysAfterwards: null,
    isOnOtherBackend: true,
  }),
  obstacle({
    name: 'Every device of the GPU is lost while it compiles',
    ...onGpu,
    prepare: (page) => beginWorkersWith(page, loseWhileCompiling),
    ends: 'finished',
    says: gpuReplacedBy('wasm'),
  }),
  obstacle({
    name: 'The GPU has no memory for what it is given',
    ...onGpu,
    prepare: (page) => beginWorkersWith(page, refuseFilledBuffers),
    ends: 'finished',
    says: gpuReplacedBy('wasm'),
  }),
  obstacle({
    name: 'The browser has no WebGPU',
    ...onGpu,
    prepare: (page) => beginWorkersWith(page, removeGpu),
    ...insteadOfGpu(engine.noWebGpu),
  }),
  obstacle({
    name: 'There is no adapter for a GPU',
    ...onGpu,
    prepare: (page) => beginWorkersWith(page, giveNoAdapter),
    ...insteadOfGpu(engine.noGpuAdapter),
  }),
  obstacle({
    name: 'The GPU never answers',
    ...onGpu,
    prepare: (page) => beginWorkersWith(page, neverAnswer),
    ...insteadOfGpu(engine.gpuSilent),
  }),
  obstacle({
    name: 'The adapter gives no device',
    ...onGpu,
    prepare: (page) => beginWorkersWith(page, giveNoDevice),
    ...insteadOfGpu('Device refused.'),
  }),
  obstacle({
    name: 'Every device of the GPU is lost at once',
    ...onGpu,
    prepare: (page) => beginWorkersWith(page, giveLostDevices),
    ends: 'finished',
    says: gpuReplacedBy('wasm'),
  }),
  obstacle({
    name: 'The GPU has no memory',
    ...onGpu,
    prepare: (page) => beginWorkersWith(page, refuseBuffers),
    ends: 'finished',
    says: gpuReplacedBy('wasm'),
  }),
  obstacle({
    name: 'A step has no room on the GPU',
    ...onGpu,
    prepare: (page) => beginWorkersWith(page, bindLittle),
    ends: 'finished',
    says: new RegExp(noRoom.replace('0 MB', '\\d+ MB')),
    reads: (page) => readBackend(page, 'wasm'),
  }),
  obstacle({
    name: 'No program of the GPU compiles',
    ...onGpu,
    prepare: (page) => beginWorkersWith(page, spoilPrograms),
    ends: 'finished',
    says: gpuReplacedBy('wasm'),
  }),
];
