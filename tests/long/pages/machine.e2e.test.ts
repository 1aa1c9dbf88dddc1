/** The machine is measured in a worker of the page, while nothing else trains. */
import { speedCurvePoints } from '../../../src/experiment/derived/measuredNetworks.ts';
import { text } from '../../../src/text/text.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const words = text.machine;

test('the backend popover measures this machine over width and repetitions', async ({ openPage }) => {
  const page = await openPage();
  await page.getByRole('button', { name: /^Backend: / }).click();
  await page.getByRole('button', { name: text.app.backend.measure }).click();
  const dialog = page.getByRole('dialog', { name: words.title });
  await dialog.getByText(words.done).waitFor({ timeout: 60_000 });
  const rows = dialog.getByRole('table').getByRole('row');
  expect(await rows.count()).toBe(1 + speedCurvePoints.length);
  const cells = await dialog.getByRole('table').locator('td:nth-child(3)').allInnerTexts();
  expect(cells).toHaveLength(speedCurvePoints.length);
  // Steps per second, then arithmetic.
  for (const cell of cells) expect(cell).toMatch(/^[\d.,]+ +[\d.,]+ GFLOP\/s$/);
  await dialog.getByRole('button', { name: text.app.ui.close }).click();
  expect(await dialog.count()).toBe(0);
});
