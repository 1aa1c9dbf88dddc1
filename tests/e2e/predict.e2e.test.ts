/** A file is predicted by a network that was trained on another one. */
import type { Page } from 'playwright-core';
import { exampleCsv } from '../../src/data/table/example.ts';
import { text } from '../../src/text/text.ts';
import { drop, useButton, waitUntilReady } from './harness/ownFile.ts';
import { giveFile, noticeSentences, results, savedFile, showTab, train } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.weights;

const csv = exampleCsv(600);
const [header = '', ...lines] = csv.trim().split('\n');

async function choosePredict(page: Page, content: string): Promise<void> {
  await results(page).getByRole('button', { name: words.menu, exact: true }).click();
  await giveFile(page, { name: 'new.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }, () =>
    results(page).getByRole('button', { name: words.predict }).click(),
  );
}

const predicted = async (page: Page, content: string): Promise<readonly string[]> => {
  const { name, content: saved } = await savedFile(page, () => choosePredict(page, content));
  expect(name).toBe('new.csv.predictions.csv');
  return saved.toString('utf8').trim().split('\r\n');
};

test('rows are predicted from the Weights menu, one alone as among others, and a wrong file is refused', async ({
  openPage,
}) => {
  const path = '#steps=60&eval=20&reps=2&budget=asConfigured&backend=wasm&batch=32&A=adattSp,levels:6&B=ple';
  const page = await openPage({ path });
  await drop(page, 'shop.csv', Buffer.from(csv));
  await waitUntilReady(page);
  await useButton(page).click();
  await train(page);
  await showTab(page, 'equations');
  const [head, ...rows] = await predicted(page, csv);
  expect(head).toMatch(/^file,line,\w+/);
  expect(rows).toHaveLength(600);
  expect(rows[41]).toMatch(/^new\.csv,43,\d\.\d+/);
  const [, one = ''] = await predicted(page, `${header}\n${lines[41]}\n`);
  expect(one.replace(',2,', ',43,')).toBe(rows[41]);
  await choosePredict(page, 'colour\nred\n');
  await expect.poll(() => noticeSentences(page)).toEqual([expect.stringContaining("'colour'")]);
});
