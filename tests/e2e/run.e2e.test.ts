/** A run on every backend a browser offers: play, pause, step, reset, and the same curve from the same link. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  barButton,
  csvOf,
  patience,
  press,
  setSpeed,
  shareLink,
  showLosses,
  smallRun,
  stepOf,
  train,
  waitForPause,
  waitForPhase,
  waitForStepAfter,
} from './harness/playground.ts';
import { expect, type OpenPage, test } from './harness/test.ts';

const { run: words } = text.app;
const evalEvery = 5;

interface Given {
  readonly backend: 'wasm' | 'webgpu';
  readonly numSteps: number;
  readonly cards: string;
  readonly isOpenedAgain: boolean;
}

/** The test losses of both tasks at the steps evaluated on schedule; a pause adds others. */
async function curvesOf(page: Page): Promise<readonly string[]> {
  await showLosses(page);
  const lines = [...(await csvOf(page, 'Task 1')), ...(await csvOf(page, 'Task 2'))];
  return lines.filter((line) => Number(line.split(',')[3]) % evalEvery === 0);
}

test('trains, pauses, steps and repeats itself', ({ openPage }) =>
  trainTwice({ backend: 'wasm', numSteps: 120, cards: 'A=adattSp&B=ple', isOpenedAgain: true }, openPage));

// On a software adapter, where every operation takes its time.
test('trains, pauses, steps and repeats itself on WebGPU', { tags: 'thorough' }, ({ openPage }) =>
  trainTwice({ backend: 'webgpu', numSteps: 10, cards: 'A=adattSp', isOpenedAgain: false }, openPage),
);

async function trainTwice(given: Given, openPage: OpenPage): Promise<void> {
  const { backend, numSteps, cards, isOpenedAgain } = given;
  const webgpu = backend === 'webgpu';
  const path = smallRun(`backend=${backend}&steps=${numSteps}&eval=${evalEvery}&${cards}`);
  const page = await openPage({ webgpu, path });
  await setSpeed(page, words.speedOf(1));
  await press(page, words.play);
  await waitForStepAfter(page, 0);
  await press(page, words.pause);
  await waitForPhase(page, 'paused');
  const badge = text.app.backend.name(text.session.backendLabel(backend));
  await press(page, text.app.menu.more);
  await barButton(page, badge).waitFor();
  await page.keyboard.press('Escape');

  const pausedAt = await waitForPause(page);
  // Nothing has moved it since: a step after the pause is one step after it.
  for (const step of [pausedAt + 1, pausedAt + 2]) {
    await press(page, words.step);
    await expect.poll(() => stepOf(page), patience).toBeGreaterThanOrEqual(step);
    expect(await stepOf(page)).toBe(step);
  }
  expect(pausedAt + 2).toBeLessThan(numSteps);

  await setSpeed(page, words.fullSpeed);
  await train(page);
  const curves = await curvesOf(page);
  expect(curves.length).toBeGreaterThan(2 * (1 + numSteps / evalEvery));

  await press(page, words.reset);
  await waitForPhase(page, 'idle');
  expect(await stepOf(page)).toBe(0);
  await train(page);
  expect(await curvesOf(page)).toEqual(curves);
  if (!isOpenedAgain) return;

  const tab = await page.context().newPage();
  await tab.goto(await shareLink(page));
  await train(tab);
  expect(await curvesOf(tab)).toEqual(curves);
}
