/** A Parquet file of one's own: dropped, read with the part of the page that comes for it, set up, trained on. */
import { text } from '../../../src/text/text.ts';
import { drop, panel, useButton, waitUntilReady } from '../../e2e/harness/ownFile.ts';
import { results, train } from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';
import { columnsOf, rowsOf } from '../../unit/data/table/parquet/everyKind.ts';
import { parquetOf } from '../../unit/data/table/parquet/parquetFiles.ts';

const words = text.ownData;
const taken = ['user', 'city', 'count', 'ratio', 'price', 'member', 'born', 'seen', 'clicked'];
const path = '#steps=100&eval=50&reps=2&budget=asConfigured&backend=wasm&batch=64&A=adattSp&B=sharedBottom';

test('a dropped Parquet file shows its columns and is trained on; what is read for it comes with the first one', async ({
  openPage,
}) => {
  const page = await openPage({ path });
  const parts: string[] = [];
  page.on('response', (response) => parts.push(new URL(response.url()).pathname));
  const tags = {
    element: { name: 'tags', repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    data: rowsOf(3000).map(() => ['a']),
  } as const;
  const bytes = parquetOf([...columnsOf(rowsOf(3000), taken), tags], {
    rowGroupSize: 1000,
    pageSize: 20_000,
  });
  expect(parts.some((part) => part.includes('parseParquet'))).toBe(false);
  await drop(page, 'log.parquet', Buffer.from(bytes));
  await waitUntilReady(page);
  expect(parts.filter((part) => part.includes('parseParquet'))).toHaveLength(1);

  const dialog = panel(page);
  await dialog.getByText(words.facts(3000, 3000, taken.length)).waitFor();
  const roleOf = (name: string) =>
    dialog.getByLabel(words.columns.roleOf(name), { exact: true }).inputValue();
  expect(await Promise.all(taken.map(roleOf))).toEqual([
    ...['categories', 'categories', 'number', 'number', 'number', 'number', 'date', 'date', 'target'],
  ]);
  await dialog.getByText(/things? to know$/).click();
  await dialog
    .getByText(text.parquet.leftOut(['tags (lists)']))
    .first()
    .waitFor();
  // Nobody needs to say what stands between its cells.
  expect(await dialog.getByLabel(text.tableSetup.fields.delimiter.label).count()).toBe(0);

  await useButton(page).click();
  await dialog.waitFor({ state: 'hidden' });
  await train(page);
  await results(page).getByText(text.table.scope.rows).first().waitFor();
});
