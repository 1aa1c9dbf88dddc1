/** Codecs for lists of numbers: exact, or rounded to equal steps between the smallest and the largest. */
import { minAndMax } from '../../core/lists.ts';
import { exp, ln } from '../../core/math.ts';
import type { BitReader, BitWriter } from './bits.ts';
import { type Codec, fixedListCodec, mappedCodec } from './codec.ts';

/** Numbers that are `numColumns` apart belong together, such as a task's in `[R * T]`. */
export type NumberFormat = (numColumns: number) => Codec<number>;

/** Lists of `length` numbers; pads with NaN. */
export const numberListCodec = (
  format: NumberFormat,
  length: number,
  numColumns = 1,
): Codec<readonly number[]> =>
  mappedCodec(
    fixedListCodec(length, format(numColumns)),
    (given) =>
      given.length === length ? given : Array.from({ length }, (_, index) => given[index] ?? Number.NaN),
    (read) => read,
  );

/** 20 bits keep four digits. First bytes of all numbers come first, which compresses to a seventh less. */
export const floatCodec = (numBits: 20 | 32 | 64): Codec<number> => {
  const view = new DataView(new ArrayBuffer(8));
  const widths = Array.from({ length: Math.ceil(numBits / 8) }, (_, place) =>
    Math.min(8, numBits - 8 * place),
  );
  return {
    write: (to, values) => {
      const isKnown = values.some((value) => !Number.isNaN(value));
      to.whole(Number(isKnown), 1);
      for (const [place, width] of isKnown ? widths.entries() : [])
        for (const value of values) {
          if (numBits === 64) view.setFloat64(0, value);
          else view.setFloat32(0, value);
          to.whole(Math.floor(view.getUint8(place) / 2 ** (8 - width)), width);
        }
    },
    read: (from, count) => {
      from.expect(count);
      if (from.whole(1) === 0) return new Array<number>(count).fill(Number.NaN);
      const planes = widths.map((width) =>
        Array.from({ length: count }, () => from.whole(width) * 2 ** (8 - width)),
      );
      view.setFloat64(0, 0);
      return Array.from({ length: count }, (_, index) => {
        for (const [place, plane] of planes.entries()) view.setUint8(place, plane[index] ?? 0);
        return numBits === 64 ? view.getFloat64(0) : view.getFloat32(0);
      });
    },
  };
};

interface Rounding {
  readonly numBits: number;
  /** Logarithmic steps round all numbers by the same share. */
  readonly steps: 'linear' | 'logarithmic';
  /** Bits of a column's smallest and largest number, as float32. */
  readonly endBits: 20 | 32;
}

// What a column is written as; the last has codes for NaN and for 0, which has no logarithm.
const [UNKNOWN, CONSTANT, VARIED, HOLED] = [0, 1, 2, 3];
const KIND_BITS = 2;
const [NO_NUMBER, ZERO, NUM_HOLES] = [0, 1, 2];

/** Equal steps between a column's ends. NaN where not finite, or below 0 in logarithmic steps. */
export const roundedFormat = ({ numBits, steps, endBits }: Rounding): NumberFormat => {
  const isLinear = steps === 'linear';
  const heightOf = (value: number): number => {
    if (!Number.isFinite(value) || (value <= 0 && !isLinear)) return Number.NaN;
    return isLinear ? value : ln(value);
  };
  const writeColumn = (to: BitWriter, values: readonly number[]): void => {
    const heights = values.map(heightOf);
    const kind = columnKindOf(values, heights);
    to.whole(kind, KIND_BITS);
    if (kind === CONSTANT) writeRangeEnd(to, values[0] ?? Number.NaN, { endBits: 32, side: 1 });
    if (kind === UNKNOWN || kind === CONSTANT) return;
    const ends = minAndMax(heights) ?? [0, 0];
    const low = writeRangeEnd(to, ends[0], { endBits, side: -1 });
    const high = writeRangeEnd(to, ends[1], { endBits, side: 1 });
    const numHoles = kind === HOLED ? NUM_HOLES : 0;
    const numSteps = 2 ** numBits - 1 - numHoles;
    heights.forEach((height, index) => {
      const share = high > low ? (height - low) / (high - low) : 0;
      const hole = values[index] === 0 && !isLinear ? ZERO : NO_NUMBER;
      to.whole(Number.isFinite(height) ? numHoles + Math.round(share * numSteps) : hole, numBits);
    });
  };
  const readColumn = (from: BitReader, count: number): readonly number[] => {
    const kind = from.whole(KIND_BITS);
    if (kind === UNKNOWN) return new Array<number>(count).fill(Number.NaN);
    if (kind === CONSTANT) return new Array<number>(count).fill(readRangeEnd(from, 32));
    const [low, high] = [readRangeEnd(from, endBits), readRangeEnd(from, endBits)];
    const numHoles = kind === HOLED ? NUM_HOLES : 0;
    const numSteps = 2 ** numBits - 1 - numHoles;
    return Array.from({ length: count }, () => {
      const code = from.whole(numBits);
      if (code < numHoles) return code === ZERO ? 0 : Number.NaN;
      const height = low + ((code - numHoles) / numSteps) * (high - low);
      return isLinear ? height : exp(height);
    });
  };
  return (numColumns) => ({
    write: (to, values) => {
      for (let column = 0; column < numColumns; column++)
        writeColumn(
          to,
          numColumns === 1 ? values : values.filter((_, index) => index % numColumns === column),
        );
    },
    read: (from, count) => {
      from.expect(count);
      if (numColumns === 1) return readColumn(from, count);
      const columns = Array.from({ length: numColumns }, () => readColumn(from, count / numColumns));
      return Array.from(
        { length: count },
        (_, index) => columns[index % numColumns]?.[Math.floor(index / numColumns)] ?? Number.NaN,
      );
    },
  });
};

function columnKindOf(values: readonly number[], heights: readonly number[]): number {
  if (!values.some(Number.isFinite)) return UNKNOWN;
  if (values.every((value) => Object.is(value, values[0]))) return CONSTANT;
  return heights.every(Number.isFinite) ? VARIED : HOLED;
}

interface RangeEnd {
  readonly endBits: 20 | 32;
  /** -1 rounds down, 1 up. */
  readonly side: -1 | 1;
}

/** Writes the rounded number and returns it as a reader gets it. */
function writeRangeEnd(to: BitWriter, value: number, { endBits, side }: RangeEnd): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, Math.min(Math.max(value, -1e38), 1e38));
  const towardsZero = Math.floor(view.getUint32(0) / 2 ** (32 - endBits));
  const isInside = side * (floatOfBits(towardsZero, endBits) - value) < 0;
  const bits = isInside && endBits < 32 ? towardsZero + 1 : towardsZero;
  to.whole(bits, endBits);
  return floatOfBits(bits, endBits);
}

/** Reads the number; 0 if it is not finite. */
function readRangeEnd(from: BitReader, endBits: RangeEnd['endBits']): number {
  const value = floatOfBits(from.whole(endBits), endBits);
  return Number.isFinite(value) ? value : 0;
}

function floatOfBits(bits: number, numBits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits * 2 ** (32 - numBits));
  return view.getFloat32(0);
}
