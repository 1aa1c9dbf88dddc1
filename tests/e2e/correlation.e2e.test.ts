/** The correlation matrix as people shape it: with the mouse, with keys, on a phone; repaired where it must be; carried by a link. */
import type { Locator } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { cellOf, drag, editor } from './harness/matrix.ts';
import { enter, setUp, shareLink, smallRun, textOf, train, unfold } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.correlation;

/** Opens the views of the matrix, facts on a pair, and groups. */
const showDetails = (part: Locator): Promise<void> => part.getByText(words.details, { exact: true }).click();

const cell = (part: Locator, row: number, column: number): Locator =>
  cellOf(part, `Task ${row}`, `Task ${column}`);

/** What is said of the pair that was chosen last. */
const facts = (part: Locator): Promise<string> =>
  textOf(part.getByText(/labels, with noise: .* expected|share no features/));

const view = (part: Locator, name: keyof typeof words.views): Promise<void> =>
  part.locator('label', { hasText: new RegExp(`^${words.views[name]}$`) }).click();

/** Numbers of all cells as they are read, row by row; without the diagonal. */
const readCells = async (part: Locator): Promise<readonly number[]> => {
  const names = await part.getByRole('img').evaluateAll((cells) => cells.map((one) => one.ariaLabel ?? ''));
  return names.map((name) => Number(/-?\d\.\d\d/.exec(name.replaceAll('−', '-'))?.[0]));
};

test('a cell is dragged, its mirror image and the labels follow, and a link carries it', async ({
  openPage,
}) => {
  const page = await openPage({ path: '#tasks=4&corr=.5,0,0,.2,0,0' });
  const part = editor(page);
  await cell(part, 1, 2).waitFor();
  const before = await facts(part);
  await drag(page, cell(part, 1, 2), 24, async () => {
    expect(await cell(part, 1, 2).inputValue()).toBe('0.7');
    expect(await facts(part)).not.toBe(before);
  });
  await drag(page, cell(part, 4, 3), -60);
  expect(await cell(part, 2, 1).inputValue()).toBe('0.7');
  expect(await cell(part, 3, 4).inputValue()).toBe('-0.5');
  await page.keyboard.down('Shift');
  await drag(page, cell(part, 2, 3), 12);
  await page.keyboard.up('Shift');
  const link = new URL(await shareLink(page)).hash;
  expect(link).toContain('corr=.7,0,0,.22,0,-.5');

  const again = editor(await openPage({ path: link }));
  await cell(again, 1, 2).waitFor();
  const values = await again
    .getByRole('spinbutton')
    .filter({ visible: true })
    .evaluateAll((cells) => cells.map((one) => (one instanceof HTMLInputElement ? one.value : '')));
  expect(values).toEqual(['0.7', '0', '0', '0.7', '0.22', '0', '0', '0.22', '-0.5', '0', '0', '-0.5']);
});

test('a cell is stepped and typed by keyboard alone, and a drag is one step back', async ({ openPage }) => {
  const page = await openPage({ path: '#tasks=3&corr=.5,0,0' });
  const part = editor(page);
  const first = cell(part, 1, 2);
  await part.getByRole('button', { name: words.patterns.menu }).focus();
  await page.keyboard.press('Tab');
  expect(await first.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  expect(await first.inputValue()).toBe('0.56');
  await page.keyboard.press('Tab');
  await page.keyboard.type('-.25');
  await page.keyboard.press('Tab');
  expect(await cell(part, 3, 1).inputValue()).toBe('-0.25');
  expect(await cell(part, 2, 3).evaluate((input) => input === document.activeElement)).toBe(true);

  await drag(page, cell(part, 2, 3), 30);
  expect(await cell(part, 2, 3).inputValue()).toBe('0.25');
  await page.getByRole('tab').first().focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => cell(part, 2, 3).inputValue()).toBe('0');
  expect(await cell(part, 1, 3).inputValue()).toBe('-0.25');
});

