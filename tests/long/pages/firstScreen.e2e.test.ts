/** The first screen: question, stage, answer, matrix and Play are there at once, and little else; one key after the other leads there. */
import type { Locator, Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import { barButton, patience, results, setUp, stage } from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const matrix = text.correlation.matrix(text.correlation.views.requested);
const answer = (page: Page): Locator =>
  page.getByRole('region', { name: text.verdict.title('A · AdaTT-sp'), exact: true });

async function openAt(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await results(page).getByText(text.app.run.recorded).waitFor(patience);
  await answer(page).locator('svg[data-picture]').waitFor(patience);
}

test('at 1280 x 800 question, stage, answer, matrix and Play are inside the window', async ({ openPage }) => {
  const page = await openPage();
  await openAt(page, 1280, 800);
  for (const [name, part] of Object.entries({
    question: results(page).getByRole('heading', { name: text.panels.question.title }),
    stage: stage(page),
    answer: answer(page).getByRole('heading').first(),
    'forest plot': answer(page).locator('svg[data-picture]'),
    matrix: setUp(page).getByRole('group', { name: matrix }),
    Play: barButton(page, text.app.run.play),
  })) {
    const { x, y, width, height } = (await part.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 };
    expect(Math.min(x, y), `${name} begins in it`).toBeGreaterThanOrEqual(0);
    expect(Math.min(width, height), `${name} has a size`).toBeGreaterThan(10);
    expect(x + width, `${name} ends in it`).toBeLessThanOrEqual(1280);
    expect(y + height, `${name} ends in it`).toBeLessThanOrEqual(800);
  }
});

test.for([
  { width: 1280, height: 800, mostControls: 30, mostWords: 260 },
  { width: 390, height: 844, mostControls: 20, mostWords: 130 },
])(
  'at $width x $height it has at most $mostControls controls and $mostWords words',
  async (given, { openPage }) => {
    const { width, height, mostControls, mostWords } = given;
    const page = await openPage({ width, firstVisit: true });
    await openAt(page, width, height);
    const replay = stage(page).getByText(text.captions.replay, { exact: true });
    const count = async (when: string) => {
      await page.evaluate(defineIsShown);
      const controls = await page.evaluate(controlsInSight, matrix);
      const { words, small } = await page.evaluate(textInSight);
      console.info(`${width} x ${height}, ${when}: ${controls.length} controls, ${words.length} words`);
      expect(small, 'below 13 px outside the axes of pictures').toEqual([]);
      expect(controls.length, controls.join(' | ')).toBeLessThanOrEqual(mostControls);
      expect(words.length, words.join(' ')).toBeLessThanOrEqual(mostWords);
    };
    await count('at first');
    await page.keyboard.press('Shift');
    await replay.waitFor({ state: 'detached', ...patience });
    await count('after the replay');
  },
);

test('at most 15 stops of the Tab key lead from the top of the page to the stage', async ({ openPage }) => {
  const page = await openPage();
  await openAt(page, 1280, 800);
  const isThere = () => stage(page).evaluate((region) => region.contains(document.activeElement));
  let numStops = 0;
  for (; !(await isThere()) && numStops < 20; numStops++) await page.keyboard.press('Tab');
  expect(numStops).toBeGreaterThan(0);
  expect(numStops).toBeLessThanOrEqual(15);
});

test('at 1920 x 1080 no line of prose has more than 95 letters', async ({ openPage }) => {
  const page = await openPage();
  await openAt(page, 1920, 1080);
  const inWords = results(page).getByRole('region', { name: text.panels.compare.inWords });
  await inWords.scrollIntoViewIfNeeded();
  await inWords.getByRole('listitem').first().waitFor(patience);
  await page.getByText(text.verdict.method).click();
  const lines = await page.evaluate(longestLines, text.panels.compare.inWords);
  expect(lines.length).toBeGreaterThan(4);
  expect(lines.filter(({ letters }) => letters > 95)).toEqual([]);
});

declare global {
  interface Window {
    /** True where something in this box is inside the window, and nothing around it cuts it off or hides it. */
    isShown: (element: Element, box: DOMRect) => boolean;
  }
}

/** Runs in the page. */
function defineIsShown(): void {
  window.isShown = (element, box) => {
    const { left, right, top, bottom, width, height } = box;
    if (width <= 1 || height <= 1 || right <= 0 || left >= innerWidth || bottom <= 0 || top >= innerHeight)
      return false;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    for (let one: Element | null = element; one && one !== document.body; one = one.parentElement) {
      const { overflowX, overflowY, clipPath } = getComputedStyle(one);
      const frame = one.getBoundingClientRect();
      const isCut =
        (overflowX !== 'visible' && (right <= frame.left || left >= frame.right)) ||
        (overflowY !== 'visible' && (bottom <= frame.top || top >= frame.bottom));
      if (isCut || clipPath !== 'none') return false;
    }
    return true;
  };
}

/** Runs in the page: the controls that can be seen, by name; those of the matrix of that name are one. */
function controlsInSight(matrixName: string): readonly string[] {
  const found = new Set<string>();
  const selector =
    'a[href], button, input, select, textarea, summary, [role="application"], [role="slider"], [tabindex="0"]';
  for (const [index, control] of [...document.querySelectorAll(selector)].entries()) {
    const isChoice = control.matches('input[type="radio"], input[type="checkbox"]');
    const seen = (isChoice && control.closest('label')) || control;
    if (!window.isShown(seen, seen.getBoundingClientRect())) continue;
    const isInMatrix = control.closest('[role="group"]')?.getAttribute('aria-label') === matrixName;
    const name = control.getAttribute('aria-label') ?? seen.textContent ?? '';
    found.add(isInMatrix ? matrixName : `${index} ${control.localName} ${name.slice(0, 30)}`);
  }
  return [...found];
}

/** Runs in the page: runs of text without blanks that can be seen, and those of them below 13 pixels that stand on no axis. */
function textInSight() {
  const words: string[] = [];
  const small = new Set<string>();
  const note = (element: Element, word: string, box: DOMRect): void => {
    const { color, fontSize } = getComputedStyle(element);
    if (color === 'rgba(0, 0, 0, 0)' || !window.isShown(element, box)) return;
    words.push(word);
    const isOnAxis = element.closest('[data-axis], .recharts-cartesian-axis') !== null;
    if (Number.parseFloat(fontSize) < 13 && !isOnAxis) small.add(`${word}: ${fontSize}`);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    if (element === null || element.matches('script, style, option, title')) continue;
    for (const { 0: word, index } of (node.textContent ?? '').matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      note(element, word, range.getBoundingClientRect());
    }
  }
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type="text"]'))
    for (const word of input.value.match(/\S+/g) ?? []) note(input, word, input.getBoundingClientRect());
  return { words, small: [...small] };
}

/** Runs in the page: the paragraphs below the stage, each with the letters of its longest line. */
function longestLines(inWords: string) {
  const parts = `:is(#verdict, #curves, [aria-label="${inWords}"]) :is(p, li)`;
  return [...document.querySelectorAll(parts)].flatMap((part) => {
    const said = part.textContent?.trim() ?? '';
    const range = document.createRange();
    range.selectNodeContents(part);
    const widths = new Map<number, number>();
    for (const { bottom, width } of range.getClientRects())
      widths.set(bottom, (widths.get(bottom) ?? 0) + width);
    const all = [...widths.values()];
    const share = Math.max(...all) / all.reduce((sum, width) => sum + width, 0);
    return said.length > 95 ? [{ said, letters: Math.round(said.length * share) }] : [];
  });
}
