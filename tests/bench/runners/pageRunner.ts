/** Runs jobs in a browser without a window, a page each. */
import { type Browser, chromium } from 'playwright-core';
import { servePage } from '../../../src/build/preview.mjs';
import { chromiumFlags, chromiumPath } from '../../e2e/harness/chromium.mjs';
import type { Job, JobResult } from '../job.ts';
import { bundleForBrowser } from './bundles.ts';
import { failedWith, type JobRunner, tooSlow } from './runner.ts';

export interface PageRunner extends JobRunner {
  readonly browserVersion: () => string;
}

/** Rejects when there is no browser on this machine. */
export async function createPageRunner(): Promise<PageRunner> {
  const executablePath = chromiumPath();
  if (executablePath === null)
    throw new Error('No Chromium or Chrome found. Install one, or set CHROME_PATH to it.');
  const server = await servePage(await bundleForBrowser(), 0);
  const launch = () => chromium.launch({ executablePath, args: chromiumFlags({ webgpu: true }) });
  let browser = await launch();
  const relaunch = async () => {
    await browser.close();
    browser = await launch();
  };
  return {
    browserVersion: () => browser.version(),
    run: async (job, limitMs) => {
      // A machine short of memory ends it at any time.
      if (!browser.isConnected()) await relaunch();
      const result = await runInPage(browser, server.url, job, limitMs);
      // The GPU may still be busy with what was given up.
      if (result.kind === 'failed') await relaunch();
      return result;
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

async function runInPage(browser: Browser, url: string, job: Job, limitMs: number): Promise<JobResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<JobResult>((resolve) => {
    timer = setTimeout(() => resolve(tooSlow(limitMs)), limitMs);
  });
  try {
    return await Promise.race([evaluateIn(browser, url, job), late]);
  } catch (error) {
    return failedWith(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Closes its page only when done: one whose script never yields ends with the browser. */
async function evaluateIn(browser: Browser, url: string, job: Job): Promise<JobResult> {
  const page = await browser.newPage();
  await page.goto(url);
  const result = await page.evaluate<JobResult>(`runJob(${JSON.stringify(job)})`);
  await page.close();
  return result;
}
