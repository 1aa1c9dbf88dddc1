import { describe, expect, it } from 'vitest';
import { pickCandidate } from '../../../src/run/reportable.ts';

const candidate = (learningRate: number, ...scores: readonly number[]) => ({
  learningRate,
  reported: { scores },
});

describe('pickCandidate', () => {
  it('takes the lowest mean over repetitions, the first of equals', () => {
    const picked = pickCandidate([
      candidate(1, 3, 3),
      candidate(2, 1, 4),
      candidate(3, 4, 1),
      candidate(4, 9, 0),
    ]);
    expect(picked?.learningRate).toBe(2);
  });

  it('prefers a rate with which fewer repetitions diverged', () => {
    expect(pickCandidate([candidate(1, 0.1, Number.NaN), candidate(2, 5, 5)])?.learningRate).toBe(2);
    expect(pickCandidate([candidate(1, Number.NaN, 2), candidate(2, 1, Number.NaN)])?.learningRate).toBe(2);
  });
});
