import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { logLoss, meanSquaredError, nullLoss } from '../../../src/analysis/metrics.ts';
import { areaUnderCurve } from '../../../src/core/areaUnderCurve.ts';

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

describe('areaUnderCurve', () => {
  it('is the share of pairs in order, a tie counting half, as counted one by one', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.boolean(), fc.boolean()), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(rows, (given) => {
        const labelled = given.filter(([, , hasLabel]) => hasLabel);
        const logitsOf = (isPositive: boolean) =>
          labelled.filter(([, label]) => label === isPositive).map(([logit]) => logit);
        const pairs = logitsOf(true).flatMap((positive) =>
          logitsOf(false).map((negative) => (Math.sign(positive - negative) + 1) / 2),
        );
        const expected = pairs.reduce((sum, win) => sum + win, 0) / pairs.length;
        const auc = areaUnderCurve(
          given.map(([logit]) => logit),
          given.map(([, label]) => (label ? 1 : 0)),
          given.map(([, , hasLabel]) => (hasLabel ? 1 : 0)),
        );
        if (pairs.length === 0) expect(auc).toBeNaN();
        else expect(auc).toBeCloseTo(expected, 12);
      }),
    );
  });

  it('is NaN for a NaN logit that carries a label, and for one class', () => {
    expect(areaUnderCurve([Number.NaN, 1], [1, 0], [1, 1])).toBeNaN();
    expect(areaUnderCurve([Number.NaN, 1, 2], [1, 0, 1], [0, 1, 1])).toBe(1);
    expect(areaUnderCurve([1, 2], [1, 1], [1, 1])).toBeNaN();
  });
});

describe('nullLoss', () => {
  it('is the variance of the labels for regression', () => {
    const [labels, mask] = [
      [1, 3, 9],
      [1, 1, 0],
    ] as const;
    expect(nullLoss(false, labels, mask)).toBe(1);
    // Predicting the mean explains nothing: R2 = 1 - loss / null loss is 0.
    expect(meanSquaredError([2, 2, 0], labels, mask)).toBe(1);
  });

  it('is the entropy of the labels for a binary task, the log loss of their own share of positives', () => {
    const [labels, mask] = [
      [1, 0, 0, 0, 1],
      [1, 1, 1, 1, 0],
    ] as const;
    const entropy = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
    expect(nullLoss(true, labels, mask)).toBeCloseTo(entropy, 12);
    const constant = Math.log(0.25 / 0.75);
    const loss = logLoss([constant, constant, constant, constant, 0], labels, mask);
    expect(loss / entropy).toBeCloseTo(1, 12);
  });

  it('does not exist when all labels are the same', () => {
    expect(nullLoss(false, [2, 2], [1, 1])).toBeNaN();
    expect(nullLoss(true, [0, 0], [1, 1])).toBeNaN();
    expect(nullLoss(true, [1, 1], [1, 1])).toBeNaN();
  });
});

describe('losses of binary tasks', () => {
  afterEach(() => vi.restoreAllMocks());

  it("need none of the engine's own functions, which differ between browsers and Node in the last bit", () => {
    const [logits, labels, mask] = [
      [0.7, -0.3, 2],
      [1, 0, 0],
      [1, 1, 1],
    ] as const;
    const lossesOf = () => [logLoss(logits, labels, mask), nullLoss(true, labels, mask)];
    const losses = lossesOf();
    for (const name of ['exp', 'log', 'log1p'] as const) vi.spyOn(Math, name).mockReturnValue(Number.NaN);
    expect(lossesOf()).toEqual(losses);
  });
});
