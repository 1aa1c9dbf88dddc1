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
  /** Seconds since 1970 */
  | 'seconds'
  | 'milliseconds';

interface DateColumn {
  readonly form: DateForm;
  /** True if no cell shows whether day or month comes first; the separator then decides. */
  readonly isAmbiguous: boolean;
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

// Seconds stay below it until the year 5138, milliseconds have been above it since 1973.
const MIN_MILLISECOND_TIME = 1e11;

// Parsing takes long, and splits, features and notes all need it.
export const datesOfColumn = memoise((column: Column): DateColumn => {
  const { form, isAmbiguous } = dateFormOf(column);
  return { form, isAmbiguous, times: timesOfTexts(column, form) };
});

export function timesIn(column: Column, form: DateForm): Float64Array {
  const own = datesOfColumn(column);
  return own.form === form ? own.times : timesOfTexts(column, form);
}

/** True if nine in ten distinct texts are dates. */
export function holdsDates(column: Column): boolean {
  if (column.kind !== 'text' || column.categories.length === 0) return false;
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
  if (form === 'seconds' || form === 'milliseconds')
    return String(Math.floor(form === 'seconds' ? time / SECOND_MS : time));
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

// Depends on distinct cells only, so neither on the order of rows nor on the split.
function dateFormOf(column: Column): Pick<DateColumn, 'form' | 'isAmbiguous'> {
  const texts = column.kind === 'text' ? column.categories : [];
  const numbers = column.kind === 'text' ? texts.map(numberInDateCell) : [...column.values];
  const known = numbers.filter(Number.isFinite);
  const numYearFirst = texts.filter((cell) => YEAR_FIRST.test(cell)).length;
  const yearLast = texts.flatMap((cell) => {
    const match = YEAR_LAST.exec(cell);
    return match === null ? [] : [{ numbers: [Number(match[1]), Number(match[3])], sign: match[2] }];
  });
  if (known.length > numYearFirst + yearLast.length)
    return { form: formOfNumbers(known), isAmbiguous: false };
  if (yearLast.length === 0) return { form: 'yearFirst', isAmbiguous: false };
  const numAbove12 = (place: number) => yearLast.filter(({ numbers }) => (numbers[place] ?? 0) > 12).length;
  const [dayFirst, monthFirst] = [numAbove12(0), numAbove12(1)];
  if (dayFirst !== monthFirst)
    return { form: dayFirst > monthFirst ? 'dayFirst' : 'monthFirst', isAmbiguous: false };
  const numSlashes = yearLast.filter(({ sign }) => sign === '/').length;
  return { form: 2 * numSlashes > yearLast.length ? 'monthFirst' : 'dayFirst', isAmbiguous: true };
}

const numberInDateCell = (cell: string): number => numberInCell(cell, 'comma');

function formOfNumbers(numbers: readonly number[]): DateForm {
  const numOf = (isOne: (value: number) => boolean) => numbers.filter(isOne).length;
  if (numOf((value) => !Number.isNaN(timeOfDigits(value))) >= 0.9 * numbers.length) return 'digits';
  const numLarge = numOf((value) => Math.abs(value) >= MIN_MILLISECOND_TIME);
  return 2 * numLarge > numbers.length ? 'milliseconds' : 'seconds';
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
  return timeInRangeOrNaN(Math.floor(form === 'seconds' ? value * SECOND_MS : value));
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
