/** How closely values must agree. */
import { expect } from 'vitest';
import type { TestTensor } from '../../../../src/engine/kernels/cases.ts';
import { largestRelativeError, sameOutputs } from '../../../long/gpus/check/kernelRuns.ts';

/** Largest |a - b| / (1 + |b|) must stay below the tolerance; NaN fails, too. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  expect(largestRelativeError(actual, expected)).toBeLessThan(tolerance);
}

/** Equal to the bit; Vitest's own comparison, which asks each element for more than its value, says what differs. */
export function expectSame(actual: readonly TestTensor[], expected: readonly TestTensor[]): void {
  if (!sameOutputs(actual, expected)) expect(actual).toEqual(expected);
}
