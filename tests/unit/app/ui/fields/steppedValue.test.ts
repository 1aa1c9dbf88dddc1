import { describe, expect, it } from 'vitest';
import { steppedValue } from '../../../../../app/ui/fields/DraftInput.tsx';

const linear = { min: -1, max: 1, step: 0.05, scale: 'linear' } as const;
const log = { min: 1e-6, max: 10, step: 0.001, scale: 'log' } as const;

describe('steppedValue', () => {
  it('takes a fifth of the step when fine, but of whole numbers a whole one', () => {
    expect(steppedValue(linear, 0.5, -1, true)).toBe(0.49);
    expect(steppedValue({ min: 1, max: 8, step: 1, scale: 'linear' }, 3, 1, true)).toBe(4);
  });

  it('goes to the next round number on a log scale', () => {
    expect(steppedValue(log, 0.003, 1)).toBe(0.005);
    expect(steppedValue(log, 0.003, -1)).toBe(0.002);
    expect(steppedValue(log, 0.005, 1)).toBe(0.01);
    expect(steppedValue(log, 0.01, -1)).toBe(0.005);
  });
});
