/** Shapes of packed arrays and tensors as plain numbers. */

/** Returns 1 for a scalar (`[]`). */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

// True only in tests: steps on the page spend no time on checks. Bundles for Node define no mode.
export const checksShapes = import.meta.env?.MODE === 'test';

export function assertShape(what: string, actual: readonly number[], expected: readonly number[]): void {
  const same = actual.length === expected.length && actual.every((length, axis) => length === expected[axis]);
  if (!same) throw new Error(`${what} has shape [${actual}], expected [${expected}].`);
}
