/**
 * Named random streams: the key alone decides the values, not the order of use, so a new consumer changes no
 * other. Bit-identical on every machine: 32-bit integers, + - * / sqrt and FDLIBM's logarithm.
 */
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { ln } from './math.ts';

/** Convention: seed, replica, purpose, name. Numbers must be finite. */
export type StreamKey = readonly (string | number)[];

/** Random generator that changes with every draw; owned by its creator. */
export interface RandomStream {
  /** Uniform in [0, 1), a multiple of 2^-24 and so exact in float32. */
  readonly uniform: () => number;
  /** Uniform in [low, high); rounding to float32 may give `high`. */
  readonly uniformBetween: (low: number, high: number) => number;
  /** Standard normal, within about +-8. */
  readonly normal: () => number;
  /** Uniform in 0 ... limit - 1 without bias; `limit` is an integer in 1 ... 2^32. */
  readonly integerBelow: (limit: number) => number;
  readonly permutation: (length: number) => Int32Array;
}

/** Key parts keep their type and borders: 1 is not '1', ['ab', 'c'] is not ['a', 'bc']. */
export function createStream(...key: StreamKey): RandomStream {
  // xoroshiro128+ (Blackman and Vigna 2018): period 2^128 - 1, so streams of hashed states do not meet in practice.
  const generator = xoroshiro128plusFromState(stateOfStream(key));
  const uniform = () => (generator.next() >>> 8) / 0x1000000; // the lowest bits of xoroshiro128+ are its weakest, so draws use the upper ones
  return {
    uniform,
    uniformBetween: (low, high) => low + (high - low) * uniform(),
    normal: normalSampler(uniform),
    integerBelow: (limit) => randomIntegerBelow(generator, limit),
    permutation: (length) => randomPermutation(generator, length),
  };
}

interface Generator32 {
  readonly next: () => number;
}

/** Marsaglia's polar method (1964): two normals per point of the unit disc. */
function normalSampler(uniform: () => number): () => number {
  // The second of a pair. A variable that holds a number or null would allocate each time.
  const spare = new Float64Array(1);
  let hasSpare = false;
  return () => {
    if (hasSpare) {
      hasSpare = false;
      return spare[0] ?? 0;
    }
    let x = 0;
    let y = 0;
    let squared = 0;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      squared = x * x + y * y;
    } while (squared >= 1 || squared === 0);
    const scale = Math.sqrt((-2 * ln(squared)) / squared);
    spare[0] = y * scale;
    hasSpare = true;
    return x * scale;
  };
}

function randomIntegerBelow(generator: Generator32, limit: number): number {
  let value = generator.next() >>> 0;
  // The remainder would be biased from the largest multiple of limit on; the first test avoids most divisions.
  while (value >= 0x100000000 - limit && value >= 0x100000000 - (0x100000000 % limit))
    value = generator.next() >>> 0;
  // Remainder by a floating-point division, faster than by integers; exact, because the quotient of two
  // 32-bit numbers never rounds up to the next integer.
  return value - Math.floor(value / limit) * limit;
}

/** Fisher-Yates, last position first. */
function randomPermutation(generator: Generator32, length: number): Int32Array {
  const order = new Int32Array(length);
  for (let index = 0; index < length; index++) order[index] = index;
  for (let last = length - 1; last > 0; last--) {
    const other = randomIntegerBelow(generator, last + 1);
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}

/** Upper halves first: four FNV-1a style lanes over the key's JSON text, then mixed. */
export function stateOfStream(key: StreamKey): readonly [number, number, number, number] {
  const joined = JSON.stringify(key); // JSON is unambiguous, and the language fixes how numbers are written
  let a = 0x243f6a88; // digits of pi
  let b = 0x85a308d3;
  let c = 0x13198a2e;
  let d = 0x03707344;
  for (let index = 0; index < joined.length; index++) {
    const code = joined.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
    c = Math.imul(c ^ code, 0xc2b2ae35);
    d = Math.imul(d ^ code, 0x9e3779b1);
  }
  // Every bit of the text reaches every bit of the state.
  for (let round = 0; round < 2; round++) {
    a = murmurFinalised(a ^ d);
    b = murmurFinalised(b ^ a);
    c = murmurFinalised(c ^ b);
    d = murmurFinalised(d ^ c);
  }
  return [a, b, c, d];
}

/** MurmurHash3's 32-bit finaliser: each input bit flips each output bit half of the time. */
function murmurFinalised(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
