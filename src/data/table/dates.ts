/** Reads columns of dates: how they are written, and which times they mean; keep `dates.py` of exported programs the same. */
import { memoise } from '../../core/memoise.ts';
import { numberInCell } from './numbers.ts';
import { BLANK_CODE, type Column } from './table.ts';

/** Order of day, month and year in a column; 2024-03-31 is read in every order. */
export type DateForm =
  /** 2024-03-31 */
  | 'yearFirst'
  /** 31.3.2024 or 31/3/24 */
  | 'dayFirst'
  /** 3/31/2024 or 3-31-24 */
  | 'monthFirst'
  /** 20240331 */
  | 'digits'
  | CountedForm;

/** Units since 1970 */
type CountedForm = 'seconds' | keyof typeof numPerMs;

/** Cells that end in a year, by the orders in which they are dates. */
export type DateOrders = Readonly<Record<DateOrder, { readonly count: number; readonly example: string }>>;
type DateOrder = 'dayFirst' | 'monthFirst' | 'either';

interface DateColumn {
  readonly form: DateForm;
  /** True if no cell shows whether day or month comes first; the separator then decides. */
  readonly isAmbiguous: boolean;
  readonly orders: DateOrders;
  /** `[N]`, milliseconds since 1970; NaN if blank or no date. Cells without an offset are UTC, whatever the zone of the machine. */
  readonly times: Float64Array;
}

const TIME_PATTERN =
  '(?:(?:T|,? +)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?(?: ?([AP])M)?(?: ?(Z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?))?)?';
const YEAR_FIRST = new RegExp(`^([1-9][0-9]{3})([-/.])([0-9]{1,2})\\2([0-9]{1,2})${TIME_PATTERN}$`, 'i');
const YEAR_LAST = new RegExp(
  `^([0-9]{1,2})([-/.])([0-9]{1,2})\\2([1-9][0-9]{3}|[0-9]{2})${TIME_PATTERN}$`,
  'i',
);

// Two-digit years from this one on are in the twentieth century.
const FIRST_YEAR_OF_1900S = 69;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR = 60 * MINUTE_MS;

// First and last millisecond of the years 1000 to 9999.
const EARLIEST_TIME = -30_610_224_000_000;
const LATEST_TIME = 253_402_300_799_999;

const numPerMs = { nanoseconds: 1e6, microseconds: 1e3, milliseconds: 1 } as const;

// Seconds stay below it until the year 5138, milliseconds have been above it since 1973; finer units likewise.
const MIN_MILLISECOND_TIME = 1e11;

export const isCountedForm = (form: DateForm): form is CountedForm => form === 'seconds' || form in numPerMs;

const timeCounted = (value: number, form: CountedForm): number =>
  form === 'seconds' ? value * SECOND_MS : value / numPerMs[form];

// Parsing takes long, and splits, features and notes all need it.
export const datesOfColumn = memoise((column: Column): DateColumn => {
  const orders = dateOrdersOf(column);
  const { form, isAmbiguous } = dateFormOf(column, orders);
  return { form, isAmbiguous, orders, times: timesOfTexts(column, form) };
});

export function timesIn(column: Column, form: DateForm): Float64Array {
  const own = datesOfColumn(column);
  return own.form === form ? own.times : timesOfTexts(column, form);
}

const TIME_NAME_PATTERN =
  /created|updated|时间|日期|(?:time|stamp|epoch|date|when|[_ .-](?:at|on|ts))$|^(?:time|date|epoch|ts$)/i;
const [EPOCH_FROM, EPOCH_TO] = [Date.UTC(1990, 0), Date.UTC(2100, 0)];

/** True for whole numbers that are times of our days, if their name says so or all are whole minutes. */
function countsTime({ name, values }: Extract<Column, { kind: 'number' }>): boolean {
  const first = values.find((value) => !Number.isNaN(value));
  if (first === undefined || !Number.isInteger(first)) return false;
  const form = formOfNumbers([first]);
  const isNamed = TIME_NAME_PATTERN.test(name);
  return (
    isCountedForm(form) &&
    values.every((value) => {
      if (Number.isNaN(value)) return true;
      const time = timeOfNumber(value, form);
      const isOfOurDays = Number.isInteger(value) && time >= EPOCH_FROM && time < EPOCH_TO;
      return isOfOurDays && (isNamed || time % MINUTE_MS === 0);
    })
  );
}

