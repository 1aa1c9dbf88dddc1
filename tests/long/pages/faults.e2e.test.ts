/**
 * `npm run test:all -- pages`: what happens too rarely for `npm test`, provoked on the built page. A run that is struck goes on from its last
 * checkpoint to the results of a run that nothing struck; a finished one stays; the set-up is kept, and a sentence says what happened.
 */
import type { Page, Worker } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import {
  atAnyStep,
  expectSetUp,
  expectUsable,
  harmedRun,
  messagesOf,
  onlyMessage,
  throwIn,
  workersOf,
} from '../../e2e/harness/harm.ts';
import { drop, panel } from '../../e2e/harness/ownFile.ts';
import {
  barButton,
  patience,
  press,
  setSpeed,
  shareLink,
  stepOf,
  train,
  waitForPhase,
  waitForStepAfter,
} from '../../e2e/harness/playground.ts';
import { expect, type PageOptions, test } from '../../e2e/harness/test.ts';
import { hurryIntervals, recordWorkers, reportsOf } from '../../e2e/harness/workers.ts';

const { app, engine, session, sharing } = text;
const { run: words } = app;

/** Backend and losses of a finished run at every step of its schedule, to the last bit. */
async function fingerprintOf(page: Page): Promise<string> {
  await expect.poll(() => shareLink(page), patience).toContain('&fp=');
  return /&fp=([^&]*)/.exec(await shareLink(page))?.[1] ?? '';
}

interface Interruption {
  readonly name: string;
  readonly path?: string;
  readonly page?: PageOptions;
  readonly harm: (page: Page) => Promise<unknown>;
  /** Said when it strikes a run that trains. Null: nothing, since nothing stops. */
  readonly says: RegExp | null;
  /** What the leading worker runs before its own code. */
  readonly first?: () => void;
  /** What goes on is computed elsewhere, with other last digits. */
  readonly isOnOtherBackend?: boolean;
}

