/** A file of a million rows with five columns of ids: how long it takes, what the tab takes, and whether the page goes on answering. */
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { createStream } from '../../../src/core/random.ts';
import { text } from '../../../src/text/text.ts';
import { logHeader, logLines } from '../../studies/clickLog.ts';
import { temporaryFolder } from '../../unit/temporaryFolder.ts';
import { panel } from '../harness/ownFile.ts';
import { expect, test } from '../harness/test.ts';

const { run, ownData } = text.app;
const numRows = 1_000_000;
const numVectors = [118910, 20001, 49941, 173647, 801];
const roles =
  'time:d,user_id:e,item_id:e,category:c,hour:n,price:n,click:t,conversion:t,ad_id:e,session_id:e,campaign_id:e,device:c,country:c,age:n,n1:n,n2:n,n3:n,n4:n,n5:n,n6:n';
/** Three cards and the baseline, one repetition. */
const link = `v=2&tasks=2&t1=n:click,k:binary&t2=n:conversion,k:binary&source=table&in=129&train=920000&val=40000&test=40000&cols=${roles}&y1=click,is:1&y2=conversion,is:1&file=log.csv&most=2000000&vectors=${numVectors.join('-')}&valshare=.04&testshare=.04&reps=1&steps=300&eval=100`;

function* lines(): Generator<string> {
  const { uniform, integerBelow } = createStream('a million rows');
  yield `${logHeader},ad_id,session_id,campaign_id,device,country,age,n1,n2,n3,n4,n5,n6\n`;
  for (const line of logLines({ numRows, numUsers: numRows / 4, numItems: 20_000 })) {
    const ad = Math.floor(50_000 * uniform() ** 2);
    const session = integerBelow(Math.floor(numRows / 3));
    const kinds = [`k${integerBelow(800)}`, `d${integerBelow(6)}`, `c${integerBelow(5)}`];
    const numbers = Array.from({ length: 6 }, () => uniform().toFixed(4));
    yield `${[line, `a${ad}`, `s${session}`, ...kinds, 18 + integerBelow(60), ...numbers].join(',')}\n`;
  }
}

/** Megabytes of the largest process of pages, in Linux. */
const tabMegabytes = (): number =>
  Math.max(
    ...readdirSync('/proc').flatMap((id) => {
      try {
        if (!readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer')) return [];
        return [Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1000];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    }),
  );

interface TraceEvent {
  readonly [key: string]: unknown;
  readonly name: string;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: unknown };
}

/**
 * Milliseconds of the longest task of the page's thread since the last call, on the clock and of the processor: what reads and trains
 * takes all cores, so that the page's thread waits for its turn.
 */
async function watchTasks(page: Page): Promise<() => Promise<Record<'wallMs' | 'cpuMs', number>>> {
  const devtools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as TraceEvent[])));
  const start = () =>
    devtools.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: ['toplevel'], recordMode: 'recordAsMuchAsPossible' },
    });
  await start();
  return async () => {
    const complete = new Promise<void>((resolve) =>
      devtools.once('Tracing.tracingComplete', () => resolve()),
    );
    await devtools.send('Tracing.end');
    await complete;
    const collected = events.splice(0);
    const isPageThread = ({ name, args }: TraceEvent) =>
      name === 'thread_name' && args?.name === 'CrRendererMain';
    const threads = new Set(collected.filter(isPageThread).map(({ tid }) => tid));
    const tasks = collected.filter(({ name, tid }) => name.endsWith('RunTask') && threads.has(tid));
    const longestOf = (key: 'dur' | 'tdur') => Math.max(...tasks.map((task) => task[key] ?? 0), 0) / 1000;
    await start();
    return { wallMs: longestOf('dur'), cpuMs: longestOf('tdur') };
  };
}

test('a million rows are read, trained on and left again', { timeout: 600_000 }, async ({
  openPage,
  annotate,
}) => {
  const folder = await temporaryFolder(onTestFinished);
  const file = join(folder, 'log.csv');
  await pipeline(Readable.from(lines()), createWriteStream(file));
  const page = await openPage({ ownBrowser: true, path: `#${link}` });
  const bar = page.getByRole('banner');
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, tabMegabytes());
  }, 500);
  const longestTask = await watchTasks(page);
  let startedMs = performance.now();
  const lap = async (what: string): Promise<void> => {
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(2);
    const { wallMs, cpuMs } = await longestTask();
    await annotate(
      `${what}: ${seconds} s, longest task ${wallMs.toFixed(0)} ms (${cpuMs.toFixed(0)} ms of processor time), tab ${peak.toFixed(0)} MB at most`,
    );
    [startedMs, peak] = [performance.now(), 0];
  };
  const chooser = page.waitForEvent('filechooser');
  await bar.getByRole('button', { name: ownData.choose('log.csv'), exact: true }).click();
  await (await chooser).setFiles(file);
  await panel(page).waitFor({ state: 'hidden', timeout: 300_000 });
  await lap('read and used');
  await bar.getByRole('button', { name: run.play, exact: true }).click();
  const step = async () =>
    Number(await page.getByRole('progressbar', { name: run.progress }).getAttribute('aria-valuenow'));
  await expect.poll(step, { timeout: 300_000 }).toBeGreaterThan(0);
  await lap('first step');
  await expect.poll(step, { timeout: 300_000 }).toBeGreaterThan(60);
  await lap('sixty steps');
  await bar.getByRole('button', { name: run.pause, exact: true }).click();
  await bar.getByText(run.phase.paused, { exact: true }).waitFor();
  await lap('paused');
  expect(await step()).toBeGreaterThan(60);
  await bar.getByRole('button', { name: run.play, exact: true }).click();
  await bar.getByText(run.phase.finished, { exact: true }).waitFor({ timeout: 300_000 });
  await lap('finished');
  clearInterval(watch);
});
