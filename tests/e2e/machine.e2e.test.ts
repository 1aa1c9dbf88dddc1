/** The machine is measured, and its GPU checked, in a worker of the page, while nothing else trains. */
import { curvePoints } from '../../src/experiment/derived/measuredNetworks.ts';
import { thisRelease } from '../../src/experiment/link/release.ts';
import { text } from '../../src/text/text.ts';
import { expect, test } from './harness/test.ts';

const words = text.machine;
const checkWords = text.gpuCheck;

test('the backend popover measures this machine over width and repetitions', async ({ openPage }) => {
  const page = await openPage();
  await page.getByRole('button', { name: /^Backend: / }).click();
  await page.getByRole('button', { name: text.app.backend.measure }).click();
  const dialog = page.getByRole('dialog', { name: words.title });
  await dialog.getByText(words.done).waitFor({ timeout: 60_000 });
  const rows = dialog.getByRole('table').getByRole('row');
  expect(await rows.count()).toBe(1 + curvePoints.length);
  const cells = await dialog.getByRole('table').locator('td:nth-child(3)').allInnerTexts();
  expect(cells).toHaveLength(curvePoints.length);
  // Steps per second, then arithmetic.
  for (const cell of cells) expect(cell).toMatch(/^[\d.,]+ +[\d.,]+ GFLOP\/s$/);
  await dialog.getByRole('button', { name: text.app.ui.close }).click();
  expect(await dialog.count()).toBe(0);
});

test('?gpu-check checks the GPU part by part, keeps what was found, and pauses for a run', async ({
  openPage,
}) => {
  const page = await openPage({ webgpu: true, path: '?gpu-check' });
  const dialog = page.getByRole('dialog', { name: checkWords.title });
  await dialog.getByText(checkWords.outcomes.right).first().waitFor({ timeout: 60_000 });
  expect(await dialog.getByText(checkWords.outcomes.wrong, { exact: true }).count()).toBe(0);
  await dialog.getByText(checkWords.running(checkWords.names.isolation)).waitFor();
  await dialog.getByRole('button', { name: text.app.ui.cancel }).click();
  expect(await dialog.count()).toBe(0);
});

test('a browser without a GPU is told so by the check, with a report to paste', async ({ openPage }) => {
  const page = await openPage();
  await page.getByRole('button', { name: /^Backend: / }).click();
  await page.getByRole('button', { name: text.triedBackends.check }).click();
  const dialog = page.getByRole('dialog', { name: checkWords.title });
  await dialog.getByText(checkWords.stopped(text.engine.noGpuAdapter)).first().waitFor();
  await dialog.getByText(checkWords.report, { exact: true }).click();
  expect(await dialog.locator('pre').textContent()).toContain(checkWords.reportTitle(thisRelease));
});
