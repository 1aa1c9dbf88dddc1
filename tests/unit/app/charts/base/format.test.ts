import { describe, expect, it } from 'vitest';
import { fitted, fittedName, roughWidth } from '../../../../../app/charts/base/format.ts';

describe('labels of pictures', () => {
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
