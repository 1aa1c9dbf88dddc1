/** The page without a network: whole after the first visit, one version at a time, and plain words where it cannot train. */
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer as createHost, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { servePage } from '../../src/build/preview.mjs';
import { writeServiceWorker } from '../../src/build/serviceWorker.mjs';
import { text } from '../../src/text/text.ts';
import {
  barButton,
  patience,
  press,
  results,
  setSpeed,
  showTab,
  smallRun,
  stepOf,
  sweepForm,
  train,
  waitForPhase,
  waitForStepAfter,
} from './harness/playground.ts';
import { expect, test as harnessTest } from './harness/test.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const { app, offline: words } = text;

/** The built page in a folder of its own, whose server can be ended and whose files can be exchanged. */
const test = harnessTest.extend('site', async ({}, { onCleanup }) => {
  const root = await mkdtemp(join(tmpdir(), 'offline-'));
  const folder = join(root, 'adatt');
  await cp(dist, folder, { recursive: true });
  const server = await servePage(root, 0);
  let isServing = true;
  const stop = async () => {
    if (isServing) await server.close();
    isServing = false;
  };
  onCleanup(async () => {
    await stop();
    await rm(root, { recursive: true });
  });
  return { url: `${server.url}adatt/`, folder, stop };
});

/** Waits until the page has all it needs and its requests go through the service worker. */
async function waitUntilKept(page: Page): Promise<void> {
  const isKept = () => page.evaluate(() => navigator.serviceWorker.controller?.state === 'activated');
  await expect.poll(isKept, patience).toBe(true);
}

/** Puts another version in the place of the page: the same, but each script has the name of another content. */
async function deployNext(folder: string): Promise<void> {
  const assets = join(folder, 'assets');
  const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js'));
  const nextNames = new Map(scripts.map((name) => [name, name.replace(/[.]js$/, '0.js')]));
  const anyName = new RegExp(scripts.map((name) => name.replaceAll('.', '[.]')).join('|'), 'g');
  for (const file of [join(folder, 'index.html'), ...scripts.map((name) => join(assets, name))]) {
    const code = await readFile(file, 'utf8');
    await writeFile(
      file,
      code.replaceAll(anyName, (name) => nextNames.get(name) ?? name),
    );
  }
  for (const [name, next] of nextNames) await rename(join(assets, name), join(assets, next));
  await writeServiceWorker(folder);
}

/** Below the page's folder. */
async function pathOfRoom(folder: string, room: string): Promise<string> {
  const names = await readdir(join(folder, 'assets'));
  return `assets/${names.find((name) => name.startsWith(room) && name.endsWith('.js'))}`;
}

const cacheNames = (page: Page): Promise<readonly string[]> => page.evaluate(() => caches.keys());

/** What service worker or server say of it, whatever the browser itself has kept. */
const statusOf = (page: Page, path: string): Promise<number> =>
  page.evaluate(async (address) => (await fetch(address, { cache: 'no-store' })).status, path);

/** Takes the place of a server, and leaves every request without an answer. */
async function serveNothing(url: string): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
  server.listen(Number(new URL(url).port), 'localhost');
  await once(server, 'listening');
  return async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
}

/** Takes the place of a server, and gives the answers of `answer`. */
async function serveInstead(
  url: string,
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<() => Promise<void>> {
  const server = createHost(answer);
  server.listen(Number(new URL(url).port), 'localhost');
  await once(server, 'listening');
  return async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
}

test('a host that answers with the page for a file that it has not leaves nothing kept', async ({
  openPage,
  site: { url, folder, stop },
}) => {
  await stop();
  const missing = await pathOfRoom(folder, 'HistoryDialog');
  const content = await readFile(join(folder, missing));
  await rm(join(folder, missing));
  const kinds = new Map([
    ['js', 'text/javascript'],
    ['css', 'text/css'],
    ['wasm', 'application/wasm'],
  ]);
  let numAsked = 0;
  const stopHost = await serveInstead(url, async ({ url: asked = '' }, response) => {
    const path = asked.replace(/^[/]adatt[/]|[?].*$/g, '');
    if (path === missing) numAsked += 1;
    const file = await readFile(join(folder, path)).catch(() => null);
    const type = file === null ? 'text/html' : (kinds.get(path.split('.').at(-1) ?? '') ?? 'text/html');
    response.writeHead(200, { 'content-type': type });
    response.end(file ?? (await readFile(join(folder, 'index.html'))));
  });
  const page = await openPage({
    url,
    serviceWorker: true,
    tolerated: [/integrity|digest|MIME|service worker/i],
  });
  await expect.poll(() => numAsked, patience).toBeGreaterThan(0);
  const isDone = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration()) === undefined);
  await expect.poll(isDone, patience).toBe(true);
  expect(await cacheNames(page)).toEqual([]);

  await writeFile(join(folder, missing), content);
  await page.reload();
  await waitUntilKept(page);
  expect(await page.evaluate((path) => fetch(path).then((part) => part.text()), missing)).toBe(
    content.toString(),
  );
  await stopHost();
});

