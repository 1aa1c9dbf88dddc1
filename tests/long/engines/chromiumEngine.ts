/** Chromium, driven as in all other tests: what the other engines are compared with. */
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../../e2e/harness/chromium.mjs';
import type { Engine, EngineKind, Key, LaunchOptions } from './engine.ts';
import { expressionOf } from './engine.ts';

const names: Readonly<Record<Key, string>> = { tab: 'Tab', space: 'Space', escape: 'Escape' };

const executablePath = chromiumPath();

async function launch({ hasGpu = false }: LaunchOptions = {}): Promise<Engine> {
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: chromiumFlags({ webgpu: hasGpu }),
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  context.on('weberror', (error) => problems.push(String(error.error())));
  return {
    name: 'Chromium',
    version: browser.version(),
    open: async (url) => {
      await page.goto('about:blank');
      await page.goto(url);
    },
    evaluate: async (run, ...args) => JSON.parse(await page.evaluate(expressionOf(run, args))),
    press: (key) => page.keyboard.press(names[key]),
    problems,
    close: () => browser.close(),
  };
}

export const chromiumEngine: EngineKind = {
  name: 'Chromium',
  advice: 'apt-get install chromium',
  launch: executablePath === null ? null : launch,
};
