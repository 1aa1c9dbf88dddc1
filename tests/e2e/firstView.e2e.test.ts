/** The first half minute: the bare address shows a finished run at once, and Space trains it here. */
import { text } from '../../src/text/text.ts';
import { patience, results, stepOf } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { run: words } = text.app;
const { recorded } = words;
/** To the first point of the run here; more on a machine that other programs keep busy. */
const firstPointMs = 6000;

test('shows a recorded result at once, labelled, and trains it on Space', async ({ openPage }) => {
  const page = await openPage();
  await results(page).getByText(recorded).waitFor(patience);
  await results(page).getByRole('figure', { name: 'Task 1', exact: true }).locator('svg').first().waitFor();
  await page.keyboard.press('Space');
  const started = Date.now();
  await results(page).getByText(recorded).waitFor({ state: 'detached' });
  await expect
    .poll(() => results(page).getByRole('figure', { name: 'Task 1', exact: true }).count(), patience)
    .toBe(1);
  expect(Date.now() - started).toBeLessThan(firstPointMs);
  await expect.poll(() => stepOf(page), patience).toBeGreaterThan(0);
});
