/** How faults are provoked: before a run, within one, after one. What is promised of all of them is checked here. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  bar,
  barButton,
  enter,
  field,
  openMore,
  patience,
  press,
  setSpeed,
  stepOf,
  train,
  waitForPause,
  waitForPhase,
  waitForStepAfter,
} from '../e2e/harness/playground.ts';
import { expect, type PageOptions } from '../e2e/harness/test.ts';
import { recordWorkers, reportsOf } from '../e2e/harness/workers.ts';
import type { Fault, OpenPage } from './fault.ts';
import {
  curvesOf,
  expectNear,
  expectOneTimeline,
  expectSetUp,
  harmedRun,
  messagesOf,
  onlyMessage,
  onSchedule,
} from './readings.ts';

const { run: words } = text.app;

export interface FaultEntry extends Pick<Fault, 'name'> {
  /** `npm test` provokes it, too. */
  readonly isDaily?: boolean;
  /** The set-up as a fragment; by default a small run on WebAssembly. */
  readonly path?: string;
  readonly page?: Omit<PageOptions, 'path'>;
  /** Done as soon as the page is open. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

interface Interruption extends FaultEntry {
  readonly harm: (page: Page) => Promise<unknown>;
  /** Said when it strikes a run that trains. Null: nothing, since nothing stops. */
  readonly says: RegExp | null;
  /** Said when it strikes a finished run. Null: nothing new. */
  readonly saysAfterwards: RegExp | null;
  /** What goes on is computed elsewhere, with other last digits. */
  readonly isOnOtherBackend?: boolean;
}

/** What the visitor is told. */
interface Said {
  /** Null: nothing, since nothing is missing. */
  readonly says: RegExp | string | null;
  /** Where it is said, unless among the messages. */
  readonly reads?: (page: Page) => Promise<string>;
}

/**
 * Strikes a run that trains, which goes on from its last checkpoint to the results of a run that nothing struck, and once more
 * when it has finished. Daily it is enough that the run goes on.
 */
export function interruption(entry: Interruption): Fault {
  const { path = harmedRun('wasm'), saysAfterwards, isOnOtherBackend = false } = entry;
  const initScripts = [recordWorkers, ...(entry.page?.initScripts ?? [])];
  const open = async (openPage: OpenPage): Promise<Page> => {
    const page = await openPage({ ...entry.page, initScripts, path });
    await entry.prepare?.(page);
    return page;
  };
  const provoke: Fault['provoke'] = async (openPage) => {
    const page = await open(openPage);
    await train(page);
    const undisturbed = await curvesOf(page);

    const sees = await strike(page, entry, words.playAgain);
    await setSpeed(page, words.fullSpeed);
    await waitForPhase(page, 'finished');
    expect(await messagesOf(page)).toEqual(entry.says === null ? [] : [sees]);
    await expectSetUp(page, path);
    const curves = await curvesOf(page);
    expectOneTimeline(curves);
    if (isOnOtherBackend) expectNear(onSchedule(curves), undisturbed);
    else expect(onSchedule(curves)).toEqual(undisturbed);

    await entry.harm(page);
    if (saysAfterwards !== null) await onlyMessage(page, saysAfterwards);
    await waitForPhase(page, 'finished');
    expect(await curvesOf(page)).toEqual(curves);
    await expectUsable(page);
    return { sees, configuration: 'yes', finishedRun: 'yes', progress: 'yes' };
  };
  return faultFrom(entry, provoke, async (openPage) => {
    const page = await open(openPage);
    await strike(page, entry, words.play);
    const struckAt = await stepOf(page);
    // On a slow machine the run may be over by now.
    const goesOn = async () => (await stepOf(page)) > struckAt || (await isFinished(page));
    await expect.poll(goesOn, patience).toBe(true);
    await expectSetUp(page, path);
  });
}

const isFinished = (page: Page): Promise<boolean> =>
  bar(page).getByText(words.phase.finished, { exact: true }).isVisible();

/** Presses `button`, strikes the run beyond a checkpoint, and returns what is said: that it goes on from there. */
async function strike(page: Page, { harm, says }: Interruption, button: string): Promise<string> {
  const checkpointed = await trainToCheckpoint(page, button);
  await harm(page);
  const struckAt = await stepOf(page);
  if (says === null) return '(training goes on)';
  const sees = await onlyMessage(page, says);
  expectBetween(checkpointed, Number(/from step (\d+)/.exec(sees)?.[1]), struckAt);
  return sees;
}

