/** Axes as operations write them, as `[R*E, I+1, D]`: a letter stands for one length in all inputs of a call. */

/** Lengths that letters stand for. */
export type AxisLengths = Readonly<Record<string, number>>;

/** The axes of one input, and the shape that came. */
interface InputAxes {
  readonly name: string;
  readonly axes: string;
  readonly shape: readonly number[];
}

/** Throws, naming the input, where a shape is not what its axes say. Letters that are not in `lengths` stand for what they meet first. */
export function assertAxes(kernelName: string, inputs: readonly InputAxes[], lengths: AxisLengths): void {
  const known = new Map(Object.entries(lengths));
  for (const { name, axes, shape } of inputs) {
    const each = axes.slice(1, -1).split(', ');
    if (each.every((axis, i) => fits(axis, shape[i] ?? Number.NaN, known))) continue;
    const letters = [...known].map(([letter, length]) => `${letter} = ${length}`).join(', ');
    throw new Error(`${kernelName} needs '${name}' as ${axes} with ${letters}; got [${shape.join(', ')}].`);
  }
}

/** Finds what the only unknown letter of an axis stands for; two of them are left open. */
function fits(axis: string, length: number, known: Map<string, number>): boolean {
  const [letter, ...others] = (axis.match(/[A-Z]/g) ?? []).filter((one) => !known.has(one));
  if (axis === '...' || others.length > 0) return true;
  if (letter === undefined) return lengthOf(axis, known) === length;
  const atZero = lengthOf(axis, new Map(known).set(letter, 0));
  const found = (length - atZero) / (lengthOf(axis, new Map(known).set(letter, 1)) - atZero);
  known.set(letter, found);
  return Number.isInteger(found) && found >= 0;
}

function lengthOf(axis: string, known: ReadonlyMap<string, number>): number {
  const product = (factors: readonly string[]) =>
    factors.reduce((all, factor) => all * (known.get(factor) ?? Number(factor)), 1);
  return axis.split('+').reduce((sum, term) => sum + product(term.split('*')), 0);
}
