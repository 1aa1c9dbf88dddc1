/** What did they learn: a saved run has planes without Play, and what it shows stays as it was. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import {
  bar,
  patience,
  press,
  results,
  scrubber,
  showTab,
  stepOf,
  textOf,
} from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const words = text.learned;
const { architectures } = text.app;
const adattSp = architectures.name('A', text.models.label.adattSp);
const figureOf = (page: Page, title: string) =>
  results(page).getByRole('figure', { name: title, exact: true });

/** What an architecture explains of both tasks, in %, by the sentence under the planes. */
async function explainedBy(page: Page, name: string): Promise<readonly number[]> {
  const sentence = figureOf(page, words.title.prediction).locator('p').filter({ hasText: name });
  return [...(await textOf(sentence)).matchAll(/(\d+) %/g)].map((found) => Number(found[1]));
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

test('the saved run that the page opens with has planes without Play, and what it shows stays as it was', async ({
  openPage,
}) => {
  const page = await openPage({ path: '' });
  await showTab(page, 'learned');
  const planes = figureOf(page, words.title.prediction);
  await planes.getByText(/^step \d+, repetition 1$/).waitFor(patience);
  await results(page).getByText(words.retraining.trained(0)).waitFor(patience);
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
  expect(await results(page).getByText(words.retraining.trained(0)).count()).toBe(0);
});