/** True if nine in ten distinct texts are dates, or numbers count time since 1970. */
export function holdsDates(column: Column): boolean {
  if (column.kind === 'number') return countsTime(column);
  if (column.categories.length === 0) return false;
  const most = 0.1 * column.categories.length;
  let numOthers = 0;
  return column.categories.every(
    (cell) => YEAR_FIRST.test(cell) || YEAR_LAST.test(cell) || ++numOthers <= most,
  );
}

export function shownTime(time: number): string {
  const [day = '', clock = ''] = new Date(time).toISOString().slice(0, 19).split('T');
  return clock === '00:00:00' ? day : `${day} ${clock.replace(/:00$/, '')}`;
}

export function dateCell(time: number, form: DateForm): string {
  if (isCountedForm(form)) return String(Math.floor((time * SECOND_MS) / timeCounted(SECOND_MS, form)));
  const [year, month, day, clock] = new Date(time).toISOString().split(/[-TZ]/);
  switch (form) {
    case 'digits':
      return `${year}${month}${day}`;
    case 'yearFirst':
      return `${year}-${month}-${day} ${clock}`;
    case 'dayFirst':
      return `${day}.${month}.${year} ${clock}`;
    case 'monthFirst':
      return `${month}/${day}/${year} ${clock}`;
    default:
      return form satisfies never;
  }
}

export const spacedName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** True of a cell that contradicts the order of its column, in which it counts as blank. */
export const isOfOtherOrder = (cell: string, form: DateForm): boolean =>
  (form === 'dayFirst' || form === 'monthFirst') && (dateOrderOf(cell) ?? form) !== form;

function dateOrderOf(cell: string): DateOrder | null {
  if (!YEAR_LAST.test(cell)) return null;
  const isDate = (form: DateForm) => !Number.isNaN(timeOfText(cell, form));
  if (!isDate('monthFirst')) return isDate('dayFirst') ? 'dayFirst' : null;
  return isDate('dayFirst') ? 'either' : 'monthFirst';
}

function dateOrdersOf(column: Column): DateOrders {
  const none = { count: 0, example: '' };
  const found = { dayFirst: { ...none }, monthFirst: { ...none }, either: { ...none } };
  if (column.kind === 'number') return found;
  const orders = column.categories.map(dateOrderOf);
  for (const code of column.codes) {
    const order = orders[code];
    if (order === null || order === undefined) continue;
    if (found[order].count++ === 0) found[order].example = column.categories[code] ?? '';
  }
  return found;
}

// Depends on neither the order of rows nor the split.
function dateFormOf(
  column: Column,
  { dayFirst, monthFirst }: DateOrders,
): Pick<DateColumn, 'form' | 'isAmbiguous'> {
  const texts = column.kind === 'text' ? column.categories : [];
  const numbers = column.kind === 'text' ? texts.map(numberInDateCell) : [...column.values];
  const known = numbers.filter(Number.isFinite);
  const numYearFirst = texts.filter((cell) => YEAR_FIRST.test(cell)).length;
  const signs = texts.flatMap((cell) => YEAR_LAST.exec(cell)?.[2] ?? []);
  if (known.length > numYearFirst + signs.length) return { form: formOfNumbers(known), isAmbiguous: false };
  if (signs.length === 0) return { form: 'yearFirst', isAmbiguous: false };
  if (dayFirst.count !== monthFirst.count)
    return { form: dayFirst.count > monthFirst.count ? 'dayFirst' : 'monthFirst', isAmbiguous: false };
  const numSlashes = signs.filter((sign) => sign === '/').length;
  const form = 2 * numSlashes > signs.length ? 'monthFirst' : 'dayFirst';
  return { form, isAmbiguous: dayFirst.count === 0 };
}

