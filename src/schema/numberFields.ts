/** Fields that hold one number. */
import { text } from '../text/text.ts';
import type { Field } from './field.ts';
import { commonParts, type FieldSpec, notTaken, taken } from './fieldParts.ts';
import { numberFromText } from './numberText.ts';

/** The description of a number; limits are inclusive. */
interface NumberSpec extends FieldSpec<number> {
  readonly min: number;
  readonly max: number;
  /** The number that an arrow key adds; default 1 for whole numbers, else a hundredth of the range (`min` on a log scale). */
  readonly step?: number;
  readonly scale?: 'linear' | 'log';
}

/** True of the fields that this file makes. */
export const holdsNumber = (field: Field<unknown>): field is Field<number> => field.range !== null;

/** Refuses NaN and the infinities. */
export const isFiniteNumber = (value: unknown): value is number => Number.isFinite(value);

/** The nearest number of the range; never -0, which a text could not carry. */
const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max) + 0;

/** `clamp` after rounding to a whole number. */
export const clampInteger = (value: number, min: number, max: number): number =>
  clamp(Math.round(value), min, max);

const fieldOf = (
  kind: 'integer' | 'number',
  spec: NumberSpec,
  step: number,
  nearest: typeof clamp,
): Field<number> => {
  const { min, max, scale = 'linear', defaultValue } = spec;
  const common = commonParts(kind, spec);
  const expected = text.schema[kind](min, max, common.unit);
  const field: Field<number> = {
    ...common,
    range: { min, max, step, scale },
    read: (value) => {
      if (!isFiniteNumber(value)) return notTaken(field, expected, value, defaultValue);
      const used = nearest(value, min, max);
      return used === value ? taken(used) : notTaken(field, expected, value, used);
    },
    toText: String,
    fromText: numberFromText,
  };
  return field;
};

const defaultStep = ({ min, max, scale }: NumberSpec): number => (scale === 'log' ? min : (max - min) / 100);

/** A real number, no finer than `precision`; outside the range the nearest end is used. */
export const numberField = (spec: NumberSpec & { readonly precision?: Precision }): Field<number> => {
  const field = fieldOf('number', spec, spec.step ?? defaultStep(spec), clamp);
  return spec.precision === undefined ? field : rounded(field, spec.precision);
};

/** A whole number; others are rounded. */
export const integerField = (spec: NumberSpec): Field<number> =>
  fieldOf('integer', spec, spec.step ?? 1, clampInteger);

/** How fine a number may be. */
interface Precision {
  readonly round: (value: number) => number;
  /** Which numbers are read unchanged, in text.schema. */
  readonly expected: string;
}

/** Reads no finer than the precision, and says so where that changes the number: further digits would make links long. */
const rounded = (field: Field<number>, { round, expected }: Precision): Field<number> => ({
  ...field,
  read: (given) => {
    const reading = field.read(given);
    const used = round(reading.value);
    return used === reading.value ? reading : notTaken(field, expected, given, used);
  },
});

/** A precision of so many digits after the point. Adding 0 turns -0, which no text carries, into 0. */
export const toDecimals = (decimals: number): Precision => ({
  round: (value) => Number(value.toFixed(decimals)) + 0,
  expected: text.schema.decimals(decimals),
});

/** The precision of `toDecimals`, but what is above 0 stays above it: it becomes the smallest such number rather than 0. */
export const toDecimalsAboveZero = (decimals: number): Precision => {
  const { round, expected } = toDecimals(decimals);
  return { expected, round: (value) => (value > 0 ? Math.max(round(value), round(10 ** -decimals)) : value) };
};

/** A precision of so many digits in all. */
export const toSignificant = (digits: number): Precision => ({
  round: (value) => Number(value.toPrecision(digits)),
  expected: text.schema.significant(digits),
});
