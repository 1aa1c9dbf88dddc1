/** A visitor who trains and then presses every button of the results and, in *Inspect*, of the page, each once. Knows little of this page. */
import type { Page } from 'playwright-core';
import { text } from '../../../src/text/text.ts';
import { press, showTab, train } from './playground.ts';

/** Nearly as long as names may be. */
const longNames = {
  tasks: [
    'Wellenlaengenverteilun',
    'Quadratwurzelzuwachs',
    'Regenwahrscheinlichkei',
    'Donaudampfschifffahrt',
  ],
  cards: ['AdaptiveFusionNetwork', 'ProgressiveExtraction', 'SharedBottomNetworkOld'],
} as const;

const architectures = ['adattSp', 'ple', 'sharedBottom'] as const;

/** Fragments of links to one experiment whose tasks and cards have names that differ in length. */
export const walkLinks = {
  short: linkWith(['a', 'b', 'c', 'd'], ['e', 'f', 'g']),
  long: linkWith(longNames.tasks, longNames.cards),
};

function linkWith(tasks: readonly string[], cards: readonly string[]): string {
  const entries = [
    ...['train=2000', 'test=1000', 'reps=3', 'steps=40', 'eval=10', 'backend=wasm'],
    ...tasks.map((name, index) => `t${index + 1}=n:${name}`),
    ...cards.map((name, index) => `${'ABC'.charAt(index)}=${architectures[index]},n:${name}`),
  ];
  return `#${entries.join('&')}`;
}

/**
 * Runs in the page: marks the first button whose name is none of `pressed` and returns that name, to which the name of its menu belongs; null
 * where there is none. Where its menu is closed it marks the button that opens it. While a dialog is open there are only the buttons of that.
 */
function markNext({ region, pressed }: { readonly region: string; readonly pressed: readonly string[] }) {
  for (const one of document.querySelectorAll('[data-next]')) one.removeAttribute('data-next');
  const isSeen = (element: Element) => element.checkVisibility({ visibilityProperty: true });
  const nameOf = (element: Element) =>
    (element.getAttribute('aria-label') ?? element.textContent).slice(0, 60);
  const within = document.querySelector('dialog[open]') ?? document.querySelector(region);
  for (const button of within?.querySelectorAll<HTMLElement>('button:enabled, summary') ?? []) {
    const menu = button.closest('[popover]');
    const opener = menu && document.querySelector<HTMLElement>(`[popovertarget="${CSS.escape(menu.id)}"]`);
    const name = opener ? `${nameOf(opener)}: ${nameOf(button)}` : nameOf(button);
    const next = [button, opener].find((one) => one && isSeen(one));
    if (!next || pressed.includes(name)) continue;
    next.dataset['next'] = '';
    return { name, opens: next === opener };
  }
  return null;
}

/** Makes up to `most` presses in a region, and in menus and dialogs that open; tells `onPress` the name of each button, before it. */
async function pressAll(
  page: Page,
  { region, most }: { readonly region: string; readonly most: number },
  onPress: (name: string) => void,
): Promise<void> {
  const pressed: string[] = [];
  for (let count = 0; count < most; count++) {
    const next = await page.evaluate(markNext, { region, pressed });
    if (next === null) return;
    if (!next.opens) {
      pressed.push(next.name);
      onPress(next.name);
    }
    // What is drawn anew meanwhile takes the mark with it. A page that is gone says so at the next question.
    await page
      .locator('[data-next]')
      .click({ force: true, timeout: 1000 })
      .catch(() => undefined);
    await page.waitForTimeout(50);
    if (await page.locator('dialog[open]').count()) await page.keyboard.press('Escape');
  }
}

/** Resolves to the names of what was pressed. Rejects, with the last of them, when the page stops answering. */
export async function walk(page: Page): Promise<readonly string[]> {
  const pressed: string[] = [];
  const onPress = (name: string) => {
    pressed.push(name);
  };
  try {
    await train(page);
    await pressAll(page, { region: `section[aria-label="${text.app.results}"]`, most: 200 }, onPress);
    await showTab(page, 'gates');
    await pressAll(page, { region: 'main', most: 12 }, onPress);
    await press(page, text.app.link.share);
    await page.getByRole('textbox', { name: text.sharing.link }).waitFor();
    return pressed;
  } catch (error) {
    throw new Error(`The page stopped after ${pressed.slice(-5).join(', ')}.`, { cause: error });
  }
}
