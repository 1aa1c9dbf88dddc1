/** Shapes of packed arrays and tensors as plain numbers. Knows no tensor library. */

/** Number of values of a tensor of that shape; 1 for a scalar (`[]`). */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/**
 * True if the engine checks shapes where its parts meet: in tests alone, so that a step in the page spends nothing on it. The
 * bundler of the page knows the mode; a bundle for Node has none.
 */
export const checksShapes = import.meta.env?.MODE === 'test';

/** Throws an Error that names `what` and both shapes unless they are equal, axis by axis. A programming error, not a user's. */
export function assertShape(what: string, actual: readonly number[], expected: readonly number[]): void {
  const same = actual.length === expected.length && actual.every((length, axis) => length === expected[axis]);
  if (!same) throw new Error(`${what} has shape [${actual}], expected [${expected}].`);
}
