import { describe, expect, it } from 'vitest';
import { valueAfterDrag } from '../../../../app/correlation/CorrelationPicture.tsx';

const range = { min: -1, max: 1, step: 0.05, scale: 'linear' } as const;

describe('dragged', () => {
  it('goes up with the pointer, a step every 6 pixels', () => {
    expect(valueAfterDrag({ y: 100, value: 0.5 }, 82, range, false)).toEqual({ y: 82, value: 0.65 });
    expect(valueAfterDrag({ y: 100, value: 0.5 }, 112, range, false).value).toBe(0.4);
    expect(valueAfterDrag({ y: 100, value: 0.5 }, 94, range, true).value).toBe(0.51);
  });

  it('keeps what is left of a step, so that slow drags count', () => {
    const first = valueAfterDrag({ y: 100, value: 0 }, 96, range, false);
    expect(first).toEqual({ y: 100, value: 0 });
    expect(valueAfterDrag(first, 93, range, false)).toEqual({ y: 94, value: 0.05 });
  });

  it('stops at the end of the range and turns back at once', () => {
    const top = valueAfterDrag({ y: 400, value: 0.9 }, 100, range, false);
    expect(top.value).toBe(1);
    expect(valueAfterDrag(top, 106, range, false).value).toBe(0.95);
  });
});
