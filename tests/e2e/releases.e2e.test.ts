/** A link opens in the release it was made with, on a site that keeps all releases as the publishing workflow leaves them. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { servePage } from '../../src/build/preview.mjs';
import { text } from '../../src/text/text.ts';
import { publish } from '../unit/build/publish.ts';
import { barButton, field, openMore, results, shareLink } from './harness/playground.ts';
import { expect, test as harnessTest } from './harness/test.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { link: words, run } = text.app;
const newest = '99.0.0';

/** Builds the page as another release of itself. */
async function buildAs(release: string, outDir: string): Promise<void> {
  const define = { __RELEASE__: JSON.stringify(release) };
  const options = { logLevel: 'warn', define, build: { outDir, emptyOutDir: true } };
  const code = `import { build } from 'vite'; await build(${JSON.stringify(options)});`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], { cwd: root });
}

const test = harnessTest.extend('site', { scope: 'file' }, async ({}, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'releases-'));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await buildAs(newest, join(folder, 'newest'));
  const site = join(folder, 'site/adatt');
  await publish(site, { version, dist: join(root, 'dist') });
  await publish(site, { version: newest, dist: join(folder, 'newest') });
  const server = await servePage(join(folder, 'site'), 0);
  onCleanup(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });
  return { url: `${server.url}adatt/`, version: String(version) };
});

const notice = (page: Page, release: string) => results(page).getByText(words.otherRelease(release));
const wayTo = (page: Page, release: string) =>
  results(page).getByRole('link', { name: words.openInRelease(release) });

async function fragmentMadeBy(page: Page): Promise<string> {
  await barButton(page, run.play).waitFor();
  return new URL(await shareLink(page)).hash;
}

test('an older link leads from the newest release to its own, and the other way round', async ({
  openPage,
  site: { url, version },
}) => {
  const former = await openPage({ url, path: `v${version}/#tasks=2&batch=32` });
  const old = await fragmentMadeBy(former);

  const page = await openPage({ url, path: old });
  await notice(page, version).waitFor();
  await wayTo(page, version).click();
  await page.waitForURL(`${url}v${version}/${old}`);
  await openMore(page);
  await expect.poll(() => field(page, text.experiment.fields.training.batchSize).inputValue()).toBe('32');
  expect(await notice(page, version).count()).toBe(0);

  const young = await fragmentMadeBy(await openPage({ url, path: '#tasks=2&batch=32' }));
  expect(young).toContain(`app=${newest}`);
  await page.goto(`${url}v${version}/?again${young}`);
  await notice(page, newest).waitFor();
  await wayTo(page, newest).click();
  await page.waitForURL(`${url}v${newest}/${young}`);
  await barButton(page, run.play).waitFor();
  expect(await notice(page, newest).count()).toBe(0);
});

test('a page by itself says so without a way', async ({ openPage }) => {
  const page = await openPage({ path: `#v=2&app=${newest}&tasks=2` });
  await notice(page, newest).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await wayTo(page, newest).count()).toBe(0);
});
