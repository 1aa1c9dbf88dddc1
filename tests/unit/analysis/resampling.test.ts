import { describe, expect, it } from 'vitest';
import { drawnCoverage, falseVerdicts } from '../../../src/analysis/resampling.ts';
import { createStream } from '../../../src/core/random.ts';

const resampling = { numTasks: 2, numReplicas: 5, numDraws: 2000, seed: 1 };

const { normal } = createStream('resampling');
/** 60 repetitions of two tasks. */
const losses = Array.from({ length: 120 }, () => Math.exp(0.1 * normal()));

describe('falseVerdicts', () => {
  it('is about the error rate between draws of one architecture, overall and over tasks', () => {
    const { overall, anyTask } = falseVerdicts(losses, resampling);
    for (const share of [overall, anyTask]) {
      expect(share).toBeGreaterThan(0.03);
      expect(share).toBeLessThan(0.07);
    }
  });

  it('is the same every time and another with another seed', () => {
    expect(falseVerdicts(losses, resampling)).toEqual(falseVerdicts(losses, resampling));
    expect(falseVerdicts(losses, { ...resampling, seed: 2 })).not.toEqual(falseVerdicts(losses, resampling));
  });

  it('would notice two architectures in the mix', () => {
    const mixed = losses.map((loss, i) => (i < 60 ? 3 * loss : loss));
    expect(falseVerdicts(mixed, { ...resampling, numReplicas: 30, numDraws: 200 }).overall).toBeLessThan(0.2);
    expect(
      falseVerdicts(
        losses.map(() => 1),
        resampling,
      ).overall,
    ).toBe(0);
  });
});

describe('drawnCoverage', () => {
  it('is about the level, a little above since the draws are part of the whole', () => {
    const { loss, gain } = drawnCoverage(losses, resampling);
    for (const share of [loss, gain]) {
      expect(share).toBeGreaterThan(0.94);
      expect(share).toBeLessThan(0.975);
    }
  });
});
