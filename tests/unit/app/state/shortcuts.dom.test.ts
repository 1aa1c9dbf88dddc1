import { describe, expect, it } from 'vitest';
import { shortcutOf } from '../../../../app/state/shortcuts.ts';

const keys = (key: string, others = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  ...others,
});

const element = (html: string): Element => {
  const parent = document.createElement('div');
  parent.innerHTML = html;
  return parent.firstElementChild ?? parent;
};

describe('shortcutOf', () => {
  it('knows its keys', () => {
    expect(shortcutOf(keys(' '), document.body, false)).toBe('toggle');
    expect(shortcutOf(keys('ArrowRight'), document.body, false)).toBe('step');
    expect(shortcutOf(keys('r'), document.body, false)).toBe('reset');
    expect(shortcutOf(keys('R'), document.body, false)).toBe('reset');
    expect(shortcutOf(keys('h'), document.body, false)).toBe('history');
    expect(shortcutOf(keys('p'), document.body, false)).toBe('projector');
    expect(shortcutOf(keys('Escape'), document.body, false)).toBe('leave');
    expect(shortcutOf(keys('z', { ctrlKey: true }), document.body, false)).toBe('undo');
    expect(shortcutOf(keys('z', { metaKey: true }), document.body, false)).toBe('undo');
    expect(shortcutOf(keys('Z', { ctrlKey: true, shiftKey: true }), document.body, false)).toBe('redo');
    expect(shortcutOf(keys('y', { ctrlKey: true }), document.body, false)).toBe('redo');
    expect(shortcutOf(keys('?', { shiftKey: true }), document.body, false)).toBe('keys');
    expect(shortcutOf(keys('x'), document.body, false)).toBeNull();
  });

  it('leaves the keys of the browser alone', () => {
    expect(shortcutOf(keys('r', { ctrlKey: true }), document.body, false)).toBeNull();
    expect(shortcutOf(keys('ArrowRight', { altKey: true }), document.body, false)).toBeNull();
    expect(shortcutOf(keys('z'), document.body, false)).toBeNull();
    expect(shortcutOf(keys('y'), document.body, false)).toBeNull();
    expect(shortcutOf(keys('Y', { ctrlKey: true, shiftKey: true }), document.body, false)).toBeNull();
  });

  it('does not act again while a key is held, but steps on', () => {
    expect(shortcutOf(keys(' ', { repeat: true }), document.body, false)).toBeNull();
    expect(shortcutOf(keys('ArrowRight', { repeat: true }), document.body, false)).toBe('step');
  });

  it.each([
    '<input type="text">',
    '<select></select>',
    '<input type="radio">',
    '<div role="tablist"></div>',
    '<div role="application"></div>',
  ])('leaves all keys to %s', (html) => {
    for (const key of [' ', 'ArrowRight', 'r'])
      expect(shortcutOf(keys(key), element(html), false)).toBeNull();
  });

  it('lets the space bar press a button that the keyboard reached, not one just clicked', () => {
    const target = element('<button></button>');
    expect(shortcutOf(keys(' '), target, false)).toBeNull();
    expect(shortcutOf(keys(' '), target, true)).toBe('toggle');
    expect(shortcutOf(keys('ArrowRight'), target, false)).toBe('step');
  });
});
