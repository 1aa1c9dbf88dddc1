import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as baseTest, expect } from 'vitest';
import { contentSecurityPolicy, serve } from '../../../src/cli/server.mjs';

const test = baseTest.extend('server', async ({}, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'server-'));
  await mkdir(join(folder, 'root/sub'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'root/index.html'), '<p>home</p>');
  await writeFile(join(folder, 'root/sub/code.wasm'), 'abc');
  const server = await serve(join(folder, 'root'), 0);
  onCleanup(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });
  return server;
});

/** Sends the target as it is; `fetch` would tidy it up first. */
function rawStatus(url: string, target: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), 'localhost', () => {
      socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    });
    socket.once('data', (data) => {
      resolve(Number(data.toString().split(' ')[1]));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

test('serves the page of a folder, with the policy and without isolation headers', async ({ server }) => {
  const response = await fetch(`${server.url}?x=%E0%A4%A`);
  expect(await response.text()).toBe('<p>home</p>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  expect(response.headers.has('cross-origin-opener-policy')).toBe(false);
  expect(response.headers.has('cross-origin-embedder-policy')).toBe(false);
});

test('names the type that streaming compilation needs', async ({ server }) => {
  const response = await fetch(`${server.url}sub/code.wasm`, { method: 'HEAD' });
  expect(response.headers.get('content-type')).toBe('application/wasm');
  expect(response.headers.get('content-length')).toBe('3');
});

test.for([
  ['/nothing', 404],
  ['/sub', 404],
  ['/../secret.txt', 400],
  ['/..%2fsecret.txt', 400],
  ['/sub/%2e%2e/%2e%2e/secret.txt', 400],
  ['/%E0%A4%A', 400],
  ['/a%00b', 400],
] as const)('answers %s with %i', async ([target, status], { server }) => {
  expect(await rawStatus(server.url, target)).toBe(status);
});

test('refuses to be written to', async ({ server }) => {
  expect((await fetch(server.url, { method: 'POST' })).status).toBe(405);
});

test('takes the next port when one is taken', async ({ server }) => {
  const taken = Number(new URL(server.url).port);
  const next = await serve(tmpdir(), taken);
  expect(Number(new URL(next.url).port)).toBeGreaterThan(taken);
  await next.close();
});
