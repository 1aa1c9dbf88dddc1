/** Training goes on behind another tab. Needs a browser in its natural state: the usual one pretends that every tab is in front. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { text } from '../../src/text/text.ts';
import { chromiumFlags, chromiumPath } from './harness/chromium.mjs';
import { patience, press, smallRun, stepOf, waitForStepAfter } from './harness/playground.ts';
import { watchProblems } from './harness/problems.ts';
import { expect, test } from './harness/test.ts';
import { recordWorkers, reportsOf } from './harness/workers.ts';

interface NaturalBrowser {
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** A browser of its own that tells its tabs when they are hidden. */
async function launchNatural(): Promise<NaturalBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'adatt-profile-'));
  const flags = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn(chromiumPath() ?? '', [...flags, ...chromiumFlags({ webgpu: false }), 'about:blank']);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const address = new Promise<string>((resolve, reject) => {
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => {
      output += String(chunk);
      const [found] = /ws:\/\/\S+/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error(output)));
  });
  const browser = await chromium.connectOverCDP(await address, { noDefaults: true });
  const close = async () => {
    await browser.close();
    child.kill();
    await ended;
    await rm(profile, { recursive: true, force: true });
  };
  return { browser, close };
}

const visibilityOf = (page: Page): Promise<string> => page.evaluate(() => document.visibilityState);

/** The last step the engine has spoken of; asked behind the page's back, which may rest while it is hidden. */
const engineStepOf = async (page: Page): Promise<number> =>
  (await reportsOf(page)).findLast(({ type }) => type === 'progress')?.step ?? 0;

test('training goes on while the tab is hidden, and is shown on return', async ({ onTestFinished }) => {
  const { browser, close } = await launchNatural();
  onTestFinished(close);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('The browser has no context.');
  const problems = await watchProblems(context, inject('pageUrl'));
  await context.addInitScript(recordWorkers);
  const page = await context.newPage();
  await page.goto(inject('pageUrl') + smallRun('A=adattSp&backend=wasm&steps=100000&eval=100'));
  await press(page, text.app.run.play);
  await waitForStepAfter(page, 0);

  const front = await context.newPage();
  await front.bringToFront();
  await expect.poll(() => visibilityOf(page), patience).toBe('hidden');
  const hiddenAt = await engineStepOf(page);
  await expect.poll(() => engineStepOf(page), patience).toBeGreaterThan(hiddenAt + 200);
  expect(await visibilityOf(page)).toBe('hidden');

  await page.bringToFront();
  await expect.poll(() => visibilityOf(page), patience).toBe('visible');
  await expect.poll(() => stepOf(page), patience).toBeGreaterThan(hiddenAt + 200);
  expect(problems).toEqual([]);
});
