/** Codes related numbers in equal steps between their smallest and largest, with a given number of bits each. */
import { ofTask } from '../../analysis/pairs.ts';
import { exp, ln } from '../../core/math.ts';
import { type Coder, yesOrNo } from './coder.ts';

/** Logarithmic steps round all numbers by the same share. */
export type ScaleSteps = 'linear' | 'logarithmic';

// Smaller codes stand for NaN and 0, which has no logarithm.
const NO_NUMBER = 0;
const ZERO = 1;
const NUM_CODES = 2;

/**
 * Numbers as a reader gets them; NaN if not finite, or negative in logarithmic steps. When reading, only the
 * length of `given` counts.
 */
export function rounded(
  coder: Coder,
  given: readonly number[],
  steps: ScaleSteps,
  numBits: number,
): readonly number[] {
  const heights = given.map((value) => (steps === 'linear' ? value : heightOf(value)));
  const known = heights.filter(Number.isFinite);
  const low = shortFloat(coder, Math.min(...known), -1);
  const high = shortFloat(coder, Math.max(...known), 1);
  const numSteps = 2 ** numBits - 1 - NUM_CODES;
  const codeOf = (height: number, value: number): number => {
    if (!Number.isFinite(height)) return steps === 'logarithmic' && value === 0 ? ZERO : NO_NUMBER;
    const share = high > low ? (height - low) / (high - low) : 0;
    return NUM_CODES + Math.round(Math.min(Math.max(share, 0), 1) * numSteps);
  };
  return heights.map((height, index) => {
    const code = coder.whole(numBits, codeOf(height, given[index] ?? Number.NaN));
    if (code < NUM_CODES) return code === ZERO ? 0 : Number.NaN;
    const read = low + ((code - NUM_CODES) / numSteps) * (high - low);
    return steps === 'linear' ? read : exp(read);
  });
}

const heightOf = (value: number): number => (value > 0 ? ln(value) : Number.NaN);

/** One scale per task for `[R * T]` numbers; writes equal replicas once. */
export function roundedByTask(
  coder: Coder,
  given: readonly number[],
  numTasks: number,
  { steps, numBits }: { readonly steps: ScaleSteps; readonly numBits: number },
): readonly number[] {
  const isAlike = yesOrNo(
    coder,
    given.every((value, index) => Object.is(value, given[index % numTasks])),
  );
  const columns = Array.from({ length: numTasks }, (_, task) => {
    const own = ofTask(given, task, numTasks);
    if (!yesOrNo(coder, own.some(Number.isFinite))) return [];
    return rounded(coder, isAlike ? own.slice(0, 1) : own, steps, numBits);
  });
  return given.map((_, index) => {
    const column = columns[index % numTasks] ?? [];
    return column[isAlike ? 0 : Math.floor(index / numTasks)] ?? Number.NaN;
  });
}

// Of a float32: sign, exponent and eleven more bits.
const FLOAT_BITS = 20;
const DROPPED = 2 ** (32 - FLOAT_BITS);

/** Next such number below (-1) or above (1); 0 if not finite. */
function shortFloat(coder: Coder, given: number, direction: -1 | 1): number {
  const view = new DataView(new ArrayBuffer(4));
  const floatOf = (bits: number): number => {
    view.setUint32(0, bits * DROPPED);
    return view.getFloat32(0);
  };
  const written = (): number => {
    if (!Number.isFinite(given)) return 0;
    view.setFloat32(0, Math.min(Math.max(given, -1e30), 1e30));
    const near = Math.floor(view.getUint32(0) / DROPPED);
    const beyond = (bits: number): number => (floatOf(bits) - given) * direction;
    const [first = near] = [near - 1, near, near + 1]
      .filter((bits) => bits >= 0 && beyond(bits) >= 0)
      .toSorted((a, b) => beyond(a) - beyond(b));
    return first;
  };
  const read = floatOf(coder.whole(FLOAT_BITS, written()));
  return Number.isFinite(read) ? read : 0;
}
