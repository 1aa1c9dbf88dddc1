/** Ways to harm a page from outside, and what a harmed page must keep. */
import type { Page, Worker } from 'playwright-core';
import { linkOfAll, readLink } from '../../../src/experiment/link/link.ts';
import { text } from '../../../src/text/text.ts';
import { bar, enter, field, openMore, patience, results, train } from './playground.ts';
import { expect } from './test.ts';

/** Two networks, evaluated often and for long enough to be harmed on the way. `rest` begins with the backend. */
export const harmedRun = (rest: string): string =>
  `#tasks=2&source=synthetic&in=8&budget=asConfigured&train=200&val=50&test=50&reps=2&batch=16` +
  `&steps=120&eval=10&A=adattSp&B=sharedBottom&backend=${rest}`;

/** The worker that leads the training, and those that share in it. */
export async function workersOf(page: Page) {
  // A browser takes some seconds to end a worker that does not answer.
  const nameOf = (worker: Worker) => worker.evaluate(() => self.name).catch(() => null);
  const all = await Promise.all(
    page.workers().map(async (worker) => ({ worker, name: await nameOf(worker) })),
  );
  const named = all.filter(({ name }) => name !== null);
  const poolWorkers = named.filter(({ name }) => name === 'pool-worker').map(({ worker }) => worker);
  const leader = named.find(({ name }) => name !== 'pool-worker')?.worker;
  if (leader === undefined) throw new Error('The page has no worker that trains.');
  return { leader, poolWorkers };
}

/** An error that nothing there catches. */
export const throwIn = (worker: Worker): Promise<unknown> =>
  worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('thrown by a test');
    });
  });

/** The files are not to be had until `page.unrouteAll`. */
export const withoutFile = (page: Page, files: string): Promise<unknown> =>
  page.route(files, (route) => route.abort());

/** Everything the page has to say at the moment: why Play is blocked, what happened to results, the short message. */
export async function messagesOf(page: Page): Promise<readonly string[]> {
  const banners = results(page).locator('[class*="_warn_"], [class*="_bad_"]').filter({ visible: true });
  const toast = page.getByRole('region', { name: text.app.ui.message, exact: true });
  const said = await Promise.all(
    [bar(page).getByRole('alert'), banners, toast].map((place) => place.allInnerTexts()),
  );
  return said.flat().map((words) => words.replaceAll(/\s+/g, ' ').trim());
}

/** Waits until the page says this and nothing else. */
export const onlyMessage = (page: Page, sentence: RegExp | string): Promise<void> =>
  expect
    .poll(() => messagesOf(page), patience)
    .toEqual([
      typeof sentence === 'string' ? expect.stringContaining(sentence) : expect.stringMatching(sentence),
    ]);

/** A sentence of the page that names a step, at any step. */
export const atAnyStep = (words: (step: number) => string): RegExp =>
  new RegExp(`^${words(0).replaceAll('.', '\\.').replace('step 0', 'step \\d+')}$`);

/** The address of the page holds the same set-up as `hash`, whatever came out of it. */
export const expectSetUp = (page: Page, hash: string): Promise<void> =>
  expect
    .poll(() => linkOfAll(readLink(new URL(page.url()).hash).experiment))
    .toBe(linkOfAll(readLink(hash).experiment));

/** What is left over trains, with other steps and another learning rate where those were the trouble. */
export async function expectUsable(page: Page): Promise<void> {
  const { training } = text.experiment.fields;
  await openMore(page);
  await enter(field(page, training.learningRate), '0.003');
  await enter(field(page, training.numSteps), '20');
  await train(page);
}
