/** Fields that hold one number. */
import * as z from 'zod/mini';
import { text } from '../text/text.ts';
import type { Field } from './field.ts';
import { commonParts, type FieldWords, notTaken, taken } from './fieldParts.ts';
import { numberFromText } from './numberText.ts';

/** What describes a number; limits are inclusive. */
interface NumberSpec extends FieldWords {
  readonly defaultValue: number;
  readonly min: number;
  readonly max: number;
  /** What an arrow key adds; default 1 for whole numbers, else a hundredth of the range (`min` on a log scale). */
  readonly step?: number;
  readonly scale?: 'linear' | 'log';
}

/** Refuses NaN and the infinities. */
const finite = z.number();

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
    defaultValue,
    range: { min, max, step, scale },
    read: (value) => {
      const parsed = finite.safeParse(value);
      if (!parsed.success) return notTaken(field, expected, value, defaultValue);
      const used = nearest(parsed.data, min, max);
      return used === parsed.data ? taken(used) : notTaken(field, expected, value, used);
    },
    toText: String,
    fromText: numberFromText,
  };
  return field;
};

const defaultStep = ({ min, max, scale }: NumberSpec): number => (scale === 'log' ? min : (max - min) / 100);

/** A real number; outside the range the nearest end is used. */
export const numberField = (spec: NumberSpec): Field<number> =>
  fieldOf('number', spec, spec.step ?? defaultStep(spec), clamp);

/** A whole number; others are rounded. */
export const integerField = (spec: NumberSpec): Field<number> =>
  fieldOf('integer', spec, spec.step ?? 1, clampInteger);
