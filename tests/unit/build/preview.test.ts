import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { contentSecurityPolicy, servePage } from '../../../src/build/preview.mjs';
import { testInFolder } from '../temporaryFolder.ts';

const test = testInFolder.extend('server', async ({ folder }, { onCleanup }) => {
  await mkdir(join(folder, 'root/sub'), { recursive: true });
  await mkdir(join(folder, 'root/.vite'));
  await mkdir(join(folder, 'outside'));
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'outside/index.html'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(folder, 'root/link.txt'));
  await symlink(join(folder, 'secret.txt'), join(folder, 'root/link.html'));
  await symlink(join(folder, 'outside'), join(folder, 'root/outside'), 'junction');
  await writeFile(join(folder, 'root/.vite/manifest.json'), '{}');
  await writeFile(join(folder, 'root/index.html'), '<p>home</p>');
  await writeFile(join(folder, 'root/sub/code.wasm'), 'abc');
  const server = await servePage(join(folder, 'root'), 0);
  onCleanup(() => server.close());
  return server;
});

/** Sends the target as it is; `fetch` would tidy it up first. */
function rawStatus(url: string, target: string, host = 'localhost'): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), host, () => {
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
  expect(response.headers.get('content-type')).toMatch(/^text\/html; ?charset=utf-8$/);
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.has('cross-origin-opener-policy')).toBe(false);
  expect(response.headers.has('cross-origin-embedder-policy')).toBe(false);
});

test('has browsers keep assets, whose names change with them, and ask anew for all else', async ({
  server,
  folder,
}) => {
  await mkdir(join(folder, 'root/zh/assets'), { recursive: true });
  await writeFile(join(folder, 'root/zh/assets/code-0123.js'), '0');
  const ruleOf = async (path: string) => (await fetch(server.url + path)).headers.get('cache-control');
  expect(await ruleOf('')).toBe('no-cache');
  expect(await ruleOf('sub/code.wasm')).toBe('no-cache');
  expect(await ruleOf('zh/assets/code-0123.js')).toBe('max-age=31536000, immutable');
  expect(await ruleOf('zh/assets/none.js')).toBeNull();
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
  ['/%E0%A4%A.html', 400],
  ['/link.txt', 404],
  ['/link.html', 404],
  ['/link', 404],
  ['/outside/', 404],
  ['/outside/index.html', 404],
  ['/.vite/manifest.json', 404],
  ['/sub/code.wasm?v=%E0%A4%A', 200],
] as const)('answers %s with %i, and goes on', async ([target, status], { server }) => {
  expect(await rawStatus(server.url, target)).toBe(status);
  expect(await rawStatus(server.url, '/')).toBe(200);
});

test.for(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method, { server }) => {
  for (const path of ['', 'sub/code.wasm']) {
    expect((await fetch(server.url + path, { method })).status).toBe(405);
  }
});

test('lets pages of other hosts read nothing', async ({ server }) => {
  const response = await fetch(server.url, { headers: { origin: 'http://localhost:1' } });
  expect(response.headers.has('access-control-allow-origin')).toBe(false);
});

test('cannot be reached from other machines', async ({ server }) => {
  const addresses = Object.values(networkInterfaces()).flatMap((entries) =>
    (entries ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'),
  );
  for (const { address } of addresses) {
    await expect(rawStatus(server.url, '/', address)).rejects.toThrow('ECONNREFUSED');
  }
});

test('takes the next port when one is taken', async ({ server }) => {
  const taken = Number(new URL(server.url).port);
  const next = await servePage(tmpdir(), taken);
  expect(Number(new URL(next.url).port)).toBeGreaterThan(taken);
  await next.close();
});
