import { describe, expect, it } from 'vitest';
import { assertShape, sizeOf } from '../../../src/core/shape.ts';

describe('sizeOf', () => {
  it('multiplies the axes', () => {
    expect(sizeOf([2, 3, 4])).toBe(24);
    expect(sizeOf([2, 0])).toBe(0);
    expect(sizeOf([])).toBe(1);
  });
});

describe('assertShape', () => {
  it('accepts equal shapes', () => {
    expect(() => assertShape('gate', [2, 3], [2, 3])).not.toThrow();
  });

  it('names the thing and both shapes otherwise', () => {
    expect(() => assertShape('gate', [2, 3], [2, 4])).toThrow('gate has shape [2,3], expected [2,4].');
    expect(() => assertShape('gate', [2, 3], [2, 3, 1])).toThrow('gate');
    expect(() => assertShape('gate', [2, 3, 1], [2, 3])).toThrow('gate');
  });
});