/** The worker that leads runs `first` before its own code. */
const beginWorkersWith = (page: Page, first: () => void): Promise<unknown> =>
  page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${String(first)})();${await response.text()}` });
  });

const replacedWorker = atAnyStep((step) => session.recoveredFromWorker(step, 'wasm', true));
const replacedGpu = (backend: 'wasm' | 'webgpu') =>
  atAnyStep((step) => session.recoveredFromDevice(step, backend, true));

const gpu = { path: harmedRun('webgpu'), page: { webgpu: true, ownBrowser: true } } as const;
const thrown = { tolerated: [/thrown by a test/] };

/** It never answers again. */
const hang = (worker: Worker | undefined) =>
  worker?.evaluate(() => {
    setTimeout(() => {
      for (;;) performance.now();
    });
  });

/** Three threads share in a run; the one that leads notices within seconds when another falls silent. */
function pretendFourCores(): void {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 4 });
  const usual = self.setInterval.bind(self);
  const hurried = (handler: TimerHandler, delayMs = 0) => usual(handler, delayMs / 6);
  Object.assign(self, { setInterval: hurried });
}

/** After the second time the leader trains alone. */
async function throwInMembersTwice(page: Page): Promise<void> {
  for (let time = 1; time <= 2; time++) {
    const { leader, poolWorkers } = await workersOf(page);
    expect(poolWorkers).toHaveLength(2);
    for (const poolWorker of poolWorkers) await throwIn(poolWorker);
    await expect.poll(() => page.workers().includes(leader), patience).toBe(false);
    await expect
      .poll(async () => (await workersOf(page)).poolWorkers.length, patience)
      .toBe(time === 1 ? 2 : 0);
  }
}

/** As a faulty driver does. */
async function crashGpu(page: Page): Promise<void> {
  const devTools = await page.context().browser()?.newBrowserCDPSession();
  await devTools?.send('Browser.crashGpuProcess');
}

async function crashTwice(page: Page): Promise<void> {
  await crashGpu(page);
  await onlyMessage(page, replacedGpu('webgpu'));
  await crashGpu(page);
}

/** From `silence` on no answer of the GPU comes. What waits for one loses its patience twelve times as soon. */
function withSilence(): void {
  const { mapAsync } = GPUBuffer.prototype;
  GPUBuffer.prototype.mapAsync = function map(this: GPUBuffer, ...given) {
    return 'isSilent' in self ? new Promise(() => undefined) : mapAsync.apply(this, given);
  };
  const usual = self.setInterval.bind(self);
  const hurried = (handler: TimerHandler, delayMs = 0) => usual(handler, delayMs / 12);
  Object.assign(self, { setInterval: hurried });
}

const silence = async (page: Page) =>
  (await workersOf(page)).leader.evaluate(() => void Object.assign(self, { isSilent: true }));

/** The machine sleeps for some seconds, and the clocks of page and workers say an hour. */
async function sleep(page: Page): Promise<void> {
  const devTools = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await devTools?.send('SystemInfo.getProcessInfo')) ?? {};
  const ids = processInfo.filter(({ type }) => type !== 'browser').map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(1);
  for (const id of ids) process.kill(id, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 3000));
  for (const id of ids) process.kill(id, 'SIGCONT');
  await moveClocks(page, 3_600_000);
}

/** Calendar and stopwatch of page and workers; the stopwatch of a browser never goes back. */
async function moveClocks(page: Page, byMs: number): Promise<void> {
  for (const thread of [page, ...page.workers()])
    await (thread as Page).evaluate((ms) => {
      const { now } = Date;
      Date.now = () => now.call(Date) + ms;
      const stopwatch = performance.now.bind(performance);
      if (ms > 0) performance.now = () => stopwatch() + ms;
    }, byMs);
}

/** Training goes on meanwhile. The engine is asked behind the page's back, which may rest while it is hidden. */
async function hideForAWhile(page: Page): Promise<void> {
  const engineStep = async () =>
    (await reportsOf(page)).findLast(({ type }) => type === 'progress')?.step ?? 0;
  const isHidden = () => page.evaluate(() => document.hidden);
  const front = await page.context().newPage();
  await front.bringToFront();
  await expect.poll(isHidden, patience).toBe(true);
  const hiddenAt = await engineStep();
  await expect.poll(engineStep, patience).toBeGreaterThan(hiddenAt + 20);
  expect(await isHidden()).toBe(true);
  await page.bringToFront();
  await front.close();
}

/** A page that is put away for the back button has paused: nobody wants it to train unseen. */
async function leaveAndComeBack(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset['isSame'] = 'yes';
    location.href = './licences.txt';
  });
  await page.waitForURL(/licences\.txt$/);
  // Not `goBack`, which waits for a load that does not come.
  await page.evaluate(() => history.back());
  await waitForPhase(page, 'paused');
  expect(await page.locator('html').getAttribute('data-is-same'), 'kept for the back button').toBe('yes');
  await press(page, words.play);
}

async function trainInAnotherTab(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(new URL(harmedRun('wasm').replace('A=adattSp', 'A=mmoe'), page.url()).href);
  await train(other);
  await other.close();
}

const interruptions: readonly Interruption[] = [
  {
    name: 'The worker never answers again',
    page: { initScripts: [hurryIntervals] },
    harm: async (page) => hang((await workersOf(page)).leader),
    says: replacedWorker,
  },
  {
    name: 'One of three threads falls silent',
    first: pretendFourCores,
    harm: async (page) => hang((await workersOf(page)).poolWorkers[0]),
    says: replacedWorker,
  },
  {
    name: 'All threads but the one that leads die, twice in a row',
    page: thrown,
    first: pretendFourCores,
    harm: throwInMembersTwice,
    says: replacedWorker,
  },
  { name: 'The GPU process crashes', ...gpu, harm: crashGpu, says: replacedGpu('webgpu') },
  {
    name: 'The GPU process crashes twice in a row',
    ...gpu,
    harm: crashTwice,
    says: replacedGpu('wasm'),
    isOnOtherBackend: true,
  },
  {
    name: 'The GPU never answers again, and is not lost',
    ...gpu,
    first: withSilence,
    harm: silence,
    says: replacedGpu('webgpu'),
  },
  {
    name: 'The machine sleeps, and wakes an hour later',
    page: { ownBrowser: true },
    harm: sleep,
    says: null,
  },
  { name: 'The clock is set back by an hour', harm: (page) => moveClocks(page, -3_600_000), says: null },
  {
    name: 'There is no network any more',
    page: { tolerated: [/ERR_INTERNET_DISCONNECTED/] },
    harm: (page) => page.context().setOffline(true),
    says: null,
  },
  {
    name: 'The tab is hidden',
    page: { ownBrowser: 'natural', initScripts: [recordWorkers] },
    harm: hideForAWhile,
    says: null,
  },
  {
    name: 'Another page is opened in the tab, and then the back button',
    page: { ownBrowser: 'natural' },
    harm: leaveAndComeBack,
    says: null,
  },
  { name: 'Another tab trains another set-up', harm: trainInAnotherTab, says: null },
];

test.for(interruptions)('$name', async (given, { openPage }) => {
  const { path = harmedRun('wasm'), first, harm, says, isOnOtherBackend = false } = given;
  const page = await openPage({ ...given.page, path });
  if (first !== undefined) await beginWorkersWith(page, first);
  await train(page);
  const undisturbed = await fingerprintOf(page);
  await setSpeed(page, words.speedOf(10));
  await press(page, words.playAgain);
  await waitForStepAfter(page, 20);
  await harm(page);
  if (says !== null) await onlyMessage(page, says);
  expect(await stepOf(page)).toBeLessThan(120);
  await setSpeed(page, words.fullSpeed);
  await waitForPhase(page, 'finished');
  if (says === null) expect(await messagesOf(page)).toEqual([]);
  await expectSetUp(page, path);
  const fingerprint = await fingerprintOf(page);
  if (!isOnOtherBackend) expect(fingerprint).toBe(undisturbed);
  await expectUsable(page);
});

/** Each buffer is a thousand gigabytes larger than asked for. */
function refuseBuffers(): void {
  const usual = GPUDevice.prototype.createBuffer;
  GPUDevice.prototype.createBuffer = function create(this: GPUDevice, descriptor) {
    return usual.call(this, { ...descriptor, size: descriptor.size + 2 ** 40 });
  };
}

function spoilPrograms(): void {
  const usual = GPUDevice.prototype.createShaderModule;
  GPUDevice.prototype.createShaderModule = function create(this: GPUDevice, descriptor) {
    return usual.call(this, { ...descriptor, code: 'This is no program.' });
  };
}

/** WebAssembly is there, but not the memory for it. */
function refuseInstances(): void {
  const refuse = () => Promise.reject(new RangeError('WebAssembly.instantiate(): Out of memory'));
  Object.assign(WebAssembly, { instantiate: refuse, instantiateStreaming: refuse });
}

/** Whatever the memory of a worker starts with is all it gets. */
function refuseMemory(): void {
  WebAssembly.Memory.prototype.grow = () => {
    throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded');
  };
}

test.for([
  {
    name: 'The GPU has no memory',
    ...gpu,
    first: refuseBuffers,
    ends: 'finished',
    says: replacedGpu('wasm'),
  },
  {
    name: 'No program of the GPU compiles',
    ...gpu,
    first: spoilPrograms,
    ends: 'finished',
    says: replacedGpu('wasm'),
  },
  {
    name: 'There is no memory for WebAssembly',
    path: harmedRun('wasm'),
    // Said by TensorFlow.js.
    page: { tolerated: [/wasm|WebAssembly|ArrayBuffer/] },
    first: refuseInstances,
    ends: 'finished',
    says: null,
  },
  {
    name: 'The browser refuses more memory',
    path: harmedRun('wasm').replace('in=8', 'in=64').replace('train=200', 'train=60000'),
    page: {},
    first: refuseMemory,
    ends: 'failed',
    says: engine.outOfMemory,
  },
] as const)('$name', async ({ path, page: options, first, ends, says }, { openPage }) => {
  const page = await openPage({ ...options, path });
  await beginWorkersWith(page, first);
  await press(page, words.play);
  await waitForPhase(page, ends);
  if (says !== null) await onlyMessage(page, says);
  else {
    await press(page, app.menu.more);
    await barButton(page, app.backend.name(session.backendLabel('cpu'))).waitFor();
    await page.keyboard.press('Escape');
  }
  await expectSetUp(page, path);
});

test('The tab crashes and is loaded again', async ({ openPage }) => {
  const path = harmedRun('wasm');
  const page = await openPage({ path, ownBrowser: true, tolerated: [/the tab died/] });
  await press(page, words.play);
  await waitForStepAfter(page, 0);
  const url = page.url();
  const crashed = page.waitForEvent('crash');
  const devTools = await page.context().newCDPSession(page);
  devTools.send('Page.crash').catch(() => undefined);
  await crashed;
  const next = await page.context().newPage();
  await next.goto(url);
  await waitForPhase(next, 'idle');
  await expectSetUp(next, path);
  await expectUsable(next);
});

/** As another program, or another version of this page, may have left it. */
function spoilStorage(): void {
  // The empty page before the first has none.
  if (location.protocol === 'about:') return;
  for (const key of ['experiment', 'theme', 'sweep', 'seenStories'])
    localStorage.setItem(key, '{"__proto__":[1,"\u0000%E0%A4%A&v=x&tasks=1e99');
}

function closeStorage(): void {
  Object.defineProperty(window, 'localStorage', {
    get: () => {
      throw new DOMException('The storage is closed.', 'SecurityError');
    },
  });
}

test.for([
  ['is closed to the page', closeStorage],
  ['holds nonsense', spoilStorage],
] as const)('The storage %s', async ([, script], { openPage }) => {
  const page = await openPage({ path: harmedRun('wasm'), initScripts: [script] });
  await train(page);
  expect(await messagesOf(page)).toEqual([]);
});

test('The clipboard is refused', async ({ openPage }) => {
  const page = await openPage();
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await press(page, app.link.share);
  await page.getByText(sharing.copyByHand).waitFor();
});

test('The worker that reads a file of data dies', async ({ openPage }) => {
  const page = await openPage(thrown);
  await page.route('**/assets/importWorker-*.js', async (route) => {
    const response = await route.fetch();
    const harm =
      "addEventListener('message', () => { setTimeout(() => { throw new Error('thrown by a test'); }); });";
    await route.fulfill({ response, body: harm + (await response.text()) });
  });
  await drop(page, 'own.csv', Buffer.from(`a,b,clicked\n${'0.25,0.5,1\n0.75,0.125,0\n'.repeat(20_000)}`));
  await panel(page).getByText(text.ownData.noWorker).waitFor(patience);
});
