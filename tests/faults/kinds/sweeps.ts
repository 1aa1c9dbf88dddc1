/** What happens to a sweep. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import { enter, patience, showTab, sweepForm } from '../../e2e/harness/playground.ts';
import { expect } from '../../e2e/harness/test.ts';
import type { Fault } from '../fault.ts';
import { expectUsable, type FaultEntry, faultFrom } from '../flows.ts';
import { leaderOf, throwIn } from '../injections.ts';
import { fillStorage } from '../prepared.ts';
import { expectSetUp, harmedRun, onlyMessage } from '../readings.ts';

const { actions, numPoints, results: words, status } = text.sweep;

const trainedPoints = (page: Page) =>
  page
    .getByRole('table', { name: words.points })
    .locator('tbody tr')
    .filter({ hasNotText: words.notTrained });

interface Swept extends FaultEntry {
  /** Once its first point is trained. */
  readonly harm: (page: Page) => Promise<unknown>;
  /** Once all are trained. */
  readonly says: string;
}

/** Strikes a sweep of three points after the first, which keeps it and trains the others. */
function swept(entry: Swept): Fault {
  return faultFrom(entry, async (openPage) => {
    const path = harmedRun('wasm').replace('steps=120', 'steps=2000').replace('reps=2', 'reps=3');
    const page = await openPage({ ...entry.page, path });
    await showTab(page, 'sweep');
    await enter(sweepForm(page).getByLabel(new RegExp(`^${numPoints.label}`)), '3');
    await sweepForm(page).getByRole('button', { name: actions.start }).click();
    await expect.poll(() => trainedPoints(page).count(), patience).toBe(1);
    const [first] = await trainedPoints(page).allTextContents();
    await entry.harm(page);
    await sweepForm(page).getByText(actions.allTrained).waitFor(patience);
    expect(await trainedPoints(page).count()).toBe(3);
    expect((await trainedPoints(page).allTextContents())[0]).toBe(first);
    const sees = await onlyMessage(page, entry.says);
    await expectSetUp(page, path);
    await expectUsable(page);
    return { sees, configuration: 'yes', finishedRun: 'yes', progress: 'yes' };
  });
}

export const sweepFaults: readonly Fault[] = [
  swept({
    name: 'The worker that trains a sweep throws an error',
    page: { tolerated: [/thrown by a test/] },
    harm: async (page) => throwIn(await leaderOf(page)),
    says: status.finished,
  }),
  swept({
    name: 'The storage is full when a sweep is kept',
    page: { initScripts: [fillStorage] },
    harm: () => Promise.resolve(),
    says: status.notKept,
  }),
];
