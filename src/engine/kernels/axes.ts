/** Checks input shapes against axes such as `[R*E, I+1, D]`, where each letter has one length per call. */

export type AxisLengths = Readonly<Record<string, number>>;

interface InputAxes {
  readonly name: string;
  readonly axes: string;
  readonly shape: readonly number[];
}

/** Throws, naming the input, if a shape contradicts its axes or the lengths of their letters. */
export function assertAxes(kernelName: string, inputs: readonly InputAxes[], lengths: AxisLengths): void {
  const known = new Map(Object.entries(lengths));
  for (const { name, axes, shape } of inputs) {
    const each = axes.slice(1, -1).split(', ');
    if (each.every((axis, i) => fitsAxis(axis, shape[i] ?? Number.NaN, known))) continue;
    const letters = [...known].map(([letter, length]) => `${letter} = ${length}`).join(', ');
    throw new Error(`${kernelName} needs '${name}' as ${axes} with ${letters}; got [${shape.join(', ')}].`);
  }
}

// An axis with several unknown letters passes.
function fitsAxis(axis: string, length: number, known: Map<string, number>): boolean {
  const [letter, ...others] = (axis.match(/[A-Z]/g) ?? []).filter((one) => !known.has(one));
  if (axis === '...' || others.length > 0) return true;
  if (letter === undefined) return lengthOfAxis(axis, known) === length;
  const atZero = lengthOfAxis(axis, new Map(known).set(letter, 0));
  const found = (length - atZero) / (lengthOfAxis(axis, new Map(known).set(letter, 1)) - atZero);
  known.set(letter, found);
  return Number.isInteger(found) && found >= 0;
}

function lengthOfAxis(axis: string, known: ReadonlyMap<string, number>): number {
  const product = (factors: readonly string[]) =>
    factors.reduce((all, factor) => all * (known.get(factor) ?? Number(factor)), 1);
  return axis.split('+').reduce((sum, term) => sum + product(term.split('*')), 0);
}
