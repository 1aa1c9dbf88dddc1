/** Keyboard shortcuts, except where the focused element uses the key itself. */
import { isProjector, setProjector } from '../ui/browser.ts';
import type { Playground } from './createPlayground.ts';
import { redo, resetRun, undo } from './useEdit.ts';

type Shortcut = keyof ReturnType<typeof shortcutActionsOf>;

type PressedKeys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat'>;

const textInputSelector = 'input, select, textarea, [contenteditable]';
const arrowKeySelector = '[role="tablist"], [role="application"], [role="grid"]';
const spaceKeySelector = 'button, a[href], summary';

const shortcutsByLetter: Readonly<Record<string, Shortcut>> = { r: 'reset', h: 'history', p: 'projector' };

/** `byPointer`: `target` was focused by a click. */
export function shortcutOf(keys: PressedKeys, target: Element | null, byPointer: boolean): Shortcut | null {
  const isWithin = (selector: string): boolean => target?.closest(selector) != null;
  const isCommand = keys.ctrlKey || keys.metaKey;
  if (isCommand && !keys.altKey) {
    const key = keys.key.toLowerCase();
    const meaning =
      key === 'z' ? (keys.shiftKey ? 'redo' : 'undo') : key === 'y' && !keys.shiftKey ? 'redo' : null;
    return isWithin('input[type="text"], textarea') ? null : meaning;
  }
  if (isCommand || keys.altKey || isWithin(textInputSelector)) return null;
  if (keys.key === '?') return 'keys';
  if (keys.key === 'Escape') return 'leave';
  if (isWithin(arrowKeySelector)) return null;
  if (keys.key === 'ArrowRight') return 'step';
  if (keys.repeat) return null;
  // After clicking a button with a mouse nobody expects the space bar to press it again.
  if (keys.key === ' ') return isWithin(spaceKeySelector) && !byPointer ? null : 'toggle';
  const key = keys.key.toLowerCase();
  return shortcutsByLetter[key] ?? null;
}

const shortcutActionsOf = (playground: Playground) => ({
  toggle: playground.run.toggle,
  step: playground.run.step,
  reset: () => resetRun(playground),
  undo: () => undo(playground),
  redo: () => redo(playground),
  history: () => playground.view.setState({ dialog: { kind: 'history' } }),
  keys: () => playground.view.setState({ dialog: { kind: 'glossary' } }),
  projector: () => setProjector(!isProjector()),
  leave: () => setProjector(false),
});

export function listenForShortcuts(playground: Playground): () => void {
  const actions = shortcutActionsOf(playground);
  const end = new AbortController();
  let byPointer = false;
  const listen = <T extends 'keydown' | 'keyup' | 'pointerdown'>(
    type: T,
    onEvent: (event: DocumentEventMap[T]) => void,
  ): void => document.addEventListener(type, onEvent, { signal: end.signal });
  const shortcutFor = (event: KeyboardEvent): Shortcut | null => {
    const target = event.target instanceof Element ? event.target : null;
    const shortcut = event.defaultPrevented ? null : shortcutOf(event, target, byPointer);
    // Escape leaves projector mode only if it has no popover or dialog to close.
    const isFree = isProjector() && document.querySelector(':popover-open, dialog[open]') === null;
    return shortcut === 'leave' && !isFree ? null : shortcut;
  };
  listen('pointerdown', () => {
    byPointer = true;
  });
  listen('keydown', (event) => {
    if (event.key === 'Tab') byPointer = false;
    const shortcut = shortcutFor(event);
    if (shortcut === null) return;
    event.preventDefault();
    actions[shortcut]();
  });
  // Some browsers press a button on keyup of the space bar.
  listen('keyup', (event) => {
    if (shortcutFor(event) === 'toggle') event.preventDefault();
  });
  return () => end.abort();
}
