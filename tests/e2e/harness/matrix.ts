/** The matrix of correlations as people take hold of it. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';

const { title } = text.app.correlation;

/** The part of the set-up that edits one of the matrices. */
export const editor = (page: Page, matrix: keyof typeof title = 'correlation'): Locator =>
  page.getByRole('region', { name: title[matrix], exact: true });

/** The cell of two tasks, by their names. */
export const cellOf = (part: Locator, row: string, column: string): Locator =>
  part.getByRole('spinbutton', { name: text.correlation.cell(row, column), exact: true });

/** Drags from the middle of a cell, `up` pixels; `meanwhile` before the button is released. */
export async function drag(
  page: Page,
  from: Locator,
  up: number,
  meanwhile?: () => Promise<void>,
): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const box = await from.boundingBox();
  if (box === null) throw new Error('The cell is not shown.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - up / 2, { steps: 3 });
  await page.mouse.move(x, y - up, { steps: 3 });
  await meanwhile?.();
  await page.mouse.up();
}
