/** Every codec gives back what it was given, in as few digits as it was told to. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BitReader, BitWriter, TooManyBits } from '../../../../src/run/codec/bits.ts';
import {
  booleanCodec,
  type Codec,
  emptyOrListCodec,
  fixedListCodec,
  listCodec,
  nullableCodec,
  optionalCodec,
  recordCodec,
  tupleCodec,
  wholeNumbers,
} from '../../../../src/run/codec/codec.ts';
import {
  floatCodec,
  type NumberFormat,
  numberListCodec,
  roundedFormat,
} from '../../../../src/run/codec/numbers.ts';

function passedThrough<V>(codec: Codec<V>, values: readonly V[]): readonly V[] {
  const to = new BitWriter();
  codec.write(to, values);
  const from = new BitReader(to.bytes);
  const read = codec.read(from, values.length);
  from.end();
  return read;
}

interface Shelf {
  readonly place: number;
  readonly isFull: boolean;
  readonly boxes: readonly (number | null)[];
  readonly pair: readonly [number, number];
  readonly label?: number;
  readonly rows: readonly number[];
}

it('combinations of any values come back', () => {
  const shelf = recordCodec<Shelf>({
    place: wholeNumbers(20),
    isFull: booleanCodec,
    boxes: listCodec(nullableCodec(wholeNumbers(32)), 6),
    pair: tupleCodec([wholeNumbers(3), wholeNumbers(9)]) as unknown as Codec<Shelf['pair']>,
    label: optionalCodec(wholeNumbers(5)),
    rows: emptyOrListCodec(fixedListCodec(2, floatCodec(64))),
  });
  const shelves = fc.array(
    fc.record(
      {
        place: fc.nat(2 ** 20 - 1),
        isFull: fc.boolean(),
        boxes: fc.array(fc.option(fc.nat(2 ** 31)), { maxLength: 60 }),
        pair: fc.tuple(fc.nat(7), fc.nat(511)),
        label: fc.nat(31),
        rows: fc.oneof(fc.constant([]), fc.tuple(fc.double(), fc.double())),
      },
      { requiredKeys: ['place', 'isFull', 'boxes', 'pair', 'rows'] },
    ),
  );
  fc.assert(
    fc.property(shelves, (values) => {
      expect(passedThrough(shelf, values)).toEqual(values);
    }),
  );
});

const passedList = (format: NumberFormat, values: readonly number[], numColumns = 1) =>
  passedThrough(numberListCodec(format, values.length, numColumns), [values])[0] ?? [];

it('floats keep what is no number, in 20 bits four digits', () => {
  const values = [0.1, -3e-9, Number.NaN, 1e9, 0, Number.POSITIVE_INFINITY];
  expect(passedList(() => floatCodec(64), values)).toEqual(values);
  expect(passedList(() => floatCodec(32), values)).toEqual(values.map(Math.fround));
  for (const [index, value] of passedList(() => floatCodec(20), values).entries()) {
    const given = values[index] ?? 0;
    if (Number.isFinite(given))
      expect(Math.abs(value - given)).toBeLessThanOrEqual(Math.abs(given) / 2 ** 11);
    else expect(value).toBe(given);
  }
  expect(passedList(() => floatCodec(32), [Number.NaN, Number.NaN])).toEqual([Number.NaN, Number.NaN]);
});

const finite = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((whole) => whole / 1024);
const some = (value: fc.Arbitrary<number>) => fc.array(value, { minLength: 1, maxLength: 30 });

it.each([20, 32] as const)('rounded numbers are within half a step, with ends of %d bits', (endBits) => {
  const holed = fc.oneof({ weight: 5, arbitrary: finite }, { weight: 1, arbitrary: fc.constant(Number.NaN) });
  fc.assert(
    fc.property(some(holed), (values) => {
      const known = values.filter(Number.isFinite);
      const reach = Math.max(...known.map(Math.abs), 0);
      const step = (Math.max(...known) - Math.min(...known) + reach * 2 ** -10) / 253;
      for (const [index, value] of passedList(
        roundedFormat({ numBits: 8, steps: 'linear', endBits }),
        values,
      ).entries()) {
        expect(Number.isNaN(value)).toBe(Number.isNaN(values[index]));
        if (!Number.isNaN(value))
          expect(Math.abs(value - (values[index] ?? 0))).toBeLessThanOrEqual(step / 2 + reach * 2e-7);
      }
    }),
  );
});

it('logarithmic steps round by the same share; 0 stays 0, and what is below is not known', () => {
  const values = [1e-6, 3e-4, 0, 0.2, 50, Number.NaN, -1];
  const read = passedList(roundedFormat({ numBits: 12, steps: 'logarithmic', endBits: 20 }), values);
  for (const index of [0, 1, 3, 4]) expect((read[index] ?? 0) / (values[index] ?? 0)).toBeCloseTo(1, 2);
  expect([read[2], read[5], read[6]]).toEqual([0, Number.NaN, Number.NaN]);
});

it('equal numbers of a column are one float32, whatever the other columns are', () => {
  const values = [99_762, 1, 99_762, 2, 99_762, 7];
  const read = passedList(roundedFormat({ numBits: 2, steps: 'logarithmic', endBits: 20 }), values, 2);
  expect([read[0], read[2], read[4]]).toEqual([99_762, 99_762, 99_762]);
});

it('a few bits do not take the room of more numbers than a run has', () => {
  const to = new BitWriter();
  roundedFormat({ numBits: 8, steps: 'linear', endBits: 32 })(1).write(to, [1, 1]);
  const constant = roundedFormat({ numBits: 8, steps: 'linear', endBits: 32 })(1);
  expect(constant.read(new BitReader(to.bytes), 1e5)).toHaveLength(1e5);
  expect(() => constant.read(new BitReader(to.bytes), 1e9)).toThrow(/more numbers/);
  expect(() => listCodec(booleanCodec, 32).read(new BitReader(new Uint8Array(4).fill(255)), 1)).toThrow(
    /more numbers/,
  );
  expect(() => wholeNumbers(8).read(new BitReader(to.bytes), 1e6)).toThrow(/end too soon/);
  expect(() => wholeNumbers(32).write(new BitWriter(3), [1])).toThrow(TooManyBits);
});
