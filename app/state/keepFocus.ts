/**
 * Keeps the focus of the keyboard: where what has it goes, or can no longer be pressed, it moves to what stands nearest, and programs that
 * read the page aloud do not lose their place. Knows no component.
 */

/** A part of the page around what has the focus, and which of its children that is in. */
interface Surrounding {
  readonly part: Element;
  readonly index: number;
}

interface Place {
  readonly element: Element;
  /** The innermost first. */
  readonly surroundings: readonly Surrounding[];
}

const controls = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/** Watches as long as the page is open. */
export function keepFocus(): void {
  let place: Place | null = null;
  const watch = new MutationObserver(() => {
    // Whoever took it away may be about to give it to something else.
    if (place !== null && isLost(place)) requestAnimationFrame(moveOn);
  });
  const moveOn = (): void => {
    const { activeElement } = document;
    if (place === null || !isLost(place) || !document.hasFocus()) return;
    if (activeElement === document.body || activeElement === place.element) nearestTo(place)?.focus();
  };
  const end = (): void => {
    place = null;
    watch.disconnect();
  };
  // A pointer says itself where it is.
  document.addEventListener('pointerdown', end, true);
  document.addEventListener('focusin', ({ target }) => {
    end();
    if (!(target instanceof Element && target.matches(':focus-visible'))) return;
    place = placeOf(target);
    watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  });
}

function placeOf(element: Element): Place {
  const surroundings: Surrounding[] = [];
  for (let child = element; child.parentElement !== null; child = child.parentElement)
    surroundings.push({ part: child.parentElement, index: [...child.parentElement.children].indexOf(child) });
  return { element, surroundings };
}

const isLost = ({ element }: Place): boolean => !element.isConnected || element.matches(':disabled');

/** The control that took its place, else the one before; of a disabled one the other way round, since the next may take away what it did. */
function nearestTo({ element, surroundings }: Place): HTMLElement | undefined {
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
  [part, ...part.querySelectorAll(controls)].filter(
    (one): one is HTMLElement =>
      one instanceof HTMLElement &&
      one.matches(controls) &&
      one.tabIndex >= 0 &&
      !one.matches(':disabled') &&
      one.checkVisibility(),
  );
