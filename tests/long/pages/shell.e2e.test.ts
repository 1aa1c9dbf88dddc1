/** What the built page promises before any of its features: its policy, its theme, and that any address opens it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentSecurityPolicy } from '../../../src/build/preview.mjs';
import { text } from '../../../src/text/text.ts';
import { changeLook } from '../../e2e/harness/looks.ts';
import { press, textOf } from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const dist = fileURLToPath(new URL('../../../dist', import.meta.url));

test('carries its content security policy, in force', async ({ openPage }) => {
  const page = await openPage({ tolerated: [/script-src-elem inline/, /Content Security Policy/] });
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  expect(await policy.getAttribute('content')).toBe(contentSecurityPolicy);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "inline";';
    document.body.append(script);
  });
  expect(await page.title()).not.toBe('inline');
});

test('holds no notes of its builder', async () => {
  const files = await readdir(dist, { recursive: true });
  expect(files).toContain('index.html');
  expect(files.filter((file) => /(^|[/\\])[.]/.test(file))).toEqual([]);
});

test('no file brings in one that a worker begins with, which WebKit would run twice', async () => {
  const folder = join(dist, 'assets');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.js'));
  expect(files.filter((file) => /^(w|importW)orker-/.test(file))).toHaveLength(2);
  const importers = await Promise.all(
    files.map(async (file) => {
      const code = await readFile(join(folder, file), 'utf8');
      return /(from|import)\s*\(?\s*["'`]\.\/(w|importW)orker-/.test(code) ? [file] : [];
    }),
  );
  expect(importers.flat()).toEqual([]);
});

test('leads from About to the licences of what the page and its worker are built of', async ({
  openPage,
}) => {
  const page = await openPage();
  await press(page, text.app.menu.more);
  await page.getByRole('button', { name: text.app.menu.about }).click();
  const opening = page.waitForEvent('popup');
  await page.getByRole('link', { name: text.about.licences }).click();
  const opened = await opening;
  await opened.waitForLoadState();
  const notices = await textOf(opened.locator('body'));
  for (const name of ['react', 'recharts', 'zod', '@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm']) {
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|Apache-2\\.0)\\)$`, 'm'));
  }
  expect(notices).toContain('Permission is hereby granted, free of charge');
  expect(notices).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
});

test('opens with a damaged address', async ({ openPage }) => {
  const page = await openPage({ path: '?tfjsflags=x&x=%E0%A4%A#%E0%A4%A' });
  await page.locator('#root > *').first().waitFor();
});

test('sets the stored theme before the first paint, if it is one', async ({ openPage }) => {
  const page = await openPage({ tolerated: [/ERR_FAILED/] });
  // Without the page's own code, which would set it too.
  await page.route('**/assets/*.js', (route) => route.abort());
  for (const [stored, shown] of [
    ['dark', 'dark'],
    ['none of the three', 'system'],
  ] as const) {
    await page.evaluate((value) => localStorage.setItem('theme', value), stored);
    await page.reload({ waitUntil: 'commit' });
    await page.locator(`html[data-theme="${shown}"]`).waitFor({ state: 'attached' });
  }
});

test('at a zoom of 200 % what stays covers at most a quarter of the window', async ({ openPage }) => {
  const page = await openPage();
  await changeLook(page, { width: 640, theme: 'light' });
  await page.getByRole('figure').first().waitFor();
  const covered = await page.evaluate(() => {
    scrollTo(0, document.documentElement.scrollHeight / 2);
    const boxes = [...document.querySelectorAll('body *')]
      .filter((element) => ['sticky', 'fixed'].includes(getComputedStyle(element).position))
      .map((element) => element.getBoundingClientRect());
    return boxes.reduce(
      (sum, { top, bottom }) => sum + Math.max(0, Math.min(innerHeight, bottom) - Math.max(0, top)),
      0,
    );
  });
  expect(covered / 400).toBeLessThan(0.25);
});
