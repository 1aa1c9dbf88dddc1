/** One row: through both networks on the stage and inside their gates, dragged, searched, kept and compared. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { patience, pressMiddle, results, showTab, textOf } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.row;
const nameOfA = text.app.architectures.name('A', text.models.label.adattSp);

const bar = (page: Page): Locator => results(page).getByRole('region', { name: words.title });
const title = (page: Page): Locator => bar(page).locator('strong');
const pad = (page: Page): Locator => bar(page).getByRole('application');
const ribbons = (page: Page): Promise<readonly string[]> =>
  results(page)
    .getByRole('figure', { name: nameOfA })
    .locator('[data-kind="gate"]')
    .evaluateAll((paths) => paths.map((path) => (path as SVGElement).style.strokeWidth));
const insideGates = (page: Page): Locator =>
  results(page).getByRole('region', { name: text.gate.gate, exact: true });
const flow = (page: Page): Promise<readonly (string | null)[]> =>
  insideGates(page)
    .locator('[data-flow] path, [data-ribbon]')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));

test('a row of the recorded run travels up both networks, is dragged, and is left again', async ({
  openPage,
}) => {
  const page = await openPage();
  await results(page).getByText(text.app.run.recorded).waitFor(patience);
  const average = await ribbons(page);
  await results(page).getByRole('button', { name: text.panels.stage.follow }).click();
  await expect.poll(() => textOf(title(page)), patience).toMatch(/^Test row \d+$/);
  await expect.poll(() => ribbons(page), patience).not.toEqual(average);
  const found = await ribbons(page);
  await bar(page).getByRole('button', { name: words.next, exact: true }).click();
  await expect.poll(() => ribbons(page), patience).not.toEqual(found);

  const { x, y, width } = await pressMiddle(page, pad(page));
  await expect.poll(() => textOf(title(page)), patience).toBe(words.ofPlane('0.00', '0.00'));
  await page.mouse.move(x + width / 4, y, { steps: 4 });
  await expect.poll(() => textOf(title(page)), patience).toBe(words.ofPlane('1.25', '0.00'));
  await page.mouse.up();
  await pad(page).press('ArrowUp');
  await expect.poll(() => textOf(title(page)), patience).toBe(words.ofPlane('1.25', '0.10'));

  await bar(page).getByRole('button', { name: words.stop }).click();
  await expect.poll(() => ribbons(page)).toEqual(average);
});

test('a gate of the stage is looked into with Enter, follows the point, and is left with Escape', {
  tags: 'thorough',
}, async ({ openPage }) => {
  const page = await openPage();
  await results(page).getByText(text.app.run.recorded).waitFor(patience);
  const diagram = results(page).getByRole('application', { name: text.charts.networkName(nameOfA, 2, 4) });
  await diagram.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const choice = insideGates(page).getByRole('combobox').first();
  await choice.waitFor(patience);
  expect(await choice.evaluate((select) => select === document.activeElement)).toBe(true);
  expect(await insideGates(page).getByRole('figure').count()).toBe(2);
  const ple = text.app.architectures.name('B', text.models.label.ple);
  await insideGates(page).getByLabel(text.panels.stage.rival).selectOption(ple);
  await insideGates(page).getByRole('figure', { name: ple }).waitFor(patience);
  const before = await flow(page);
  await pad(page).press('Shift+ArrowRight');
  await expect.poll(() => flow(page), patience).not.toEqual(before);
  await choice.press('Escape');
  await expect.poll(() => diagram.evaluate((frame) => frame === document.activeElement)).toBe(true);
  // The cursor is back on the gate.
  await page.keyboard.press('Enter');
  await choice.waitFor(patience);
  expect(await textOf(choice.locator('option:checked'))).toBe(text.gate.of('Task 2', text.charts.level(1)));
});

test('on a phone, the tabs above one row of a changed set-up stay in reach, and no words of its picture meet', {
  tags: 'thorough',
}, async ({ openPage }) => {
  const page = await openPage({ width: 390 });
  await results(page).getByText(text.app.run.recorded).waitFor(patience);
  const pair = text.correlation.pair('Task 1', 'Task 2');
  await page.getByRole('slider', { name: text.correlation.sliderOf(pair), exact: true }).press('ArrowLeft');
  await showTab(page, 'row');
  await insideGates(page).locator('[data-flow="mixed"]').first().waitFor(patience);
  const met = await insideGates(page)
    .locator('svg[data-picture]')
    .evaluateAll((pictures) =>
      pictures.flatMap((picture) => {
        const boxes = [...picture.querySelectorAll('text')].map((word) => word.getBoundingClientRect());
        return boxes.flatMap((one, place) =>
          boxes.slice(place + 1).filter(
            (other) =>
              // Boxes are higher than their letters.
              Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 5 &&
              Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1,
          ),
        );
      }),
    );
  expect(met).toEqual([]);
  await page.evaluate(() => window.scrollTo(0, 0));
  const tab = page.getByText(text.app.tabs.inspect.equations, { exact: true }).first();
  const box = await tab.boundingBox();
  if (box === null) throw new Error('There is no tab.');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await insideGates(page).waitFor({ state: 'detached' });
});
