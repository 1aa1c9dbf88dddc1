/** Fields that hold one number. */
import { text } from '../../text/text.ts';
import { type Field, type FieldSpec, fieldOfKind, type Wordless } from './field.ts';
import { numberFromText } from './numberText.ts';

/** The description of a number; limits are inclusive. */
interface NumberSpec extends FieldSpec<number> {
  readonly min: number;
  readonly max: number;
  /** The number that an arrow key adds; default 1 for whole numbers, else a hundredth of the range (`min` on a log scale). */
  readonly step?: number;
  readonly scale?: 'linear' | 'log';
  /** Absent: as fine as numbers are. */
  readonly precision?: Precision;
}

/** True of the fields that this file makes. */
export const holdsNumber = (field: Field<unknown>): field is Field<number> => field.range !== null;

/** Refuses NaN and the infinities. */
export const isFiniteNumber = (value: unknown): value is number => Number.isFinite(value);

/** The nearest number of the range; never -0, which a text could not carry. */
export const clamp = (value: number, min: number, max: number): number =>
  Math.min(Math.max(value, min), max) + 0;

/** `clamp` after rounding to a whole number. */
export const clampInteger = (value: number, min: number, max: number): number =>
  clamp(Math.round(value), min, max);

const fieldOf = (
  kind: 'integer' | 'number',
  spec: NumberSpec,
  step: number,
  nearest: typeof clamp,
): Wordless<Field<number>> => {
  const { min, max, scale = 'linear', defaultValue, precision } = spec;
  return fieldOfKind(kind, spec, {
    range: { min, max, step, scale },
    read: (value, instead, unit) => {
      const inRange = isFiniteNumber(value) ? nearest(value, min, max) : defaultValue;
      const used = precision === undefined ? inRange : precision.round(inRange);
      if (used === value) return used;
      const isFineEnough = precision === undefined || used === inRange;
      return instead(used, isFineEnough ? text.schema[kind](min, max, unit) : precision.expected);
    },
    toText: String,
    fromText: numberFromText,
  });
};

const defaultStep = ({ min, max, scale }: NumberSpec): number => (scale === 'log' ? min : (max - min) / 100);

/** A real number; outside the range the nearest end is used. */
export const numberField = (spec: NumberSpec): Wordless<Field<number>> =>
  fieldOf('number', spec, spec.step ?? defaultStep(spec), clamp);

/** A whole number; others are rounded. */
export const integerField = (spec: NumberSpec): Wordless<Field<number>> =>
  fieldOf('integer', spec, spec.step ?? 1, clampInteger);

/** How fine a number may be: further digits would make links long. */
interface Precision {
  readonly round: (value: number) => number;
  /** Which numbers are read unchanged, in text.schema. */
  readonly expected: string;
}

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
