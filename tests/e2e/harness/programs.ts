/** Networks out of the page as files, and programs among them run with PyTorch. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { text } from '../../../src/text/text.ts';
import { pythonWithTorch, withoutTorch } from '../../pytorch/findPython.mjs';
import { press, results, savedFile } from './playground.ts';

const words = text.weights;
const python = pythonWithTorch();
if (python === null) console.info(withoutTorch);

/** Opens the Weights menu of the shown network. */
export const openMenu = (page: Page): Promise<void> =>
  results(page).getByRole('button', { name: words.menu, exact: true }).click();

/** What a choice of the Weights menu of the shown network saves. */
export const saved = (page: Page, choice: string) =>
  savedFile(page, async () => {
    await openMenu(page);
    await results(page).getByRole('button', { name: choice }).click();
  });

/** What a program says that lies in a folder with these files; null where no Python has torch. */
export async function saidBy(
  files: readonly { readonly name: string; readonly content: Buffer | string }[],
  args: readonly string[],
): Promise<string | null> {
  if (python === null) return null;
  const cwd = await mkdtemp(join(tmpdir(), 'adatt-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  for (const { name, content } of files) await writeFile(join(cwd, name), content);
  const env = { ...process.env, OMP_NUM_THREADS: '1' };
  return (await promisify(execFile)(python, [...args], { cwd, env })).stdout;
}

/** The program that the menu of the page saves. */
export const savedFromMenu = (page: Page) =>
  savedFile(page, async () => {
    await press(page, text.app.menu.more);
    await page.getByRole('button', { name: text.app.menu.saveProgram, exact: true }).click();
  });
