/** Numbers no finer than anyone needs, so that links stay short. Knows no setting. */
import type { Field } from '../schema/field.ts';

/** Reads no finer than `round`: further digits would make links long and tell nobody apart. Says nothing about it. */
export const rounded = (field: Field<number>, round: (value: number) => number): Field<number> => ({
  ...field,
  read: (given) => {
    const { value, problem } = field.read(given);
    return { value: round(value), problem };
  },
});

/** For `rounded`: so many digits after the point. Adding 0 turns -0, which no text carries, into 0. */
export const toDecimals = (decimals: number) => (value: number) => Number(value.toFixed(decimals)) + 0;

/** For `rounded`: so many digits in all. */
export const toSignificant = (digits: number) => (value: number) => Number(value.toPrecision(digits));
