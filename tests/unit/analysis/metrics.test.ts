import { describe, expect, it } from 'vitest';
import { logLoss, meanSquaredError } from '../../../src/analysis/metrics.ts';

describe('meanSquaredError', () => {
  it('averages over labelled rows only', () => {
    expect(meanSquaredError([1, 2, 9], [0, 4, 0], [1, 1, 0])).toBe((1 + 4) / 2);
  });

  it('has no value without labels', () => {
    expect(meanSquaredError([1, 2], [0, 0], [0, 0])).toBeNaN();
  });

  it('is NaN when a labelled logit is', () => {
    expect(meanSquaredError([Number.NaN, 2], [0, 0], [1, 1])).toBeNaN();
    expect(meanSquaredError([Number.NaN, 2], [0, 0], [0, 1])).toBe(4);
  });
});

describe('logLoss', () => {
  it('equals -ln of the probability of the label', () => {
    const probability = 1 / (1 + Math.exp(-0.7));
    expect(logLoss([0.7], [1], [1])).toBeCloseTo(-Math.log(probability), 12);
    expect(logLoss([0.7], [0], [1])).toBeCloseTo(-Math.log(1 - probability), 12);
    expect(logLoss([0, 0.7], [1, 1], [1, 1])).toBeCloseTo((Math.LN2 - Math.log(probability)) / 2, 12);
  });

  it('stays exact for logits that overflow a naive formula', () => {
    expect(logLoss([1000], [0], [1])).toBe(1000);
    expect(logLoss([1000], [1], [1])).toBe(0);
    expect(logLoss([-1000], [1], [1])).toBe(1000);
  });

  it('leaves out rows without a label', () => {
    expect(logLoss([0, 50], [1, 0], [1, 0])).toBeCloseTo(Math.LN2, 12);
    expect(logLoss([0], [1], [0])).toBeNaN();
  });
});