interface Obstacle extends FaultEntry, Said {
  /** How the run ends that meets it. */
  readonly ends: 'finished' | 'failed' | 'blocked';
  /** Before the next try; left out: it stays. */
  readonly remove?: (page: Page) => Promise<unknown>;
}

/** In the way from the start: of the run, or of its results. */
export function obstacle(entry: Obstacle): Fault {
  const { path = harmedRun('wasm'), ends } = entry;
  return faultFrom(entry, async (openPage) => {
    const page = await openPage({ ...entry.page, path });
    await entry.prepare?.(page);
    if (ends === 'blocked') expect(await barButton(page, words.play).isDisabled()).toBe(true);
    else await press(page, words.play);
    if (ends !== 'blocked') await waitForPhase(page, ends);
    const sees = await seen(page, entry, '(it trains)');
    await expectSetUp(page, path);
    await entry.remove?.(page);
    await expectUsable(page);
    if (entry.remove !== undefined) expect(await messagesOf(page)).toEqual([]);
    return { sees, configuration: 'yes', finishedRun: '-', progress: '-' };
  });
}

interface Mishap extends FaultEntry, Said {
  readonly harm: (page: Page) => Promise<unknown>;
  /** What the visitor does about it. */
  readonly mend?: (page: Page) => Promise<unknown>;
}

/** Happens beside a run that has finished. */
export function mishap(entry: Mishap): Fault {
  const { path = harmedRun('wasm'), harm } = entry;
  return faultFrom(entry, async (openPage) => {
    const page = await openPage({ ...entry.page, path });
    await entry.prepare?.(page);
    await train(page);
    const curves = await curvesOf(page);
    await harm(page);
    const sees = await seen(page, entry, '(the results)');
    await entry.mend?.(page);
    await waitForPhase(page, 'finished');
    expect(await curvesOf(page)).toEqual(curves);
    await expectSetUp(page, path);
    await expectUsable(page);
    return { sees, configuration: 'yes', finishedRun: 'yes', progress: '-' };
  });
}

async function seen(page: Page, { says, reads }: Said, instead: string): Promise<string> {
  if (says === null) {
    expect(await messagesOf(page)).toEqual([]);
    return instead;
  }
  const said = await (reads?.(page) ?? onlyMessage(page, says));
  expect(said).toMatch(says);
  return said;
}

interface Departure extends FaultEntry {
  /** Leaves the page while it trains; returns the page that stands at the same address afterwards. */
  readonly harm: (page: Page) => Promise<Page>;
}

/** The run is gone with the page, the set-up is not. */
export function departure(entry: Departure): Fault {
  const { path = harmedRun('wasm') } = entry;
  return faultFrom(entry, async (openPage) => {
    const left = await openPage({ ...entry.page, path });
    await press(left, words.play);
    await waitForStepAfter(left, 0);
    const page = await entry.harm(left);
    await waitForPhase(page, 'idle');
    expect(await messagesOf(page)).toEqual([]);
    await expectSetUp(page, path);
    await expectUsable(page);
    return {
      sees: '(the set-up, ready to be trained)',
      configuration: 'yes',
      finishedRun: 'not promised',
      progress: 'not promised',
    };
  });
}

/** `brief` is what `npm test` does of it. */
export const faultFrom = (
  { name, isDaily = false }: FaultEntry,
  provoke: Fault['provoke'],
  brief: NonNullable<Fault['daily']> = provoke,
): Fault => ({ name, provoke, daily: isDaily ? brief : null });

/**
 * Begins a run, slowly enough to be struck, and pauses it: that takes a checkpoint. Goes beyond it; returns its step. The page must
 * have been opened with `recordWorkers`.
 */
async function trainToCheckpoint(page: Page, button: string): Promise<number> {
  await setSpeed(page, words.speedOf(10));
  await press(page, button);
  await waitForStepAfter(page, 20);
  const numBefore = await numCheckpoints(page);
  await press(page, words.pause);
  const step = await waitForPause(page);
  await expect.poll(() => numCheckpoints(page), patience).toBeGreaterThan(numBefore);
  await press(page, words.play);
  await waitForStepAfter(page, step + 10);
  return step;
}

const numCheckpoints = async (page: Page): Promise<number> =>
  (await reportsOf(page)).filter(({ type }) => type === 'checkpoint').length;

function expectBetween(low: number, value: number, high: number): void {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
}

/** What is left over trains, with other steps, learning rate and widths where those were the trouble. */
export async function expectUsable(page: Page): Promise<void> {
  const { training } = text.experiment.fields;
  await openMore(page);
  await enter(field(page, training.learningRate), '0.003');
  await enter(field(page, training.numSteps), '20');
  await train(page);
}