test('a matrix that no tasks can have is repaired in sight, and its labels are measured', async ({
  openPage,
}) => {
  const run = smallRun('backend=wasm&steps=20&eval=10&A=adattSp').replace('tasks=2', 'tasks=3');
  const page = await openPage({ path: `${run.replace('train=200', 'train=4000')}&corr=.9,.9,-.9` });
  const part = editor(page);
  await part.getByText(/3 marked pairs differ, by up to 0\.40/).waitFor();
  expect(await cell(part, 2, 3).getAttribute('title')).toBe(words.used('−0.50', '+0.40'));
  expect(await cell(part, 2, 3).inputValue()).toBe('-0.9');
  await showDetails(part);
  await view(part, 'used');
  expect(await readCells(part)).toEqual([0.5, 0.5, 0.5, -0.5, 0.5, -0.5]);

  await view(part, 'labels');
  await part
    .getByRole('img', { name: words.readCell(words.pair('Task 2', 'Task 1'), words.notMeasured) })
    .waitFor();
  await train(page);
  const measured = part.getByRole('img', { name: / measured$/ });
  await expect.poll(() => measured.count()).toBe(3);
  const [e12 = 0, e13 = 0, m21 = 0, e23 = 0, m31 = 0, m32 = 0] = await readCells(part);
  for (const [expected, found] of [
    [e12, m21],
    [e13, m31],
    [e23, m32],
  ] as const)
    expect(Math.abs(found - expected)).toBeLessThan(0.07); // four standard errors of 4,000 rows, and rounding
});

test('a pattern replaces everything and a group is set at once, both to be undone', async ({ openPage }) => {
  const page = await openPage({ path: '#tasks=5&corr=.3,.3,.3,.3,.3,.3,.3,.3,.3,.3' });
  const part = editor(page);
  const row = async () => Promise.all([2, 3, 4, 5].map((column) => cell(part, 1, column).inputValue()));
  await part.getByRole('button', { name: words.patterns.menu }).click();
  await part.getByRole('button', { name: words.patterns.groups.label }).click();
  await expect.poll(row).toEqual(['0.9', '0', '0', '0']);
  await page.getByRole('button', { name: text.app.ui.undo, exact: true }).click();
  await expect.poll(row).toEqual(['0.3', '0.3', '0.3', '0.3']);

  await showDetails(part);
  await part.getByText(words.group.title).click();
  await part.getByRole('group', { name: words.group.members }).getByText('Task 3', { exact: true }).click();
  await part.getByRole('slider', { name: words.group.within }).fill('0.75');
  await part.getByRole('slider', { name: words.group.outside }).fill('-0.1');
  await expect.poll(row).toEqual(['0.75', '0.75', '-0.1', '-0.1']);
  expect(await cell(part, 4, 5).inputValue()).toBe('0.3');
  await page.getByRole('tab').first().focus();
  await page.keyboard.press('Control+z');
  await expect.poll(row).toEqual(['0.75', '0.75', '0.3', '0.3']);
});

test('sample-dependent correlation has a second matrix with the same editor', async ({ openPage }) => {
  const page = await openPage({ path: '#tasks=2&corr=.8' });
  await unfold(page, text.correlation.details);
  await setUp(page).getByText(text.app.tasks.sampleDependence).click();
  const second = editor(page, 'secondCorrelation');
  await drag(page, cell(second, 1, 2), 12);
  expect(await cell(second, 1, 2).inputValue()).toBe('-0.8');
  expect(await cell(editor(page), 1, 2).inputValue()).toBe('0.8');
  // Half of the rows agree as much as the others disagree, apart from what is not odd in the recipe.
  expect(
    Math.abs(
      Number(/labels, with noise: (\S+) expected/.exec((await facts(editor(page))).replace('−', '-'))?.[1]),
    ),
  ).toBeLessThan(0.1);
  expect(new URL(await shareLink(page)).hash).toContain('corr2=-.8');
});

test('eight tasks fit a phone, with cells for a finger', async ({ openPage }) => {
  const page = await openPage({ path: '#tasks=8', width: 390 });
  const part = editor(page);
  await cell(part, 7, 8).waitFor();
  const sizes = await part
    .getByRole('group', { name: words.matrix(words.views.requested) })
    .getByRole('spinbutton')
    .evaluateAll((cells) =>
      cells.map((one) => one.getBoundingClientRect()).map(({ width, height }) => ({ width, height })),
    );
  expect(sizes).toHaveLength(56);
  for (const { width, height } of sizes) expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  await cell(part, 7, 8).click();
  await part.getByRole('slider', { name: words.sliderOf(words.pair('Task 7', 'Task 8')) }).fill('0.65');
  expect(await cell(part, 8, 7).inputValue()).toBe('0.65');
  await enter(part.getByRole('spinbutton', { name: words.valueOf(words.pair('Task 7', 'Task 8')) }), '-0.4');
  expect(await cell(part, 7, 8).inputValue()).toBe('-0.4');
});
