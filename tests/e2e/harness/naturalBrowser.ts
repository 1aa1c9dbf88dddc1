/** A browser in its natural state: tabs know when they are hidden, and pages that are left are kept for the back button. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { chromiumFlags } from './chromium.mjs';

export interface LaunchedBrowser {
  readonly browser: Browser;
  /** Ends it, with everything it has written. */
  readonly close: () => Promise<void>;
}

/** Playwright only connects to it, since what it launches itself pretends that every tab is in front. */
export async function launchNatural(executablePath: string): Promise<LaunchedBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'adatt-profile-'));
  const flags = [
    '--headless',
    '--window-size=1280,900',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
  ];
  const child = spawn(executablePath, [...flags, ...chromiumFlags({ webgpu: false }), 'about:blank']);
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
