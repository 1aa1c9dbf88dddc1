/** The built page in a folder whose server can be ended, replaced by another, and given another version. */
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { servePage } from '../../../src/build/preview.mjs';
import { writeServiceWorker } from '../../../src/build/serviceWorker.mjs';
import { patience } from './playground.ts';
import { expect, test as harnessTest } from './test.ts';

const dist = fileURLToPath(new URL('../../../dist', import.meta.url));
/** The built page in a folder of its own, made ready by `prepare`, whose server can be ended and whose files can be exchanged. */
export async function servedCopy(
  onCleanup: (end: () => Promise<void>) => void,
  prepare: (folder: string) => Promise<void> = async () => undefined,
) {
  const root = await mkdtemp(join(tmpdir(), 'site-'));
  const folder = join(root, 'adatt');
  await cp(dist, folder, { recursive: true });
  await prepare(folder);
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
}

export const test = harnessTest.extend('site', async ({}, { onCleanup }) => servedCopy(onCleanup));

/** Waits until the page has all it needs and its requests go through the service worker. */
export async function waitUntilKept(page: Page): Promise<void> {
  const isKept = () => page.evaluate(() => navigator.serviceWorker.controller?.state === 'activated');
  await expect.poll(isKept, patience).toBe(true);
}

/** Puts another version in the place of the page: the same, but each script has the name of another content. */
export async function deployNext(folder: string): Promise<void> {
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
export async function pathOfRoom(folder: string, room: string): Promise<string> {
  const names = await readdir(join(folder, 'assets'));
  return `assets/${names.find((name) => name.startsWith(room) && name.endsWith('.js'))}`;
}

export const cacheNames = (page: Page): Promise<readonly string[]> => page.evaluate(() => caches.keys());

/** What service worker or server say of it, whatever the browser itself has kept. */
export const statusOf = (page: Page, path: string): Promise<number> =>
  page.evaluate(async (address) => (await fetch(address, { cache: 'no-store' })).status, path);

/** Takes the place of a server, and gives the answers of `answer`, or none. */
export async function serveInstead(
  url: string,
  answer?: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<() => Promise<void>> {
  const server = createServer(answer);
  server.listen(Number(new URL(url).port), 'localhost');
  await once(server, 'listening');
  return async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
}
