/** What a page holds on to, measured right after everything that nobody needs was thrown away. */
import type { CDPSession, Page } from 'playwright-core';
import { tableOf } from '../../../src/cli/command.ts';
import { expect } from '../../e2e/harness/test.ts';
import { growthOf } from './growth.ts';

/** One look at the page. */
export interface Sample {
  readonly heapMB: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly workers: number;
}

const measures = ['heapMB', 'nodes', 'listeners', 'workers'] as const;

/** How a page is opened whose heap is measured: machine code lies there as well, and comes bit by bit for as long as functions get hot. */
export const measured = {
  ownBrowser: true,
  flags: ['--js-flags=--no-sparkplug --no-maglev --no-turbofan'],
  tolerated: [/thrown by a test/],
} as const;

/** Returns what takes a sample of the page. */
export async function createSampler(page: Page): Promise<() => Promise<Sample>> {
  const session = await page.context().newCDPSession(page);
  return async () => {
    // What was in sight when the first one began is free after the second.
    for (let time = 0; time < 2; time++) await session.send('HeapProfiler.collectGarbage');
    return sampleOf(page, session);
  };
}

async function sampleOf(page: Page, session: CDPSession): Promise<Sample> {
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const heapMB = Math.round(usedSize / 1e4) / 100;
  return { heapMB, nodes, listeners: jsEventListeners, workers: page.workers().length };
}

/** Prints the samples and fails where any measure grows. */
export function expectFlat(title: string, samples: readonly Sample[]): void {
  const growths = measures.map((measure) => growthOf(samples.map((sample) => sample[measure])));
  const cells = (row: string, values: readonly (number | string)[]) => [row, ...values.map(String)];
  const rows = [
    [title, ...measures],
    ...samples.map((sample, index) =>
      cells(
        String(index + 1),
        measures.map((measure) => sample[measure]),
      ),
    ),
    cells(
      'first third',
      growths.map(({ early }) => early),
    ),
    cells(
      'last third',
      growths.map(({ late }) => late),
    ),
    cells(
      'grows',
      growths.map(({ isGrowing }) => (isGrowing ? 'YES' : 'no')),
    ),
  ];
  console.info(`\n${tableOf(rows)}`);
  expect(
    measures.filter((_, index) => growths[index]?.isGrowing),
    'what grows',
  ).toEqual([]);
}
