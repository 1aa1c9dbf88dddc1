/**
 * `npm run bench:against -- FOLDER [PRESET ...]`: this commit beside another one, a clone in FOLDER with its packages and its built
 * page. Both train the experiment that FOLDER knows by the name of the preset, by turns: `npm run train`, npm included, and the page on
 * WASM, from Play until the run is finished. Prints medians of three, in seconds.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { median } from '../../src/analysis/robust.ts';
import { servePage } from '../../src/build/preview.mjs';
import { printResult, runCommand } from '../../src/cli/command.ts';
import { UserError } from '../../src/core/errors.ts';
import { text } from '../../src/text/text.ts';
import { chromiumFlags, chromiumPath } from '../e2e/harness/chromium.mjs';

const usualPresets = ['looselyRelated', 'figure3', 'groups'];
const numTurns = 3;
/** Waits until the page has loaded and rests. */
const restMs = 2500;
const limitMs = 120_000;

/** A commit: a folder and its page, served. */
interface Contender {
  readonly folder: string;
  readonly pageUrl: string;
}

await runCommand(async ([folder = '', ...presets]) => {
  if (folder === '') throw new UserError('Usage: npm run bench:against -- FOLDER [PRESET ...]');
  const page = join(resolve(folder), 'dist');
  if (!existsSync(join(page, 'index.html')))
    throw new UserError(
      `There is no built page in "${page}": run "npm ci" and "npm run build" in that clone.`,
    );
  const executablePath = chromiumPath();
  if (executablePath === null) throw new UserError('No Chromium or Chrome found. Set CHROME_PATH to one.');
  const servers = [await servePage(page, 0), await servePage(resolve('dist'), 0)] as const;
  const [other, own] = [
    { folder: resolve(folder), pageUrl: servers[0].url },
    { folder: resolve('.'), pageUrl: servers[1].url },
  ];
  const browser = await chromium.launch({ executablePath, args: chromiumFlags({ webgpu: false }) });
  try {
    for (const preset of presets.length > 0 ? presets : usualPresets) {
      const { config } = JSON.parse(trained(other, preset)) as { readonly config: string };
      const link = `https://example.org/#${config}`;
      const command = await byTurns(other, own, async (contender) => {
        const startMs = performance.now();
        trained(contender, link);
        return performance.now() - startMs;
      });
      const inPage = await byTurns(other, own, (contender) => msInPage(browser, contender, config));
      await printResult(`${preset.padEnd(16)} command ${command}   page ${inPage}\n`);
    }
  } finally {
    await browser.close();
    for (const server of servers) await server.close();
  }
  return 0;
});

/** The output of `npm run train`. */
function trained({ folder }: Contender, experiment: string): string {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'train', '--', experiment, '--json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`npm run train failed in ${folder}:\n${stderr}`);
  return stdout;
}

/** Milliseconds from the press of Play, whatever came before. */
async function msInPage(browser: Browser, { pageUrl }: Contender, config: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(`${pageUrl}#${config}&backend=wasm`);
    await page.waitForTimeout(restMs);
    const bar = page.getByRole('banner');
    const play = bar.getByRole('button', { name: text.app.run.play, exact: true });
    const startMs = performance.now();
    await play.click();
    // Asked seldom: the page and its threads have the machine to themselves.
    await page.waitForFunction(
      (finished) => document.querySelector('header')?.textContent.includes(finished) === true,
      text.app.run.phase.finished,
      { polling: 50, timeout: limitMs },
    );
    return performance.now() - startMs;
  } finally {
    await context.close();
  }
}

/** Medians and their ratio, in words. */
async function byTurns(
  other: Contender,
  own: Contender,
  measureMs: (contender: Contender) => Promise<number>,
): Promise<string> {
  const ofOther: number[] = [];
  const ofOwn: number[] = [];
  for (let turn = 0; turn < numTurns; turn++) {
    ofOther.push(await measureMs(other));
    ofOwn.push(await measureMs(own));
  }
  const [before, now] = [median(ofOther), median(ofOwn)];
  const share = ((100 * now) / before).toFixed(1);
  return `${(before / 1000).toFixed(2)} to ${(now / 1000).toFixed(2)} s (${share} %)`;
}
