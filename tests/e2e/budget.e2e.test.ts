/** A fair budget: what networks cost agrees with a count by hand, a warning when they are uneven, and two ways to make them even. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { openMore, setUp, shareLink, textOf } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.budget;

const { fields, choices } = text.comparison;

/** 5 tasks, 32 inputs, levels 32 and 16, towers 8: the widths of the counts below. */
const link =
  '#tasks=5&budget=asConfigured&A=adattSp,experts:2,tower:8&B=ple,experts:2,shared:2,tower:8&C=mmoe,experts:8,tower:8';

const layer = (inputs: number, outputs: number): number => (inputs + 1) * outputs;
const count = (total: number): string => total.toLocaleString('en-GB');

/** Experts, gates, towers, total, as a table prints them. */
const rowOf = (experts: number, gates: number, towers: number): readonly string[] =>
  [experts, gates, towers, experts + gates + towers].map(count);

const budget = (page: Page): Locator =>
  setUp(page)
    .locator('details details')
    .filter({ has: page.getByRole('heading', { name: words.title, exact: true }) });

async function tableOf(page: Page, caption: string): Promise<readonly (readonly string[])[]> {
  const rows = budget(page).getByRole('table', { name: caption }).getByRole('row');
  const cells = await Promise.all((await rows.all()).map((row) => row.getByRole('cell').allTextContents()));
  return cells.filter((row) => row.length > 1);
}

async function showTables(page: Page): Promise<void> {
  await openMore(page);
  await budget(page).getByText(words.details).click();
  await budget(page).getByRole('table').first().waitFor();
}

/** Parameters of every card over those of the first, minus 1. */
async function excesses(page: Page): Promise<readonly number[]> {
  const totals = (await tableOf(page, words.parameters)).map((row) =>
    Number(row.at(-1)?.replaceAll(',', '')),
  );
  return totals.map((total) => total / (totals[0] ?? Number.NaN) - 1);
}

const mode = (page: Page): Locator => budget(page).getByRole('combobox', { name: fields.budget.label });

test('the tables agree with a count by hand', async ({ openPage }) => {
  const page = await openPage({ path: link });
  await showTables(page);
  const towers = 5 * (layer(16, 8) + layer(8, 1));
  // Of AdaTT-sp every task's gate sees all ten experts; its two own ones have a learned native weight each.
  const adattSp = [10 * (layer(32, 32) + layer(32, 16)), 2 * 5 * layer(32, 10) + 2 * 5 * 2] as const;
  // Of PLE a task sees two own and two shared experts, and the shared unit of level 1 sees all twelve.
  const ple = [12 * (layer(32, 32) + layer(32, 16)), 2 * 5 * layer(32, 4) + layer(32, 12)] as const;
  // Of MMoE both widths are layers of one expert, and there is one level of gates.
  const mmoe = [8 * (layer(32, 32) + layer(32, 16)), 5 * layer(32, 8)] as const;
  expect(await tableOf(page, words.parameters)).toEqual(
    [adattSp, ple, mmoe].map((own) => rowOf(...own, towers)),
  );

  const expert = 32 * 32 + 32 * 16;
  const streams = 32 + 16;
  expect(await tableOf(page, words.multiplyAdds)).toEqual([
    rowOf(10 * expert, 2 * 5 * 32 * 10 + 5 * 10 * streams, 5 * (16 * 8 + 8)),
    rowOf(12 * expert, 2 * 5 * 32 * 4 + 32 * 12 + 5 * 4 * streams + 12 * 32, 5 * (16 * 8 + 8)),
    rowOf(8 * expert, 5 * 32 * 8 + 5 * 8 * 16, 5 * (16 * 8 + 8)),
  ]);
  expect(await tableOf(page, words.expertsPerLevel)).toEqual([
    ['10', '10'],
    ['12', '12'],
    ['8', text.app.ui.noValue],
  ]);
});

test('over 5 % apart it warns, and makes parameters equal within 2 %, marking what it changed', async ({
  openPage,
}) => {
  const page = await openPage({ path: link });
  await showTables(page);
  const uneven = setUp(page).getByText(/^Sizes differ by up to/);
  expect(await textOf(uneven)).toContain('26');
  expect(Math.max(...(await excesses(page)).map(Math.abs))).toBeGreaterThan(0.05);
  await setUp(page).getByRole('button', { name: text.app.architectures.makeEqual }).click();
  await expect.poll(() => uneven.count()).toBe(0);
  for (const excess of await excesses(page)) expect(Math.abs(excess)).toBeLessThanOrEqual(0.02);
  const label = text.models.option.levelDims.label;
  const changes = budget(page).getByText(new RegExp(`^${label} .* instead of 32, 16$`));
  expect(await changes.count()).toBe(2);

  const shared = new URL(await shareLink(page)).hash;
  // The default is left out.
  expect(shared).not.toContain('budget=');
  const again = await openPage({ path: shared });
  await showTables(again);
  expect(await mode(again).inputValue()).toBe('equalParameters');
  for (const excess of await excesses(again)) expect(Math.abs(excess)).toBeLessThanOrEqual(0.02);
});

test.for([
  { level: 33, isWarned: false },
  { level: 35, isWarned: true },
])('warns beyond 5 % only: a level $level wide instead of 32', async ({ level, isWarned }, { openPage }) => {
  const page = await openPage({
    path: `#tasks=5&budget=asConfigured&A=adattSp,tower:8&B=adattSp,tower:8,levels:${level}_16`,
  });
  await showTables(page);
  const [, excess = 0] = await excesses(page);
  expect(excess).toBeGreaterThan(0.01);
  expect(excess > 0.05).toBe(isWarned);
  expect(
    await setUp(page)
      .getByText(/^Sizes differ/)
      .count(),
  ).toBe(isWarned ? 1 : 0);
});

test('equal experts per level, as in the paper, and a card that cannot have as many says so', async ({
  openPage,
}) => {
  const page = await openPage({ path: `${link}&D=sharedBottom` });
  await showTables(page);
  await mode(page).selectOption(choices.budget.equalExperts);
  const shared = budget(page).getByText(
    text.comparison.budget.noExpertCount(text.models.label.sharedBottom, 10),
  );
  await shared.waitFor();
  expect((await tableOf(page, words.expertsPerLevel)).map(([first]) => first)).toEqual([
    '10',
    '10',
    '10',
    '1',
  ]);
  await budget(page)
    .getByText(/ instead of 8$/)
    .waitFor();
  expect(new URL(await shareLink(page)).hash).toContain('budget=equalExperts');
});
