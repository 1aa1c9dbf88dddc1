/** Columns of dates: standardised parts such as the year; month, weekday and hour as points on a circle, where December lies beside January. */
import { minAndMax } from '../../../core/lists.ts';
import { cos, sin } from '../../../core/math.ts';
import { text } from '../../../text/text.ts';
import {
  type DateForm,
  dateCell,
  datesOfColumn,
  holdsDates,
  isCountedForm,
  isOfOtherOrder,
  shownTime,
  spacedName,
  timesIn,
} from '../dates.ts';
import { BLANK_CODE, type Column, categoriesOf } from '../table.ts';
import { splitMethodOf } from '../tableSetup.ts';
import { BLANK_CELLS, type ColumnKind, kindReasons, randomCellOf } from './kind.ts';
import {
  type EncodedNumber,
  exportedScaleCall,
  numberWriter,
  numPlacesOfNumber,
  scaleOfNumbers,
} from './number.ts';

const words = text.dealing;

export interface EncodedDatePart extends Omit<EncodedNumber, 'kind' | 'hasTexts'> {
  readonly kind: 'date';
  readonly part: DatePart;
  readonly form: DateForm;
}

type DatePart = keyof typeof datePartFunctions;

const DAY_LENGTH_MS = 86_400_000;
const HOUR_LENGTH_MS = 3_600_000;

const pointOnCircle = (length: number) => {
  const angles = Array.from({ length }, (_, place) => (2 * Math.PI * place) / length);
  return { sines: angles.map(sin), cosines: angles.map(cos) };
};

const [months, weekdays, hours] = [pointOnCircle(12), pointOnCircle(7), pointOnCircle(24)];

const utcMonthOf = (time: number): number => new Date(time).getUTCMonth();
/** Monday is 0; 1970 began on a Thursday, 3. */
const weekdayOf = (time: number): number => (((Math.floor(time / DAY_LENGTH_MS) + 3) % 7) + 7) % 7;
const utcHourOf = (time: number): number =>
  Math.floor(time / HOUR_LENGTH_MS) - 24 * Math.floor(time / DAY_LENGTH_MS);

/** Computed from milliseconds since 1970, in UTC. */
const datePartFunctions = {
  days: (time: number) => time / DAY_LENGTH_MS,
  year: (time: number) => new Date(time).getUTCFullYear(),
  monthSine: (time: number) => months.sines[utcMonthOf(time)] ?? 0,
  monthCosine: (time: number) => months.cosines[utcMonthOf(time)] ?? 0,
  day: (time: number) => new Date(time).getUTCDate(),
  weekdaySine: (time: number) => weekdays.sines[weekdayOf(time)] ?? 0,
  weekdayCosine: (time: number) => weekdays.cosines[weekdayOf(time)] ?? 0,
  hourSine: (time: number) => hours.sines[utcHourOf(time)] ?? 0,
  hourCosine: (time: number) => hours.cosines[utcHourOf(time)] ?? 0,
} as const;

// Cells that are no dates, or dates in another order, for tests of exported programs.
const ODD_DATES = [
  'none of these',
  '2023-02-29',
  '31.12.1999',
  '12/31/99 1:05 PM',
  '20240229',
  '1e12',
  '1700000000000000123',
  '2024-2-9T7:05:09.1234+05:30',
];

export const dateKind: ColumnKind<EncodedDatePart> = {
  reasonFor: (column, { numDifferent }) =>
    numDifferent > 1 && holdsDates(column) ? kindReasons.cells : kindReasons.none,
  shownSpan: (column) => {
    const span = holdsDates(column) ? minAndMax(datesOfColumn(column).times) : null;
    return span && [shownTime(span[0]), shownTime(span[1])];
  },
  numbersOf: (column) => datesOfColumn(column).times,
  /** Keeps parts that vary among training rows; only the first marks blanks. */
  encode: ({ name, column }, { train }) => {
    const { form } = datesOfColumn(column);
    return (Object.keys(datePartFunctions) as readonly DatePart[])
      .flatMap((part) =>
        scaleOfNumbers(timesIn(column, form).map(datePartReader(part)), train).map((one) => ({
          kind: 'date' as const,
          name,
          ...one,
          part,
          form,
        })),
      )
      .map((one, index) => (index === 0 ? one : { ...one, marksBlanks: false }));
  },
  numPlaces: numPlacesOfNumber,
  writer: (encoded, column) => {
    const times = timesIn(column, encoded.form);
    const partOf = datePartReader(encoded.part);
    return numberWriter(encoded, (row) => partOf(times[row] ?? Number.NaN));
  },
  typical: () => 0,
  axisName: ({ name, part }) => text.tableFile.dateParts[part]?.(name),
  problemOf: ({ name, column }) => {
    const { numDates, numOthers, firstOther } = countDates(column);
    return numOthers > numDates ? words.noDates(name, firstOther) : null;
  },
  notesOn: ({ name, column, setup }, { marksBlanks }) => {
    const { form, times } = datesOfColumn(column);
    const { numOthers, firstOther } = countDates(column);
    const span = isCountedForm(form) ? minAndMax(times) : null;
    return [
      ...(span ? [words.counted(name, spacedName(form), shownTime(span[0]), shownTime(span[1]))] : []),
      ...(numOthers > 0 ? [words.oddDates(name, numOthers, firstOther)] : []),
      ...(splitMethodOf(setup) === 'random' ? [words.timeAtRandom(name)] : []),
      ...(marksBlanks ? [text.tableFile.problems.blankNumbers(name)] : []),
    ];
  },
  unusedNote: ({ name, column, role }) =>
    holdsDates(column) ? words.unusedDates(name, role === 'ignored') : null,
  drawCell: ({ form }, [low, high] = [0, 1]) => {
    return (stream, isPlain) => {
      if (stream.uniform() < 0.2) return randomCellOf(BLANK_CELLS, stream);
      if (!isPlain && stream.uniform() < 0.3) return randomCellOf(ODD_DATES, stream);
      return dateCell(low + (high - low) * (0.1 + 0.8 * stream.uniform()), form);
    };
  },
  exported: (encoded) => ({
    call: 'DatePart',
    given: [
      ...exportedScaleCall(encoded),
      ['part', spacedName(encoded.part)] as const,
      ['form', spacedName(encoded.form)] as const,
    ],
  }),
  templateFact: 'hasDates',
};

/** From milliseconds since 1970, NaN from NaN. */
function datePartReader(part: DatePart): (time: number) => number {
  if (part === 'days') return datePartFunctions.days;
  // All other parts are the same for a whole hour; a `Date` for each row would take long.
  const byHour = new Map<number, number>();
  return (time) => {
    if (Number.isNaN(time)) return time;
    const hour = Math.floor(time / HOUR_LENGTH_MS);
    const before = byHour.get(hour);
    if (before !== undefined) return before;
    const value = datePartFunctions[part](time);
    byHour.set(hour, value);
    return value;
  };
}

function countDates(column: Column) {
  const { form, times } = datesOfColumn(column);
  const { categories, codes } = categoriesOf(column);
  let [numDates, numOthers, firstOther] = [0, 0, ''];
  for (const [row, time] of times.entries()) {
    const code = codes[row] ?? BLANK_CODE;
    if (!Number.isNaN(time)) numDates++;
    else if (code !== BLANK_CODE && !isOfOtherOrder(categories[code] ?? '', form)) {
      firstOther = numOthers === 0 ? (categories[code] ?? '') : firstOther;
      numOthers++;
    }
  }
  return { numDates, numOthers, firstOther };
}
