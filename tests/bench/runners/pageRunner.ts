/** Runs jobs in a browser without a window, a page each. */
import { type Browser, chromium } from 'playwright-core';
import { serve } from '../../../src/cli/server.mjs';
import { chromiumFlags, chromiumPath } from '../../e2e/harness/chromium.mjs';
import type { Job, JobResult } from '../job.ts';
import { bundleForBrowser } from './bundles.ts';
import { failedWith, type Runner, tooSlow } from './runner.ts';

export interface PageRunner extends Runner {
  readonly browserVersion: () => string;
}

/** Rejects when there is no browser on this machine. */
export async function createPageRunner(): Promise<PageRunner> {
  const executablePath = chromiumPath();
  if (executablePath === null)
    throw new Error('No Chromium or Chrome found. Install one, or set CHROME_PATH to it.');
  const server = await serve(await bundleForBrowser(), 0);
  const launch = () => chromium.launch({ executablePath, args: chromiumFlags({ webgpu: true }) });
  let browser = await launch();
  return {
    browserVersion: () => browser.version(),
    run: async (job, limitMs) => {
      const result = await runInPage(browser, server.url, job, limitMs);
      if (result.kind === 'failed') {
        // The GPU may still be busy with what was given up.
        await browser.close();
        browser = await launch();
      }
      return result;
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

async function runInPage(browser: Browser, url: string, job: Job, limitMs: number): Promise<JobResult> {
  const page = await browser.newPage();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<JobResult>((resolve) => {
    timer = setTimeout(() => resolve(tooSlow(limitMs)), limitMs);
  });
  try {
    await page.goto(url);
    return await Promise.race([page.evaluate<JobResult>(`runJob(${JSON.stringify(job)})`), late]);
  } catch (error) {
    return failedWith(error);
  } finally {
    clearTimeout(timer);
    // A page whose script never yields cannot be closed; the browser is, then.
    await Promise.race([page.close(), late]).catch(() => undefined);
  }
}
