import { describe, expect, it } from 'vitest';
import { packFloats, packRows, unpackFloats, unpackRows } from '../../../src/run/packing.ts';

describe('packFloats', () => {
  it('keeps float32 and what is no number', () => {
    const rows = [
      [0.1, -3e-9, Number.NaN],
      [1e9, 0, 2],
    ];
    const back = unpackFloats(packFloats(rows), 2);
    expect(back).toEqual(rows.map((row) => row.map(Math.fround)));
  });

  it('writes nothing where nothing is finite', () => {
    expect(packFloats([[Number.NaN], [Number.NaN]])).toBe('');
    expect(unpackFloats('', 2)).toEqual([[], []]);
  });
});

describe('packRows', () => {
  const rows = [Float32Array.of(-0.5, 0.25, 1), Float32Array.of(0.1, 0.2, 0.3)];

  it.each([1, 2] as const)('rounds to equal steps of %d bytes', (numBytes) => {
    const back = unpackRows(packRows(rows, numBytes), 2);
    const step = 1.5 / (256 ** numBytes - 1);
    for (const [row, values] of rows.entries())
      for (const [index, value] of values.entries())
        expect(Math.abs((back[row]?.[index] ?? Number.NaN) - value)).toBeLessThanOrEqual(step / 2 + 1e-7);
  });

  it('writes equal rows once, and equal numbers not at all', () => {
    const same = [Float32Array.of(1, 2), Float32Array.of(1, 2)];
    expect(packRows(same, 1).data).toHaveLength(4);
    expect(unpackRows(packRows(same, 1), 2)).toEqual(same);
    const flat = [Float32Array.of(3, 3), Float32Array.of(3, 3)];
    expect(packRows(flat, 2).data).toBe('');
    expect(unpackRows(packRows(flat, 2), 2)).toEqual(flat);
    expect(unpackRows(packRows([Float32Array.of()], 2), 1)).toEqual([Float32Array.of()]);
  });

  it('keeps one row of different numbers', () => {
    const [row] = unpackRows(packRows([Float32Array.of(0, 1, 0.5)], 2), 1);
    expect(row?.[2]).toBeCloseTo(0.5, 4);
  });

  it('takes histories of any length, and keeps what is not finite apart', () => {
    const long = Array.from({ length: 600 }, (_, row) => new Float32Array(400).fill(row));
    expect(unpackRows(packRows(long, 2), 600)[599]?.[0]).toBe(599);
    const holed = [Float32Array.of(0, Number.NaN, 1), Float32Array.of(0.5, Number.POSITIVE_INFINITY, 0)];
    for (const numBytes of [1, 2] as const) {
      const [first, second] = unpackRows(packRows(holed, numBytes), 2);
      expect([...(first ?? [])]).toEqual([0, Number.NaN, 1]);
      expect(second?.[0]).toBeCloseTo(0.5, 2);
      expect(second?.[1]).toBeNaN();
    }
    const none = [new Float32Array(2).fill(Number.NaN), new Float32Array(2).fill(Number.NaN)];
    expect(unpackRows(packRows(none, 1), 2)).toEqual(none);
  });
});
