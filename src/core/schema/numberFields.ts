/** Fields that hold one number, with inclusive limits and a precision. */
import { text } from '../../text/text.ts';
import { type Field, type FieldMaker, type FieldSpec, fieldOfKind } from './field.ts';
import { numberFromText } from './numberText.ts';

interface NumberSpec extends FieldSpec<number> {
  readonly min: number;
  readonly max: number;
  /** Step of an arrow key; default 1 for whole numbers, else 1/100 of the range (`min` on a log scale). */
  readonly step?: number;
  readonly scale?: 'linear' | 'log';
  readonly precision?: NumberRounding;
}

export const holdsNumber = (field: Field<unknown>): field is Field<number> => field.range !== null;

export const isFiniteNumber = (value: unknown): value is number => Number.isFinite(value);

/** Never returns -0, which no text carries. */
export const clamp = (value: number, min: number, max: number): number =>
  Math.min(Math.max(value, min), max) + 0;

export const clampInteger = (value: number, min: number, max: number): number =>
  clamp(Math.round(value), min, max);

const numericField = (
  kind: 'integer' | 'number',
  spec: NumberSpec,
  step: number,
  nearest: typeof clamp,
): FieldMaker<Field<number>> => {
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

export const numberField = (spec: NumberSpec): FieldMaker<Field<number>> =>
  numericField('number', spec, spec.step ?? defaultStep(spec), clamp);

export const integerField = (spec: NumberSpec): FieldMaker<Field<number>> =>
  numericField('integer', spec, spec.step ?? 1, clampInteger);

/** Rounding of a field's numbers, since more digits make links longer. */
interface NumberRounding {
  readonly round: (value: number) => number;
  readonly expected: string;
}

// Adding 0 turns -0, which no text carries, into 0.
export const roundedToDecimals = (decimals: number): NumberRounding => ({
  round: (value) => Number(value.toFixed(decimals)) + 0,
  expected: text.schema.decimals(decimals),
});

/** Rounds positive numbers to at least the smallest positive one. */
export const roundedAboveZero = (decimals: number): NumberRounding => {
  const { round, expected } = roundedToDecimals(decimals);
  return { expected, round: (value) => (value > 0 ? Math.max(round(value), round(10 ** -decimals)) : value) };
};

export const roundedToSignificant = (digits: number): NumberRounding => ({
  round: (value) => Number(value.toPrecision(digits)),
  expected: text.schema.significant(digits),
});
