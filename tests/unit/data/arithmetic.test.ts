import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStream, type StreamKey } from '../../../src/core/random.ts';
import {
  arithmeticInJavaScript,
  arithmeticInWasm,
  type RowArithmetic,
  rowArithmetic,
} from '../../../src/data/arithmetic/arithmetic.ts';

const wasm = arithmeticInWasm() ?? expect.unreachable('WebAssembly with SIMD runs in Node');

/** To the last bit: `toEqual` takes one NaN for another. */
const bytesOf = ({ buffer }: Float32Array | Float64Array) => Buffer.from(buffer as ArrayBuffer);

const normals = ({ fillNormal }: RowArithmetic, key: StreamKey, to: Float32Array | Float64Array) => {
  fillNormal(key, to);
  return to;
};

const sines = ({ toSines }: RowArithmetic, angles: readonly number[], frequency = 1, phase = 0) => {
  const values = Float64Array.from(angles);
  toSines(values, frequency, phase);
  return values;
};

function expectSameSines(angles: readonly number[], frequency = 1, phase = 0): void {
  const ofScript = bytesOf(sines(arithmeticInJavaScript, angles, frequency, phase));
  expect(bytesOf(sines(wasm, angles, frequency, phase)).equals(ofScript)).toBe(true);
}

/** The number with these halves. */
function numberOf(high: number, low: number): number {
  return new Float64Array(Uint32Array.of(low, high).buffer)[0] ?? 0;
}

afterEach(() => vi.unstubAllGlobals());

describe('the arithmetic of rows', () => {
  it('is that of WebAssembly where there is one, else that of JavaScript', () => {
    expect(rowArithmetic).not.toBe(arithmeticInJavaScript);
    class NoMemory {
      constructor() {
        throw new RangeError('could not allocate memory');
      }
    }
    vi.stubGlobal('WebAssembly', { ...WebAssembly, Memory: NoMemory });
    expect(arithmeticInWasm()).toBeNull();
    vi.stubGlobal('WebAssembly', undefined);
    expect(arithmeticInWasm()).toBeNull();
  });
});

describe('fillNormal', () => {
  it.for([wasm, arithmeticInJavaScript])('gives the normal numbers of the stream', (way) => {
    const { normal } = createStream(3, 'normal');
    const own = Float64Array.from({ length: 20_001 }, () => normal());
    expect(normals(way, [3, 'normal'], new Float64Array(own.length))).toEqual(own);
    expect(normals(way, [3, 'normal'], new Float32Array(own.length))).toEqual(Float32Array.from(own));
  });

  it('gives the same numbers in WebAssembly, for any stream', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.string())), fc.nat(70), (key, length) => {
        const [one, other] = [wasm, arithmeticInJavaScript].map((way) =>
          normals(way, key, new Float64Array(length)),
        );
        expect(one).toEqual(other);
      }),
    );
  });

  it('gives the same numbers where the logarithm has only few digits', () => {
    // Four million pairs hold several whose squared length is within a millionth of a power of two.
    const [one, other] = [wasm, arithmeticInJavaScript].map((way) =>
      bytesOf(normals(way, ['long'], new Float64Array(4_000_000))),
    );
    expect(one?.equals(other ?? Buffer.of())).toBe(true);
  });
});

describe('projections', () => {
  it('gives the same products in WebAssembly, for any sizes', () => {
    const sizes = fc.record({
      numDirections: fc.integer({ min: 1, max: 9 }),
      length: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 400, max: 497 })),
      numUnused: fc.nat(3),
      numRows: fc.integer({ min: 1, max: 700 }),
    });
    fc.assert(
      fc.property(sizes, ({ numDirections, length, numUnused, numRows }) => {
        const directions = Array.from({ length: numDirections }, (_, index) =>
          normals(arithmeticInJavaScript, ['direction', index], new Float64Array(length)),
        ) as Float64Array[];
        const rowLength = length + numUnused;
        const rows = new Float32Array(numRows * rowLength);
        wasm.fillNormal(['rows'], rows);
        const products = wasm.projections(directions, rows, rowLength);
        expect(products).toEqual(arithmeticInJavaScript.projections(directions, rows, rowLength));
      }),
      { numRuns: 50 },
    );
  });
});

describe('toSines', () => {
  it('gives the same sines in WebAssembly near multiples of pi / 4', () => {
    // From the next number to one that has lost no digits; where more digits of pi are taken, few of the numbers show it.
    const distances = Array.from({ length: 50 }, (_, index) => 2 ** (index - 53));
    const factors = distances.flatMap((distance) => [1 - distance, 1 + distance]);
    const nearOnes = Array.from({ length: 3000 }, (_, index) => ((index + 1) * Math.PI) / 4).flatMap(
      (multiple) => factors.map((factor) => factor * multiple),
    );
    const nextOnes = Array.from({ length: 400_000 }, (_, index) => ((index + 1) * Math.PI) / 2).flatMap(
      (multiple) => [multiple, multiple * (1 + 2 ** -52), multiple * (1 - 2 ** -52)],
    );
    expectSameSines([...nearOnes, ...nextOnes]);
    expectSameSines(nearOnes, -1);
  });

  it('gives the same sines in WebAssembly where the upper half of a number decides', () => {
    // Of pi / 4 to 9 pi / 4, of 2^-26, and those beside them.
    const pi = [0x3fe921fb, 0x3ff921fb, 0x4002d97c, 0x400921fb, 0x400f6a7a, 0x4012d97c, 0x4015fdbc];
    const halves = [...pi, 0x401921fb, 0x401c463b, 0x3e500000].flatMap((half) => [half - 1, half, half + 1]);
    const angles = halves.flatMap((half) => [0, 1, 2 ** 31, 2 ** 32 - 1].map((low) => numberOf(half, low)));
    expectSameSines([0, -0, ...angles, ...angles.map((angle) => -angle)]);
  });

  it('gives the same sines of any numbers, also of too large ones', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double(), fc.double({ min: -100, max: 100 })), { minLength: 1 }),
        fc.double({ min: -10, max: 10, noNaN: true }),
        fc.double({ min: -10, max: 10, noNaN: true }),
        (angles, frequency, phase) => expectSameSines(angles, frequency, phase),
      ),
    );
    expectSameSines([1, Number.POSITIVE_INFINITY, 2, Number.NaN, 1e300]);
  });
});
