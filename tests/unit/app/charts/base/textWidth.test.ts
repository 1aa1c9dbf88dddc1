import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fittedName, textWidth, wrappedLinesOf } from '../../../../../app/charts/base/textWidth.ts';

describe('labels of pictures', () => {
  it('cut names in the middle, and none of their characters', () => {
    expect(fittedName('Task 12', 44)).toBe('Tas…12');
    expect(fittedName('Like', 60)).toBe('Like');
    expect(fittedName('Like', 8)).toBe('');
    expect(fittedName('👩‍👩‍👧‍👦 naïve, "quoted"', 60)).toBe('👩‍👩‍👧‍👦 na…ed"');
    for (let pixels = 0; pixels < 120; pixels++)
      expect(fittedName('👩‍👩‍👧‍👦👍🏽e\u0301🇺🇦', pixels)).toMatch(
        /^(|👩‍👩‍👧‍👦…|👩‍👩‍👧‍👦…🇺🇦|👩‍👩‍👧‍👦👍🏽…🇺🇦|👩‍👩‍👧‍👦👍🏽e\u0301🇺🇦)$/,
      );
  });

  it('know that capitals take more room than small letters', () => {
    expect(fittedName('mammogram', 80)).toBe('mammogram');
    expect(textWidth('COMMENT')).toBeGreaterThan(textWidth('comment'));
    expect(fittedName('WWWWWWWWWWWW', 80)).toBe('WWW…WWW');
    expect(textWidth('−1.4')).toBe(textWidth('+1.4'));
    expect(textWidth('日本')).toBeGreaterThan(textWidth('mm'));
  });
});

it('breaks words into lines that fit, and words that are wider than a line', () => {
  const font = { size: 11 };
  expect(wrappedLinesOf('one two three', 60, font)).toEqual(['one two', 'three']);
  const lines = wrappedLinesOf('a incomprehensibilities', 60, font);
  expect(lines.join('').replace(' ', '')).toBe('aincomprehensibilities');
  for (const line of lines) expect(textWidth(line, font)).toBeLessThanOrEqual(60);
  expect(wrappedLinesOf('', 60, font)).toEqual(['']);
});

it('measures in the font of the page', () => {
  const tokens = readFileSync('app/ui/styles/tokens.css', 'utf8');
  const code = readFileSync('app/charts/base/textWidth.ts', 'utf8');
  const family = /--font: (.*);/.exec(tokens)?.[1] ?? '';
  expect(code).toContain(`'${family}'`);
});
