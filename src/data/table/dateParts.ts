/**
 * Numbers that a date is turned into, each a feature. What comes round again is a point on a circle: two numbers, by which December lies
 * beside January, in place of 12, 7 or 24 categories, of which training rows before a cut-off may never have seen some.
 */
import { cos, sin } from '../../core/math.ts';
import { type DateForm, datesOf, timesIn } from './dates.ts';
import { numbersOf } from './numbers.ts';
import type { Column } from './table.ts';

/** Milliseconds of a day. */
const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Sine and cosine of each place of a circle of so many. */
const circleOf = (length: number) => {
  const angles = Array.from({ length }, (_, place) => (2 * Math.PI * place) / length);
  return { sines: angles.map(sin), cosines: angles.map(cos) };
};

const [months, weekdays, hours] = [circleOf(12), circleOf(7), circleOf(24)];

const monthOf = (time: number): number => new Date(time).getUTCMonth();
/** Monday is 0, the Thursday on which 1970 began 3. */
const weekdayOf = (time: number): number => (((Math.floor(time / DAY) + 3) % 7) + 7) % 7;
const hourOf = (time: number): number => Math.floor(time / HOUR) - 24 * Math.floor(time / DAY);

/** Each part from milliseconds since 1970, in UTC. */
const parts = {
  /** Days since 1970: standardised, they are the days since the first training row, which is a constant less. */
  days: (time: number) => time / DAY,
  year: (time: number) => new Date(time).getUTCFullYear(),
  monthSine: (time: number) => months.sines[monthOf(time)] ?? 0,
  monthCosine: (time: number) => months.cosines[monthOf(time)] ?? 0,
  day: (time: number) => new Date(time).getUTCDate(),
  weekdaySine: (time: number) => weekdays.sines[weekdayOf(time)] ?? 0,
  weekdayCosine: (time: number) => weekdays.cosines[weekdayOf(time)] ?? 0,
  hourSine: (time: number) => hours.sines[hourOf(time)] ?? 0,
  hourCosine: (time: number) => hours.cosines[hourOf(time)] ?? 0,
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
