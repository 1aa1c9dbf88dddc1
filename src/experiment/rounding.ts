/** Numbers no finer than anyone needs, so that links stay short. Knows no setting. */
import type { Field } from '../schema/field.ts';
import { notTaken } from '../schema/fieldParts.ts';
import { text } from '../text/text.ts';

const words = text.schema;

/** How fine a number may be. */
interface Precision {
  readonly round: (value: number) => number;
  /** Which numbers are read unchanged, in words. */
  readonly expected: string;
}

/** Reads no finer than the precision, and says so where that changes the number: further digits would make links long. */
export const rounded = (field: Field<number>, { round, expected }: Precision): Field<number> => ({
  ...field,
  read: (given) => {
    const reading = field.read(given);
    const used = round(reading.value);
    return used === reading.value ? reading : notTaken(field, expected, given, used);
  },
});

/** For `rounded`: so many digits after the point. Adding 0 turns -0, which no text carries, into 0. */
export const toDecimals = (decimals: number): Precision => ({
  round: (value) => Number(value.toFixed(decimals)) + 0,
  expected: words.decimals(decimals),
});

/** As `toDecimals`, but what is above 0 stays above it: it becomes the smallest such number rather than 0. */
export const toDecimalsAboveZero = (decimals: number): Precision => {
  const { round, expected } = toDecimals(decimals);
  return { expected, round: (value) => (value > 0 ? Math.max(round(value), round(10 ** -decimals)) : value) };
};

/** For `rounded`: so many digits in all. */
export const toSignificant = (digits: number): Precision => ({
  round: (value) => Number(value.toPrecision(digits)),
  expected: words.significant(digits),
});
