/**
 * Spares component tests what takes most of their time and shows none of them anything: tasks for a debugger, one for each element that
 * React makes, and the cascade of jsdom, which matches every rule of its style sheet with every element that a query passes.
 * Runs before React is loaded.
 */
import { afterAll } from 'vitest';

Reflect.deleteProperty(console, 'createTask');

/** Attributes that the style sheet of jsdom reads where it says how an element is displayed. */
const displayAttributes = ['hidden', 'open', 'popover', 'type'] as const;

/** Inherited properties that this style sheet sets for hidden parts of tables alone, and what they are everywhere else. */
const initial: ReadonlyMap<string | symbol, string> = new Map([
  ['visibility', 'visible'],
  ['pointerEvents', 'auto'],
]);

const cascaded = window.getComputedStyle;

// The next file of this process starts from it again.
afterAll(() => {
  window.getComputedStyle = cascaded;
});

/** Of elements without a style of their own, by name and attributes. */
const displays = new Map<string, string>();

const styleOf = (element: Element): string => element.getAttribute('style') ?? '';

function displayOf(element: Element): string {
  if (/display|all/.test(styleOf(element))) return cascaded(element).display;
  const isFirstSummary = element.matches('details > summary:first-of-type');
  const attributes = displayAttributes.map((name) => element.getAttribute(name));
  const key = JSON.stringify([element.localName, isFirstSummary, ...attributes]);
  const display = displays.get(key) ?? cascaded(element).display;
  displays.set(key, display);
  return display;
}

function hasInitial(element: Element): boolean {
  for (let around: Element | null = element; around !== null; around = around.parentElement)
    if (around.hasAttribute('hidden') || /visibility|pointer-events/.test(styleOf(around))) return false;
  return true;
}

/** Undefined: the cascade has to say. */
function quickly(element: Element, property: string | symbol): string | undefined {
  if (property === 'display') return displayOf(element);
  const value = initial.get(property);
  return value !== undefined && hasInitial(element) ? value : undefined;
}

// Where the page has style sheets, these may say anything.
window.getComputedStyle = (element, pseudoElement) => {
  if (pseudoElement || document.styleSheets.length > 0) return cascaded(element, pseudoElement);
  let declaration: CSSStyleDeclaration | undefined;
  const whole = (): CSSStyleDeclaration => {
    declaration ??= cascaded(element);
    return declaration;
  };
  const getPropertyValue = (name: string) => quickly(element, name) ?? whole().getPropertyValue(name);
  const get = (_: unknown, name: string | symbol): unknown => {
    if (name === 'getPropertyValue') return getPropertyValue;
    const value: unknown = quickly(element, name) ?? Reflect.get(whole(), name);
    return typeof value === 'function' ? value.bind(whole()) : value;
  };
  return new Proxy(Object.create(CSSStyleDeclaration.prototype), { get });
};
