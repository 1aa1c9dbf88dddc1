/**
 * Numbers that a date is turned into, each a feature. What comes round again is a point on a circle: two numbers, by which December lies
 * beside January, in place of 12, 7 or 24 categories, of which training rows before a cut-off may never have seen some.
 */
import { cos, sin } from '../core/math.ts';
import { type DateForm, datesOf, timesIn } from './dates.ts';
import { numbersOf } from './numbers.ts';
import type { Column } from './table.ts';

/** Milliseconds of a day. */
const DAY = 86_400_000;

const aroundOf = (place: number, length: number): number => (2 * Math.PI * place) / length;

const monthOf = (time: number) => aroundOf(new Date(time).getUTCMonth(), 12);
/** Monday is the first one. */
const weekdayOf = (time: number) => aroundOf((new Date(time).getUTCDay() + 6) % 7, 7);
const hourOf = (time: number) => aroundOf(new Date(time).getUTCHours(), 24);

/** Each part from milliseconds since 1970, in UTC. */
const parts = {
  /** Days since 1970: standardised, they are the days since the first training row, which is a constant less. */
  days: (time: number) => time / DAY,
  year: (time: number) => new Date(time).getUTCFullYear(),
  monthSine: (time: number) => sin(monthOf(time)),
  monthCosine: (time: number) => cos(monthOf(time)),
  day: (time: number) => new Date(time).getUTCDate(),
  weekdaySine: (time: number) => sin(weekdayOf(time)),
  weekdayCosine: (time: number) => cos(weekdayOf(time)),
  hourSine: (time: number) => sin(hourOf(time)),
  hourCosine: (time: number) => cos(hourOf(time)),
} as const;

export type DatePart = keyof typeof parts;

/** A part of a date, and how the date is written. */
export interface PartOfDate {
  readonly part: DatePart;
  readonly form: DateForm;
}

/** All parts of the dates of a column, in the order of their features. */
export function partsOfDate(column: Column): readonly PartOfDate[] {
  const { form } = datesOf(column);
  return (Object.keys(parts) as readonly DatePart[]).map((part) => ({ part, form }));
}

/** The numbers that a feature is made of: a part of each date, or the cells themselves; NaN: blank, or neither. `[N]` */
export function valuesIn(column: Column, { date }: { readonly date?: PartOfDate }): Float64Array {
  if (date === undefined) return numbersOf(column);
  const partOf = parts[date.part];
  return timesIn(column, date.form).map((time) => (Number.isNaN(time) ? time : partOf(time)));
}
