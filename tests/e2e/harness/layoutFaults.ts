/** What is wrong with the layout of a page as it stands: parts wider than the window, cut or covered controls, words over words. */
import type { Page } from 'playwright-core';

/** One line for each fault. Of an open dialog or popover only that is looked at. */
export async function layoutFaultsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(comeNearAll);
  // Pictures take the width of the window a moment later.
  await page.waitForTimeout(300);
  await page.evaluate(defineSeen);
  return [
    ...(await page.evaluate(tooWideParts)),
    ...(await page.evaluate(wordFaults)),
    ...(await page.evaluate(controlFaults)),
  ];
}

/** Runs in the page: has everything drawn that waits until a reader comes near it. */
async function comeNearAll(): Promise<void> {
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
    scrollTo(0, top);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  scrollTo(0, 0);
}

declare global {
  interface Window {
    frontOf: () => Element;
    /** The part of a box that is not cut off, and whether something cuts it that cannot be scrolled; null where none of it is seen. */
    seenOf: (element: Element, box: DOMRect) => { readonly box: DOMRect; readonly isCut: boolean } | null;
  }
}

/** Runs in the page. */
function defineSeen(): void {
  window.frontOf = () =>
    [...document.querySelectorAll('dialog:modal, :popover-open')].at(-1) ?? document.body;
  window.seenOf = (element, { left, right, top, bottom }) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return null;
    const seen = { left, right, top, bottom };
    const isCut = { x: false, y: false };
    for (let one: Element | null = element; one && one !== document.body; one = one.parentElement) {
      const { overflowX, overflowY, clipPath, textOverflow, position } = getComputedStyle(one);
      if (clipPath !== 'none') return null;
      const frame = one.getBoundingClientRect();
      const slack = Math.min(3, (bottom - top) / 6);
      if (overflowX !== 'visible') {
        const isFixed = overflowX !== 'auto' && overflowX !== 'scroll' && textOverflow !== 'ellipsis';
        isCut.x ||= isFixed && (seen.left < frame.left - slack || seen.right > frame.right + slack);
        seen.left = Math.max(seen.left, frame.left);
        seen.right = Math.min(seen.right, frame.right);
      }
      if (overflowY !== 'visible') {
        const isFixed = overflowY !== 'auto' && overflowY !== 'scroll';
        isCut.y ||= isFixed && (seen.top < frame.top - slack || seen.bottom > frame.bottom + slack);
        seen.top = Math.max(seen.top, frame.top);
        seen.bottom = Math.min(seen.bottom, frame.bottom);
      }
      if (position === 'fixed') break;
    }
    const { width, height } = { width: seen.right - seen.left, height: seen.bottom - seen.top };
    if (width <= 1 || height <= 1) return null;
    return { box: new DOMRect(seen.left, seen.top, width, height), isCut: isCut.x || isCut.y };
  };
}

/** Runs in the page. */
function tooWideParts(): readonly string[] {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const parts = [...window.frontOf().querySelectorAll('*')].filter((part) => {
    const seen = window.seenOf(part, part.getBoundingClientRect());
    return seen !== null && seen.box.right > innerWidth + 1 && part.childElementCount === 0;
  });
  return [
    `wider than the window, ${document.documentElement.scrollWidth} px: ${parts
      .slice(0, 3)
      .map((part) => part.textContent)
      .join(' | ')}`,
  ];
}

/** Runs in the page: words that are cut, and words that stand on others of the same layer. */
function wordFaults(): readonly string[] {
  const faults = new Set<string>();
  const layerOf = (element: Element): Element | null => {
    for (let one: Element | null = element; one; one = one.parentElement)
      if (/fixed|sticky/.test(getComputedStyle(one).position)) return one;
    return null;
  };
  const lines: { node: Node; said: string; layer: Element | null; box: DOMRect }[] = [];
  const texts = document.createTreeWalker(window.frontOf(), NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    const said = node.textContent?.trim().slice(0, 40) ?? '';
    if (!element || said === '' || element.closest('script, style, option, title, noscript, math')) continue;
    if (getComputedStyle(element).color === 'rgba(0, 0, 0, 0)') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const whole of range.getClientRects()) {
      const seen = window.seenOf(element, whole);
      if (seen === null) continue;
      if (seen.isCut)
        faults.add(
          `cut: ${said} in ${element.parentElement?.localName} ${element.parentElement?.getAttribute('class')}`,
        );
      lines.push({ node, said, layer: layerOf(element), box: seen.box });
    }
  }
  lines.sort((one, other) => one.box.top - other.box.top);
  for (const [index, one] of lines.entries())
    for (const other of lines.slice(index + 1)) {
      if (other.box.top >= one.box.bottom) break;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      // Words with a halo are drawn twice.
      const isHalo = one.said === other.said && across > 0.9 * one.box.width && down > 0.9 * one.box.height;
      const isOver = !isHalo && across > 2 && down > 0.3 * Math.min(one.box.height, other.box.height);
      if (isOver && one.node !== other.node && one.layer === other.layer)
        faults.add(`over one another: ${one.said} | ${other.said}`);
    }
  return [...faults];
}

/** Runs in the page: controls that are cut, leave the window, or whose middle or ends something else covers. */
function controlFaults(): readonly string[] {
  const faults = new Set<string>();
  const controls = 'a[href], button, summary, input, select, textarea, [role="tab"]';
  for (const control of window.frontOf().querySelectorAll<HTMLElement>(controls)) {
    const isChoice = control.matches('input[type="radio"], input[type="checkbox"], input[type="file"]');
    const tapped = (isChoice && control.closest('label')) || control;
    if (window.seenOf(tapped, tapped.getBoundingClientRect()) === null) continue;
    tapped.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    // Of a link over two lines, the first.
    const box = tapped.getClientRects()[0] ?? tapped.getBoundingClientRect();
    const name = `${control.localName} ${(control.getAttribute('aria-label') ?? tapped.textContent ?? '').slice(0, 40)}`;
    if (box.left < -1 || box.right > innerWidth + 1) faults.add(`leaves the window: ${name}`);
    if (window.seenOf(tapped, box)?.isCut) faults.add(`cut: ${name}`);
    // A link that comes into the window with the focus.
    if (box.bottom <= 0) continue;
    for (const x of [(box.left + box.right) / 2, box.left + 2, box.right - 2]) {
      const hit = document.elementFromPoint(x, (box.top + box.bottom) / 2);
      const isHit = hit !== null && (tapped.contains(hit) || hit.closest('label')?.control === control);
      // A toast goes by itself.
      const over = hit?.closest('section');
      const isPassing = over && getComputedStyle(over).position === 'fixed';
      if (!isHit && !isPassing)
        faults.add(
          `covered: ${name} by ${hit?.localName} ${hit?.className} ${hit?.textContent?.slice(0, 20)}`,
        );
    }
  }
  scrollTo(0, 0);
  return [...faults];
}
