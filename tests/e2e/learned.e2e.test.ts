/** What did they learn: planes that fill in while training, gates that change with the row, mixtures that do not. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  bar,
  csvOf,
  patience,
  press,
  results,
  savedAs,
  scrubber,
  showTab,
  stepOf,
  textOf,
  waitForPhase,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.learned;
const { architectures } = text.app;
const adattSp = architectures.name('A', text.models.label.adattSp);
const mmoe = architectures.name('B', text.models.label.mmoe);
const crossStitch = architectures.name('C', text.models.label.crossStitch);

/** The preset `sampleDependent`, smaller. */
const path =
  '#v=2&tasks=2&t1=noise:.1&t2=noise:.1&corr2=-.9&feat=4&common=4&train=4000&val=200&test=500&reps=2&steps=600&eval=100' +
  '&backend=wasm&A=adattSp&B=mmoe&C=crossStitch';

const figureOf = (page: Page, title: string) =>
  results(page).getByRole('figure', { name: title, exact: true });

/** What an architecture explains of both tasks, in %, by the sentence under the planes. */
async function explainedBy(page: Page, name: string): Promise<readonly number[]> {
  const sentence = figureOf(page, words.title.prediction).locator('p').filter({ hasText: name });
  return [...(await textOf(sentence)).matchAll(/(\d+) %/g)].map((found) => Number(found[1]));
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The lender that a task relies on most, per column of the plane, from left to right: of one architecture. */
async function lendersOf(page: Page, name: string, task: string): Promise<readonly string[]> {
  const [, ...lines] = await csvOf(page, words.gatesTitle, results(page));
  const weights = new Map<string, Map<string, number>>();
  for (const line of lines) {
    const [architecture, ofTask, lender = '', x = '', , weight] = line.split(',');
    if (architecture !== name || ofTask !== task) continue;
    const ofColumn = weights.get(x) ?? new Map<string, number>();
    weights.set(x, ofColumn.set(lender, (ofColumn.get(lender) ?? 0) + Number(weight)));
  }
  return [...weights]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, ofColumn]) => strongest(ofColumn));
}

const strongest = (weights: ReadonlyMap<string, number>): string =>
  [...weights].reduce((best, one) => (one[1] > best[1] ? one : best))[0];

test('the planes fill in while training, and gates change where the extra input changes sign', async ({
  openPage,
}) => {
  const page = await openPage({ path });
  await showTab(page, 'learned');
  await results(page).getByText(words.pressPlay).waitFor();
  await press(page, text.app.run.step);
  const planes = figureOf(page, words.title.prediction);
  await planes.getByText(/^step 1,/).waitFor(patience);
  await press(page, text.app.run.play);
  await waitForPhase(page, 'finished');
  await planes.getByText(/^step 600,/).waitFor(patience);

  for (const name of [adattSp, mmoe, crossStitch])
    expect(sumOf(await explainedBy(page, name))).toBeGreaterThan(140);

  const [onLeft, onRight] = await sidesOf(page, mmoe);
  expect(onLeft, 'a gate over the row').not.toBe(onRight);
  expect(new Set(await lendersOf(page, crossStitch, 'Task 1')).size, 'a fixed mixture').toBe(1);
  expect(await results(page).getByText(`${crossStitch}: Task 1 relies most on`).textContent()).toContain(
    'the same for every row',
  );

  await scrubber(page).press('Home');
  await scrubber(page).press('ArrowRight');
  await planes.getByText(/^step 1,/).waitFor(patience);
  expect(sumOf(await explainedBy(page, adattSp))).toBeLessThan(40);
  await scrubber(page).press('End');

  const [header = '', ...points] = await csvOf(page, words.title.prediction, results(page));
  expect(header.split(',')).toEqual(['Task', 'x', 'y', words.truth, adattSp, mmoe, crossStitch]);
  expect(points).toHaveLength(2 * 40 * 40);
  const { content } = await savedAs(page, words.title.prediction, 'svg', results(page));
  expect(content.toString('utf8')).toMatch(/<path[^>]* fill="rgb/);
});

const sidesOf = async (page: Page, name: string) => {
  const lenders = await lendersOf(page, name, 'Task 1');
  return [lenders[0], lenders.at(-1)] as const;
};

test('the saved run that the page opens with has planes without Play, and what it shows stays as it was', async ({
  openPage,
}) => {
  const page = await openPage({ path: '' });
  await showTab(page, 'learned');
  const planes = figureOf(page, words.title.prediction);
  await planes.getByText(/^step \d+, repetition 1$/).waitFor(patience);
  await results(page).getByText(words.quiet.trained(0)).waitFor(patience);
  await planes.getByText('step 2,000, repetition 1').waitFor(patience);
  expect(sumOf(await explainedBy(page, adattSp))).toBeGreaterThan(140);
  expect(await stepOf(page)).toBe(2000);
  await bar(page).getByText(text.app.run.phase.recorded, { exact: true }).waitFor();

  await scrubber(page).press('Home');
  await planes.getByText('step 0, repetition 1').waitFor(patience);
  expect(sumOf(await explainedBy(page, adattSp))).toBeLessThan(40);
  for (const step of [200, 500, 950]) {
    await scrubber(page).press('ArrowRight');
    await planes.getByText(`step ${step}, repetition 1`).waitFor(patience);
  }
  await results(page).getByText(words.views.error, { exact: true }).click();
  const level = results(page).getByRole('group', { name: words.level });
  await level.getByText(text.app.ui.level(2), { exact: true }).click();
  await figureOf(page, words.title.error).getByText('step 950, repetition 1').waitFor(patience);

  await press(page, text.app.run.play);
  await results(page).getByText(words.views.prediction, { exact: true }).click();
  await planes.getByText(/average of 5 repetitions$/).waitFor(patience);
  expect(await results(page).getByText(words.quiet.trained(0)).count()).toBe(0);
});
