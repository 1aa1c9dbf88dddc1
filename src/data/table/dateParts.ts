/** Turns dates into features: month, weekday and hour as points on a circle, where December lies beside January. */
import { cos, sin } from '../../core/math.ts';
import { type DateForm, datesOf, timesIn } from './dates.ts';
import { numbersOf } from './numbers.ts';
import type { Column } from './table.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

const circleOf = (length: number) => {
  const angles = Array.from({ length }, (_, place) => (2 * Math.PI * place) / length);
  return { sines: angles.map(sin), cosines: angles.map(cos) };
};

const [months, weekdays, hours] = [circleOf(12), circleOf(7), circleOf(24)];

const monthOf = (time: number): number => new Date(time).getUTCMonth();
/** Monday is 0; 1970 began on a Thursday, 3. */
const weekdayOf = (time: number): number => (((Math.floor(time / DAY) + 3) % 7) + 7) % 7;
const hourOf = (time: number): number => Math.floor(time / HOUR) - 24 * Math.floor(time / DAY);

/** Computed from milliseconds since 1970, in UTC. */
const parts = {
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

export interface PartOfDate {
  readonly part: DatePart;
  readonly form: DateForm;
}

export function partsOfDate(column: Column): readonly PartOfDate[] {
  const { form } = datesOf(column);
  return (Object.keys(parts) as readonly DatePart[]).map((part) => ({ part, form }));
}

/** `[N]`; NaN if blank, no number or no date. */
export function valuesIn(column: Column, { date }: { readonly date?: PartOfDate }): Float64Array {
  if (date === undefined) return numbersOf(column);
  const partOf = parts[date.part];
  return timesIn(column, date.form).map((time) => (Number.isNaN(time) ? time : partOf(time)));
}
