import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatFixedPercent,
  formatGain,
  formatPair,
  formatPercent,
  formatPercentChange,
  formatShare,
  formatTick,
  formatValue,
  formatWeight,
} from '../../../src/text/format.ts';

describe('numbers', () => {
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
    expect(formatCount(12400)).toBe('12,400');
    expect([0.5, -1.5, 100000, 0.0001].map(formatTick)).toEqual(['0.5', '−1.5', '100k', '1e−4']);
    expect([2e7, 1.5e8, -1e30].map(formatTick)).toEqual(['2e7', '1.5e8', '−1e30']);
  });
});

describe('percentages', () => {
  it('of what is not 0 are never 0, and of what is 0 have no sign', () => {
    expect([0.034, -0.12, 0.00004, -0, 0].map(formatPercent)).toEqual([
      '3.4 %',
      '−12 %',
      '0.004 %',
      '0.0 %',
      '0.0 %',
    ]);
    expect([0.034, -0.034, 0].map(formatGain)).toEqual(['+3.4 %', '−3.4 %', '0.0 %']);
    expect([-999, -6.685349516777723e27].map(formatGain)).toEqual(['−99900 %', '−6.7e29 %']);
  });

  it('have as many decimals as their readers want', () => {
    expect([0.034, 0.5].map((share) => formatFixedPercent(share))).toEqual(['3.4 %', '50.0 %']);
    expect(formatFixedPercent(0.256, 0)).toBe('26 %');
    expect([0.995, 0.5, 0.02].map(formatShare)).toEqual(['99.5 %', '50 %', '2 %']);
    expect([0.263, -0.02, 0].map(formatPercentChange)).toEqual(['+26.3\u202f%', '−2\u202f%', '0\u202f%']);
  });
});
