import { describe, expect, it } from 'vitest';
import { thinnedIndices } from '../../../../../app/charts/lines/series.ts';

describe('thinning', () => {
  it('returns increasing indices, each once', () => {
    const steps = Array.from({ length: 1234 }, (_, at) => at);
    const kept = thinnedIndices(steps, [Float64Array.from(steps, (step) => Math.sqrt(step))], 50);
    expect(kept.length).toBe(50);
    expect(kept).toEqual([...new Set(kept)].toSorted((a, b) => a - b));
  });

  it('survives lines with gaps', () => {
    const steps = Array.from({ length: 300 }, (_, at) => at);
    const line = Float64Array.from(steps, (step) => (step < 150 ? step : Number.NaN));
    expect(thinnedIndices(steps, [line], 20).length).toBe(20);
  });
});
