/** The paper beside the page: numbers as there, and every symbol tied to its part of the diagram and to the table of weights. */
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import { csvOf, showTab, smallRun, textOf, train } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const title = text.app.architectures.name('A', text.models.label.adattSp);
const run = smallRun('steps=20&eval=10&backend=wasm&A=adattSp,experts:2&B=mmoe');

const sheet = (page: Page) => page.getByRole('group', { name: text.equations.area(title) });

/** What pointing at each symbol says and lights. */
async function tiesOf(page: Page) {
  const symbols = sheet(page).locator('[data-sign]');
  const ties: { said: string; halos: number; lit: number; written: string }[] = [];
  for (const symbol of await symbols.all()) {
    await symbol.dispatchEvent('pointerover');
    ties.push({
      written: await textOf(symbol),
      said: await textOf(page.locator('section output').last()),
      halos: await page.locator('[data-halo]').count(),
      lit: await page.locator('path[data-lit]').count(),
    });
  }
  return ties;
}

test('reads the paper beside the page: numbers, parts of the diagram, values of the table', async ({
  openPage,
}) => {
  const page = await openPage({ path: run, initScripts: [{ path: axePath }] });
  await train(page);
  await showTab(page, 'equations');
  await sheet(page).waitFor();
  const numbers = await sheet(page).locator('figcaption').allTextContents();
  expect(numbers.filter((number) => number !== '')).toEqual([
    '(1)',
    '(7)',
    '(11)',
    '(6)',
    '(5)',
    '(10)',
    '(4)',
    '(4)',
    '(4)',
    '(4)',
    '(2)',
  ]);

  const ties = await tiesOf(page);
  for (const { written, said, halos } of ties) expect([halos, said.length > 0], written).toEqual([1, true]);
  // The weights of the unit of task 1 at level 1, expert by expert, as the table behind the diagram has them.
  const [, ...rows] = (await csvOf(page, title)).map((line) => line.split(','));
  const ofUnit = rows.filter(([level, , unit]) => level === '1' && unit === 'Task 1');
  const gates = ties.filter(({ written }) => /^G1;\d,\d1$/.test(written));
  expect(gates.length).toBe(4);
  gates.forEach(({ said, lit }, at) => {
    expect(said).toContain(Number(ofUnit[at]?.[3]).toFixed(2));
    expect(lit, 'the edge of the one expert').toBe(1);
  });
  const natives = ties.filter(({ written }) => /^v1;\d,\d1$/.test(written));
  expect(natives.length).toBe(2);
  natives.forEach(({ said }, at) => {
    expect(said).toContain(Number(ofUnit[at]?.[4]).toFixed(2).replace('-', '−'));
  });

  // A part that is chosen in the diagram brings its equations, and lights their symbols.
  await page.locator('[data-part="unit 1 1"]').dispatchEvent('pointerdown');
  await expect
    .poll(() => page.getByRole('combobox', { name: text.equations.level, exact: true }).inputValue())
    .toBe('1');
  expect(await sheet(page).locator('[data-lit]').count()).toBeGreaterThan(0);
  const faults = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { preload: false });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id }) => id);
  });
  expect(faults).toEqual([]);
  await page.setViewportSize({ width: 390, height: 800 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
