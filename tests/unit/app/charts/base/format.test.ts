import { describe, expect, it } from 'vitest';
import {
  fitted,
  fittedName,
  formatPair,
  formatStep,
  formatTick,
  formatValue,
  formatWeight,
  roughWidth,
} from '../../../../../app/charts/base/format.ts';

describe('numbers of pictures', () => {
  it('have three significant digits', () => {
    expect([0.08514, 1.0632, 12.34, 1234.5, 0].map(formatValue)).toEqual([
      '0.0851',
      '1.06',
      '12.3',
      '1235',
      '0.00',
    ]);
    expect([0.0000123, -2.5e7, Number.NaN].map(formatValue)).toEqual(['1.2e−5', '−2.5e+7', '–']);
  });

  it('print a half-width with the decimals of its mean', () => {
    expect(formatPair(0.309, 0.00493)).toEqual(['0.309', '0.005']);
    expect(formatPair(12.34, 0.5)).toEqual(['12.3', '0.5']);
  });

  it('print weights with a true minus and no negative zero', () => {
    expect([0.421, -0.034, -0.001].map((weight) => formatWeight(weight))).toEqual(['0.42', '−0.03', '0.00']);
    expect(formatWeight(1.06, 1)).toBe('1.1');
  });

  it('print steps and ticks', () => {
    expect(formatStep(12400)).toBe('12,400');
    expect([0.5, -1.5, 100000, 0.0001].map(formatTick)).toEqual(['0.5', '−1.5', '100k', '1e−4']);
    expect([2e7, 1.5e8, -1e30].map(formatTick)).toEqual(['2e7', '1.5e8', '−1e30']);
  });

  it('cut labels that are too long', () => {
    expect(fitted('Long watch time', 60)).toBe('Long wa…');
    expect(fitted('Like', 60)).toBe('Like');
    expect(fitted('Like', 8)).toBe('');
  });

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
    expect(roughWidth('COMMENT')).toBeGreaterThan(roughWidth('comment'));
    expect(fittedName('WWWWWWWWWWWW', 80)).toBe('WWW…WWW');
    expect(roughWidth('−1.4')).toBe(roughWidth('+1.4'));
    expect(roughWidth('日本')).toBeGreaterThan(roughWidth('mm'));
  });
});