test('is whole beside a host that fails and without a network after the first visit: recorded run, presets, gates, and a run to its verdict', async ({
  openPage,
  site: { url, stop },
}) => {
  const page = await openPage({ url, serviceWorker: true });
  await waitUntilKept(page);
  await stop();
  const stopHost = await serveInstead(url, (_, response) => response.writeHead(503).end('No page here.'));
  await page.reload();
  await page.getByText(app.run.recorded).waitFor();
  // What must be of the version of the page is asked for of the network by a page that came from there.
  expect(await statusOf(page, 'theme.js')).toBe(200);
  await showTab(page, 'sweep');
  await sweepForm(page).waitFor();
  await showTab(page, 'play');
  await stopHost();
  const stopNothing = await serveNothing(url);
  await page.reload();
  await page.getByText(app.run.recorded).waitFor();
  await stopNothing();
  await page.context().setOffline(true);
  await results(page).getByRole('figure').first().waitFor();

  await press(page, app.menu.presets);
  await page.getByRole('button', { name: text.presets.opposite.title }).click();
  await results(page).getByText(text.presets.opposite.hint).waitFor();
  await page.getByText(app.run.recorded).waitFor();
  await showTab(page, 'gates');
  await results(page).getByRole('figure').first().waitFor();

  await page.goto(`${url}?again${smallRun('A=adattSp&B=ple&steps=40&eval=10')}`);
  await train(page);
  await results(page)
    .getByText(text.verdict.title(app.architectures.name('A', text.models.label.adattSp)))
    .waitFor();
});

test('offers a new version, forces it on no run, and keeps the old one for the page that is open', async ({
  openPage,
  site: { url, folder },
}) => {
  const path = smallRun('A=adattSp&steps=100000&eval=1000&backend=wasm');
  const page = await openPage({ url, path, serviceWorker: true, tolerated: [/404/] });
  await waitUntilKept(page);
  await setSpeed(page, app.run.speedOf(10));
  await press(page, app.run.play);
  await waitForStepAfter(page, 0);
  const oldRoom = await pathOfRoom(folder, 'SweepPlace');
  await deployNext(folder);
  const other = await page.context().newPage();
  await other.goto(url);
  const offer = results(page).getByText(app.newVersion);
  await offer.waitFor(patience);
  expect(await results(page).getByText(words.losesRun).count()).toBe(1);
  expect(await results(other).getByText(app.newVersion).count()).toBe(0);

  // Nothing was taken from the page: it trains, and its own parts are there, though the server has them no more.
  await waitForStepAfter(page, await stepOf(page));
  expect(await cacheNames(page)).toHaveLength(2);
  expect(await statusOf(page, oldRoom)).toBe(200);
  await showTab(page, 'sweep');
  await sweepForm(page).waitFor();
  expect(await statusOf(page, 'assets/never-was.js')).toBe(404);
  expect(await statusOf(page, 'never-was.html')).toBe(404);

  await results(page).getByRole('button', { name: words.reload }).click();
  await waitForPhase(page, 'idle');
  expect(new URL(page.url()).hash).toBe(path);
  expect(await offer.count()).toBe(0);
  await other.reload();
  await page.reload();
  await expect.poll(() => cacheNames(page)).toHaveLength(1);
  expect(await statusOf(page, oldRoom)).toBe(404);
});

test('a page that is not kept yet goes on training beside a new version, and says what it can load no more', async ({
  openPage,
  site: { url, folder },
}) => {
  const path = smallRun('A=adattSp&steps=100000&eval=1000&backend=wasm');
  const page = await openPage({ url, path, tolerated: [/404/, /dynamically imported/, /preload CSS/] });
  await setSpeed(page, app.run.speedOf(10));
  await press(page, app.run.play);
  await waitForStepAfter(page, 0);
  const oldPart = await pathOfRoom(folder, 'SweepPlace');
  await deployNext(folder);
  expect(await statusOf(page, oldPart)).toBe(404);
  await showTab(page, 'sweep');
  await results(page).getByText(app.failures.partDetail).first().waitFor(patience);
  await results(page).getByRole('button', { name: app.ui.reload }).first().waitFor();
  await waitForStepAfter(page, await stepOf(page));
});

test('before the page is kept, what needs the network says so, and what is open stays', async ({
  openPage,
}) => {
  const page = await openPage({
    tolerated: [/ERR_INTERNET_DISCONNECTED/, /Unable to preload CSS/, /dynamically imported/],
  });
  const recorded = page.getByText(app.run.recorded);
  await recorded.waitFor();
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await press(page, app.run.play);
  await results(page).getByText(text.session.noNetwork).waitFor();
  await recorded.waitFor();
  expect(await results(page).getByRole('figure').count()).toBeGreaterThan(0);
  await showTab(page, 'sweep');
  await results(page).getByText(app.failures.partOffline).waitFor();
  expect(await page.getByRole('button', { name: app.ui.reload }).count()).toBe(0);
  // The notice may be of another part that came first; the way back is there when this one has failed too.
  const tryAgain = results(page).getByRole('button', { name: app.ui.tryAgain });
  await tryAgain.waitFor();

  await page.context().setOffline(false);
  await tryAgain.click();
  await sweepForm(page).waitFor();
  await press(page, app.run.play);
  await waitForStepAfter(page, 0);
  await barButton(page, app.run.pause).waitFor();
});
