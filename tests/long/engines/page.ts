/** The page as any engine can use it: with keys, and with functions that run in it. Words come from the catalogue. */
import { expect } from 'vitest';
import { text } from '../../../src/text/text.ts';
import type { Engine } from './engine.ts';

const { run: words, link: linkWords } = text.app;

const patience = { timeout: 120_000, interval: 250 } as const;

/** What the focus is on, as it is called; of places, one of which is called as a button is, with their role. */
const focused = (engine: Engine): Promise<string> =>
  engine.evaluate(() => {
    const { activeElement } = document;
    const name = activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
    return `${activeElement?.getAttribute('role') === 'tab' ? 'place ' : ''}${name.trim()}`;
  });

/** Presses Tab until the focus is on what is called `name`. */
export async function tabTo(engine: Engine, name: string): Promise<void> {
  const passed: string[] = [];
  while (passed.length < 40) {
    await engine.press('tab');
    const now = await focused(engine);
    if (now === name) return;
    passed.push(now);
  }
  throw new Error(`The focus does not come to ${name}: ${passed.join(' | ')}`);
}

/** What the bar says, a line for each part of it. */
const barText = (engine: Engine): Promise<string> =>
  engine.evaluate(() =>
    [...document.querySelectorAll('header button, header span')]
      .map(({ textContent }) => textContent)
      .join('\n'),
  );

/** Waits until the page is there, with its results. */
export async function waitForPage(engine: Engine): Promise<void> {
  await expect.poll(() => barText(engine), patience).toContain(words.play);
}

/** Waits until the run is over; returns its steps per second, as fast as they were said to be. */
export async function finishedRun(engine: Engine): Promise<number> {
  let speed = 0;
  const phase = async () => {
    const bar = await barText(engine);
    const said = /^([\d,.]+) steps\/s ·/m.exec(bar)?.[1] ?? '0';
    speed = Math.max(speed, Number(said.replaceAll(',', '')));
    return bar;
  };
  await expect.poll(phase, patience).toContain(words.phase.finished);
  return speed;
}

/** The sentence of the verdict, and the losses of every architecture and task, cell by cell, as they are printed. */
export async function resultOf(engine: Engine) {
  const read = () =>
    engine.evaluate(
      (verdictTitle: string, tableTitle: string) => {
        const nameOf = (element: Element) => {
          const label = document.getElementById(element.getAttribute('aria-labelledby') ?? '');
          return element.getAttribute('aria-label') ?? label?.textContent ?? '';
        };
        const called = (selector: string, start: string) =>
          [...document.querySelectorAll(selector)].find((element) => nameOf(element).startsWith(start));
        const rows = [...(called('table', tableTitle)?.querySelectorAll('tr') ?? [])];
        const sentence = called('section', verdictTitle)?.querySelector('h2');
        return {
          sentence: sentence?.textContent ?? '',
          losses: rows.map((row) => [...row.children].map(({ textContent }) => textContent ?? '')),
        };
      },
      text.verdict.title(''),
      text.verdict.outcomes.title,
    );
  // The table is drawn when one comes near it.
  await engine.evaluate(() => scrollTo(0, document.body.scrollHeight));
  // Where training takes most of the processor, the page draws the end of a run a moment later.
  let last = '';
  const isSettled = async () => {
    const result = await read();
    const before = last;
    last = JSON.stringify(result);
    return result.losses.length > 1 && last === before;
  };
  await expect.poll(isSettled, { ...patience, interval: 1000 }).toBe(true);
  return read();
}

/** Everything that is written on the page. */
export const allText = (engine: Engine): Promise<string> =>
  engine.evaluate(() => document.body.textContent ?? '');

/** The link that the Share button offers once it holds the results. */
export async function finishedShareLink(engine: Engine): Promise<string> {
  let link = '';
  const offered = async () => {
    link = await shareLink(engine);
    return link;
  };
  await expect.poll(offered, patience).toContain('&fp=');
  return link;
}

async function shareLink(engine: Engine): Promise<string> {
  await engine.evaluate((name: string) => {
    const button = [...document.querySelectorAll('header button')].find(
      ({ textContent }) => textContent === name,
    );
    if (button instanceof HTMLElement) button.click();
  }, linkWords.share);
  const read = () =>
    engine.evaluate((label: string) => {
      const input = document.querySelector(`[aria-label="${label}"]`);
      return input instanceof HTMLInputElement ? input.value : '';
    }, text.sharing.link);
  await expect.poll(read, patience).not.toBe('');
  const link = await read();
  await engine.press('escape');
  return link;
}
