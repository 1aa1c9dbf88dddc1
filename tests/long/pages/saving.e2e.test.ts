/** What leaves the page: every picture and table has a menu that saves it, and what is saved can be read elsewhere. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import {
  bar,
  openMore,
  patience,
  press,
  results,
  savedAs,
  setUp,
  showTab,
  showTable,
  smallRun,
  sweep,
  train,
} from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const words = text.saving;
const [a, b] = ['A · AdaTT-sp', 'B · PLE'];

/** Every picture and table that can be seen, by name; those without a menu of that name are marked. */
const shownIn = (page: Page, save: string): Promise<readonly string[]> =>
  page.evaluate((prefix) => {
    const nameOf = (element: Element): string => {
      const labelled = element.getAttribute('aria-labelledby');
      return (
        element.getAttribute('aria-label') ??
        (labelled === null ? null : document.getElementById(labelled))?.textContent ??
        element.querySelector('caption')?.textContent ??
        ''
      );
    };
    const isSeen = (element: Element) =>
      element.checkVisibility() && element.closest('.recharts-tooltip-wrapper') === null;
    const menus = [...document.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'));
    return [...document.querySelectorAll('table, svg[data-picture]')].filter(isSeen).map((element) => {
      const figure = element.closest('figure');
      const name = nameOf(figure ?? element);
      const own =
        figure === null ? menus : [...figure.querySelectorAll('button')].map((one) => one.ariaLabel);
      return own.includes(prefix + name) ? name : `${name} CANNOT BE SAVED`;
    });
  }, save);

const inventory = async (page: Page): Promise<readonly string[]> =>
  [...new Set(await shownIn(page, words.saveTitle('')))].toSorted();

test('every picture and table can be saved', async ({ openPage }) => {
  const page = await openPage({
    path: smallRun('backend=wasm&steps=40&eval=10&A=adattSp&B=ple').replace('reps=2', 'reps=3'),
  });
  await openMore(page);
  await setUp(page).getByText(text.budget.details, { exact: true }).click();
  await train(page);
  const { budget, verdict, gates, panels, sweep: sweeps } = text;
  const costs = [budget.expertsPerLevel, budget.multiplyAdds, budget.parameters];
  const compare = [a, b, verdict.title(a), verdict.outcomes.title, 'Task 1', 'Task 2'];
  await expect.poll(() => inventory(page), patience).toEqual([...costs, ...compare].toSorted());

  await setUp(page)
    .getByRole('button', { name: words.saveTitle(budget.parameters) })
    .click();
  const [csv, json] = await Promise.all(
    [words.csv, words.json].map((name) => setUp(page).getByRole('button', { name }).boundingBox()),
  );
  expect(json?.y, 'choices stand below each other').toBeGreaterThan(csv?.y ?? Number.NaN);
  expect(json?.x).toBe(csv?.x);
  await page.keyboard.press('Escape');

  await page.getByRole('slider', { name: text.time.slider }).focus();
  await page.keyboard.press('Home');
  const losses = panels.compare.tableTitle(panels.compare.splitWords.test, '0');
  await expect.poll(() => inventory(page), patience).toEqual([...costs, ...compare, losses].toSorted());
  await page.keyboard.press('End');

  await showTab(page, 'gates');
  await expect.poll(() => inventory(page), patience).toEqual([...costs, a, b].toSorted());
  await results(page).getByText(gates.views.health, { exact: true }).click();
  const levels = [1, 2].map((level) => text.app.ui.level(level));
  const health = [a, b].flatMap((card) =>
    levels.flatMap((level) =>
      [gates.health.expert, gates.health.unit].map((what) =>
        text.charts.placed(text.charts.placed(card, level), what),
      ),
    ),
  );
  const found = await inventory(page);
  expect(found).toEqual(expect.arrayContaining(health));
  expect(found.filter((name) => name.includes('CANNOT'))).toEqual([]);

  await showTab(page, 'equations');
  await expect.poll(() => inventory(page), patience).toEqual([...costs, a].toSorted());
  await showTable(results(page).getByRole('figure', { name: a, exact: true }));
  await expect.poll(() => shownIn(page, words.saveTitle(''))).toHaveLength(costs.length + 2);

  await showTab(page, 'sweep');
  await sweep(page);
  const swept = await inventory(page);
  expect(swept).toContain(sweeps.results.points);
  expect(swept).toHaveLength(costs.length + 2);
  expect(swept.filter((name) => name.includes('CANNOT'))).toEqual([]);

  await press(page, text.app.menu.more);
  await bar(page)
    .getByRole('button', { name: /^Backend: / })
    .click();
  await expect.poll(() => inventory(page)).toContain(text.triedBackends.candidates);
  const tried = await savedAs(page, text.triedBackends.candidates, 'json');
  expect(JSON.parse(tried.content.toString())).not.toEqual([]);
  await bar(page).getByRole('button', { name: text.app.backend.measure }).click();
  await expect.poll(() => inventory(page), patience).toContain(text.machine.table);
});