const numberInDateCell = (cell: string): number => numberInCell(cell, 'comma');

function formOfNumbers(numbers: readonly number[]): DateForm {
  const numOf = (isOne: (value: number) => boolean) => numbers.filter(isOne).length;
  if (numOf((value) => !Number.isNaN(timeOfDigits(value))) >= 0.9 * numbers.length) return 'digits';
  const isMost = (form: keyof typeof numPerMs) =>
    2 * numOf((value) => Math.abs(value) >= numPerMs[form] * MIN_MILLISECOND_TIME) > numbers.length;
  return (Object.keys(numPerMs) as (keyof typeof numPerMs)[]).find(isMost) ?? 'seconds';
}

function timesOfTexts(column: Column, form: DateForm): Float64Array {
  const isOfTexts = form === 'yearFirst' || form === 'dayFirst' || form === 'monthFirst';
  const timeOf = (value: number) => timeOfNumber(value, form);
  if (column.kind === 'number')
    return isOfTexts ? column.values.map(() => Number.NaN) : column.values.map(timeOf);
  const ofTexts = column.categories.map((cell) =>
    isOfTexts ? timeInRangeOrNaN(timeOfText(cell, form)) : timeOf(numberInDateCell(cell)),
  );
  return Float64Array.from(column.codes, (code) =>
    code === BLANK_CODE ? Number.NaN : (ofTexts[code] ?? Number.NaN),
  );
}

function timeOfNumber(value: number, form: DateForm): number {
  if (form === 'digits') return timeOfDigits(value);
  return isCountedForm(form) ? timeInRangeOrNaN(Math.floor(timeCounted(value, form))) : Number.NaN;
}

const timeInRangeOrNaN = (time: number): number =>
  time >= EARLIEST_TIME && time <= LATEST_TIME ? time : Number.NaN;

function timeOfDigits(value: number): number {
  if (!Number.isInteger(value) || value < 10_000_101 || value > 99_991_231) return Number.NaN;
  return timeOfDay(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100);
}

function timeOfDay(year: number, month: number, day: number): number {
  const time = Date.UTC(year, month - 1, day);
  return new Date(time).getUTCMonth() === month - 1 && day > 0 ? time : Number.NaN;
}

function timeOfText(cell: string, form: DateForm): number {
  const yearFirst = YEAR_FIRST.exec(cell);
  if (yearFirst !== null) {
    const [, year, , month, day, ...time] = yearFirst;
    return timeOfDay(Number(year), Number(month), Number(day)) + timeInDay(time);
  }
  const yearLast = form === 'yearFirst' ? null : YEAR_LAST.exec(cell);
  if (yearLast === null) return Number.NaN;
  const [, first, , second, written = '', ...time] = yearLast;
  const century = written.length > 2 ? 0 : Number(written) < FIRST_YEAR_OF_1900S ? 2000 : 1900;
  const [day, month] = form === 'dayFirst' ? [first, second] : [second, first];
  return timeOfDay(century + Number(written), Number(month), Number(day)) + timeInDay(time);
}

/** Milliseconds after midnight UTC, from the groups of `TIME`; NaN if the time does not exist. */
function timeInDay([hours, minutes, seconds, fraction, half, offset]: readonly (
  | string
  | undefined
)[]): number {
  const hour = hourOf24(Number(hours ?? 0), half?.toUpperCase());
  const [minute, second] = [Number(minutes ?? 0), Number(seconds ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const millisecond = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  return HOUR * hour + MINUTE_MS * minute + SECOND_MS * second + millisecond - utcOffsetMs(offset ?? 'Z');
}

function hourOf24(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return hour < 1 || hour > 12 ? Number.NaN : (hour % 12) + (half === 'P' ? 12 : 0);
}

function utcOffsetMs(offset: string): number {
  if (!/^[+-]/.test(offset)) return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(':', ''))];
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (offset.startsWith('-') ? -1 : 1) * (HOUR * hours + MINUTE_MS * minutes);
}
