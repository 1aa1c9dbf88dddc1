/** What a fault must leave alone, read from the page: what it says, its set-up, the curves of its run. */
import type { Page } from 'playwright-core';
import type { BackendName } from '../../src/analysis/produced/backend.ts';
import { linkOf, readLink } from '../../src/experiment/link/link.ts';
import { text } from '../../src/text/text.ts';
import { bar, barButton, patience, results, showLosses, showTab, textOf } from '../e2e/harness/playground.ts';
import { expect } from '../e2e/harness/test.ts';

export const numSteps = 120;
const evalEvery = 10;

/** Two networks, evaluated often and for long enough to be harmed on the way. `rest` begins with the backend. */
export const harmedRun = (rest: string): string =>
  `#tasks=2&source=synthetic&in=8&budget=asConfigured&train=200&val=50&test=50&reps=2&batch=16` +
  `&steps=${numSteps}&eval=${evalEvery}&A=adattSp&B=sharedBottom&backend=${rest}`;

/** The same without an end, for faults that end it. */
export const endlessRun = harmedRun('wasm').replace(`steps=${numSteps}`, 'steps=100000');

/** Everything the page has to say at the moment: why Play is blocked, what happened to results, the short message. */
export async function messagesOf(page: Page): Promise<readonly string[]> {
  const banners = results(page).locator('[class*="_warn_"], [class*="_bad_"]').filter({ visible: true });
  const toast = page.getByRole('region', { name: text.app.ui.message, exact: true });
  const places = [bar(page).getByRole('alert'), banners, toast];
  const said = await Promise.all(places.map((place) => place.allInnerTexts()));
  return said.flat().map((words) => words.replaceAll(/\s+/g, ' ').trim());
}

/** Waits until the page says this and nothing else; returns it as it stands there. */
export async function onlyMessage(page: Page, sentence: RegExp | string): Promise<string> {
  const wanted =
    typeof sentence === 'string' ? expect.stringContaining(sentence) : expect.stringMatching(sentence);
  await expect.poll(() => messagesOf(page), patience).toEqual([wanted]);
  const [said = ''] = await messagesOf(page);
  return said;
}

/** What the badge of the backend says on request. */
export async function readBackend(page: Page, backend: BackendName): Promise<string> {
  await barButton(page, text.app.backend.name(text.session.backendLabel(backend))).click();
  const reason = page.getByText(/, because .* cannot be used\./).first();
  await reason.waitFor();
  const said = await textOf(reason);
  await page.keyboard.press('Escape');
  return said;
}

/** The set-up that an address holds, without what came out of it. */
const setUpIn = (hash: string): string => linkOf(readLink(hash).experiment);

/** The address of the page holds the same set-up as `hash`. */
export async function expectSetUp(page: Page, hash: string): Promise<void> {
  await expect.poll(() => setUpIn(new URL(page.url()).hash)).toBe(setUpIn(hash));
}

declare global {
  interface Window {
    savedFile: Promise<string>;
  }
}

/** A loss of one repetition of a network on one task at one step. */
interface Point {
  readonly line: string;
  readonly step: number;
  /** Every digit; empty where it is no number. */
  readonly loss: string;
}

/** All losses that the page would save of its run. */
export type ShownCurves = readonly Point[];

/** Reads them out of the files that both charts offer to save. */
export async function curvesOf(page: Page): Promise<ShownCurves> {
  await showTab(page, 'play');
  await showLosses(page);
  const files = [await fileOf(page, 'Task 1'), await fileOf(page, 'Task 2')];
  return files.flatMap((file) => {
    const [, ...rows] = file.trim().split('\r\n');
    return rows.map((row): Point => {
      const [network = '', task = '', split = '', step = '', replica = '', loss = ''] = row.split(',');
      return { line: [network, task, split, replica].join(), step: Number(step), loss };
    });
  });
}

/** The file that the chart `title` makes, caught in the page: a browser in its natural state tells nobody of downloads. */
async function fileOf(page: Page, title: string): Promise<string> {
  const figure = results(page).getByRole('figure', { name: title, exact: true });
  await figure.getByRole('button', { name: text.saving.saveTitle(title), exact: true }).click();
  const save = figure.getByRole('button', { name: text.saving.csv, exact: true });
  await save.waitFor();
  await page.evaluate(() => {
    const usual = URL.createObjectURL;
    window.savedFile = new Promise((resolve) => {
      URL.createObjectURL = (file) => {
        URL.createObjectURL = usual;
        resolve((file as Blob).text());
        return usual(file);
      };
    });
  });
  await save.click();
  return page.evaluate(() => window.savedFile);
}

/** Without what was evaluated because somebody paused. */
export const onSchedule = (curves: ShownCurves): ShownCurves =>
  curves.filter(({ step }) => step % evalEvery === 0);

/** No step comes twice or late, as it would if two timelines were mixed, and none of the schedule is missing. */
export function expectOneTimeline(curves: ShownCurves): void {
  const schedule = Array.from({ length: numSteps / evalEvery + 1 }, (_, index) => evalEvery * index);
  for (const line of new Set(curves.map((point) => point.line))) {
    const steps = curves.filter((point) => point.line === line).map(({ step }) => step);
    expect(steps, line).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
    expect(steps, line).toEqual(expect.arrayContaining(schedule));
  }
}

/** The same moments, and losses as near as two backends come to each other. */
export function expectNear(curves: ShownCurves, others: ShownCurves): void {
  expect(curves.map(({ line, step }) => [line, step])).toEqual(others.map(({ line, step }) => [line, step]));
  for (const [index, { loss, line, step }] of curves.entries()) {
    const ratio = Number(loss) / Number(others[index]?.loss);
    expect(Math.abs(Math.log(ratio)), `${line} at step ${step}`).toBeLessThan(1e-3);
  }
}
