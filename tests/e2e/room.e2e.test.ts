/** Pictures and tables have room for what they hold: nothing is cut, wrapped or written over. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  chooseLabel as choose,
  patience,
  results,
  showLosses,
  showTab,
  showTable,
  smallRun,
  train,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const { readings, views } = text.gates;

/** Tables that are wider than what shows them. */
const cutTables = (page: Page): Promise<readonly string[]> =>
  results(page)
    .locator('table')
    .evaluateAll((tables) =>
      tables.flatMap((table) => {
        const room = table.parentElement?.clientWidth ?? 0;
        return table.scrollWidth > room ? [`${table.scrollWidth} of ${room}`] : [];
      }),
    );

test('at 1440 pixels no choice wraps the controls of gates, and no table is cut', async ({ openPage }) => {
  const page = await openPage({ width: 1440 });
  const stage = results(page).getByRole('figure').first();
  await showTable(stage);
  await stage.getByRole('table').waitFor();
  expect(await cutTables(page)).toEqual([]);
  await showTab(page, 'gates');
  const controls = results(page).getByText(readings.sum, { exact: true }).and(page.locator('label'));
  const heights = new Set<number | undefined>();
  for (const reading of Object.values(readings)) {
    await choose(page, reading);
    heights.add(
      await controls.evaluate(
        (label) => label.closest('fieldset')?.parentElement?.parentElement?.clientHeight,
      ),
    );
  }
  expect([...heights]).toEqual([expect.any(Number)]);
  await choose(page, views.health);
  await results(page).getByRole('table').first().waitFor(patience);
  expect(await cutTables(page)).toEqual([]);
});

test('on a phone five tasks have titles, and no word of a level touches a node', async ({ openPage }) => {
  const path = smallRun('steps=40&eval=10&backend=wasm&A=adattSp&B=ple').replace('tasks=2', 'tasks=5');
  const page = await openPage({ width: 390, path });
  await train(page);
  await showLosses(page);
  const figures = page.locator('#curves figure');
  await expect.poll(() => figures.count(), patience).toBe(5);
  const cut = await figures
    .locator('figcaption > span:first-child')
    .evaluateAll((titles) => titles.filter((title) => title.scrollWidth > title.clientWidth).length);
  expect(cut, 'titles that are cut').toBe(0);
  const [picture] = await results(page)
    .locator('svg[data-picture]')
    .evaluateAll((pictures) =>
      pictures.map((one) => [one.clientWidth, one.parentElement?.clientWidth ?? 0] as const),
    );
  expect(picture?.[0], 'width of the network').toBeLessThanOrEqual(picture?.[1] ?? 0);
  const floorWords = figures.getByText(text.charts.floor, { exact: true });
  await floorWords.first().waitFor({ state: 'attached', ...patience });
  const ends = await floorWords.evaluateAll((words) =>
    words.map((word) => {
      const { left = 0, width = 1 } = word.closest('figure')?.getBoundingClientRect() ?? {};
      return (word.getBoundingClientRect().right - left) / width;
    }),
  );
  for (const end of ends) expect(end, 'the end of the word on the floor').toBeLessThan(0.5);
  const onStage = await gapsOf(page, /^level/);
  await showTab(page, 'equations');
  const gaps = [...onStage, ...(await gapsOf(page, /^width/))];
  expect(Math.min(...gaps), 'pixels between words and nodes').toBeGreaterThanOrEqual(2);
});

/** Pixels between words of the levels in the first network and the nodes to the right of them. */
async function gapsOf(page: Page, said: RegExp): Promise<readonly number[]> {
  const words = results(page).getByRole('figure').first().locator('text').getByText(said);
  await words.first().waitFor(patience);
  const gaps = await words.evaluateAll((all) =>
    all.map((word) => {
      const { right, top, bottom } = word.getBoundingClientRect();
      const nodes = [...(word.closest('svg')?.querySelectorAll('circle') ?? [])].map((node) =>
        node.getBoundingClientRect(),
      );
      const beside = nodes.filter((node) => node.top < bottom && node.bottom > top);
      return Math.min(...beside.map((node) => node.left)) - right;
    }),
  );
  expect(gaps.every(Number.isFinite), 'a node beside every word').toBe(true);
  return gaps;
}
