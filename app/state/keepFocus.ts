/** Moves the focus to the nearest control when the focused one is removed or disabled. */

interface Surrounding {
  readonly part: Element;
  readonly index: number;
}

interface FocusPlace {
  readonly element: Element;
  readonly surroundings: readonly Surrounding[];
}

const controlSelector = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

export function keepFocus(): void {
  let place: FocusPlace | null = null;
  const watch = new MutationObserver(() => {
    // The code that removed the focus may be about to set it elsewhere.
    if (place !== null && isFocusLost(place)) requestAnimationFrame(moveOn);
  });
  const moveOn = (): void => {
    const { activeElement } = document;
    if (place === null || !isFocusLost(place) || !document.hasFocus()) return;
    if (activeElement === document.body || activeElement === place.element) nearestControlTo(place)?.focus();
  };
  const end = (): void => {
    place = null;
    watch.disconnect();
  };
  document.addEventListener('pointerdown', end, true);
  document.addEventListener('focusin', ({ target }) => {
    end();
    if (!(target instanceof Element && target.matches(':focus-visible'))) return;
    place = focusPlaceOf(target);
    watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  });
}

function focusPlaceOf(element: Element): FocusPlace {
  const surroundings: Surrounding[] = [];
  for (let child = element; child.parentElement !== null; child = child.parentElement)
    surroundings.push({ part: child.parentElement, index: [...child.parentElement.children].indexOf(child) });
  return { element, surroundings };
}

const isFocusLost = ({ element }: FocusPlace): boolean =>
  !element.isConnected || element.matches(':disabled');

// A removed control: its replacement, else the one before. A disabled one: the one before first, since the
// next may undo what it did.
function nearestControlTo({ element, surroundings }: FocusPlace): HTMLElement | undefined {
  for (const { part, index } of surroundings.filter((one) => one.part.isConnected)) {
    const parts = [...part.children];
    const before = parts.slice(0, index).flatMap(controlsIn).at(-1);
    const after = parts.slice(index).flatMap(controlsIn)[0];
    const nearest = element.isConnected ? (before ?? after) : (after ?? before);
    if (nearest !== undefined) return nearest;
  }
  return undefined;
}

const controlsIn = (part: Element): readonly HTMLElement[] =>
  [part, ...part.querySelectorAll(controlSelector)].filter(
    (one): one is HTMLElement =>
      one instanceof HTMLElement &&
      one.matches(controlSelector) &&
      one.tabIndex >= 0 &&
      !one.matches(':disabled') &&
      one.checkVisibility(),
  );
