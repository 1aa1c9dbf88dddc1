/** Says why rows cannot be dealt by time or groups, and what to know where they are. */
import { text } from '../../../text/text.ts';
import { datesOf, holdsDates } from '../dates.ts';
import type { TableSplit } from '../split.ts';
import { BLANK, type Column, categoriesOf, hasTooManyTexts, type Table } from '../table.ts';
import { columnIn, columnsWith, dealingOf, isInput, type TableSetup, timeColumnOf } from '../tableSetup.ts';

const words = text.dealing;

const MIN_TIMES = 3;

interface SplitNote {
  readonly column: string | null;
  readonly message: string;
}

const noteOn = (column: string | null, message: string): readonly SplitNote[] => [{ column, message }];

/** Empty if rows can be dealt as asked. */
export function dealingProblems(table: Table, setup: TableSetup): readonly SplitNote[] {
  const dealing = dealingOf(setup);
  if (dealing === 'time') return timeProblems(table, setup);
  return dealing === 'group' ? groupProblems(table, setup) : [];
}

function timeProblems(table: Table, setup: TableSetup): readonly SplitNote[] {
  const name = timeColumnOf(setup);
  if (name === null) return noteOn(null, words.noTimeColumn);
  const column = columnIn(table, setup, name);
  if (column === undefined) return noteOn(null, words.noSuchColumn(name));
  if (setup.resplits) return noteOn(name, words.resplitsByTime);
  const different = new Set<number>();
  for (const time of datesOf(column).times) {
    if (!Number.isNaN(time)) different.add(time);
    if (different.size === MIN_TIMES) return [];
  }
  return noteOn(name, words.fewTimes(name, different.size));
}

function groupProblems(table: Table, setup: TableSetup): readonly SplitNote[] {
  const name = setup.group;
  if (name === '') return noteOn(null, words.noGroupColumn);
  const column = columnIn(table, setup, name);
  if (column === undefined) return noteOn(null, words.noSuchColumn(name));
  if (hasTooManyTexts(column)) return noteOn(name, words.tooManyGroups(name));
  return new Set(Array.from(categoriesOf(column).codes)).size < 2 ? noteOn(name, words.oneGroup(name)) : [];
}

export const noDates = (table: Table, setup: TableSetup): readonly SplitNote[] =>
  columnsWith(setup, 'date').flatMap((name) => {
    const column = columnIn(table, setup, name);
    if (column === undefined) return [];
    const { numDates, numOthers, firstOther } = countDates(column);
    return numOthers > numDates ? noteOn(name, words.noDates(name, firstOther)) : [];
  });

function countDates(column: Column) {
  const { times } = datesOf(column);
  const { categories, codes } = categoriesOf(column);
  let [numDates, numOthers, firstOther] = [0, 0, ''];
  for (const [row, time] of times.entries()) {
    const code = codes[row] ?? BLANK;
    if (!Number.isNaN(time)) numDates++;
    else if (code !== BLANK) {
      firstOther = numOthers === 0 ? (categories[code] ?? '') : firstOther;
      numOthers++;
    }
  }
  return { numDates, numOthers, firstOther };
}

export function dealingNotes(table: Table, setup: TableSetup, split: TableSplit): readonly SplitNote[] {
  const dealing = dealingOf(setup);
  const [named = ''] = columnsWith(setup, 'split');
  return [
    ...(dealing === 'column' && setup.dealBy !== 'random'
      ? noteOn(named, words.columnFirst(named, setup.dealBy))
      : []),
    ...timeNotes(table, setup, split),
    ...(dealing === 'group' && setup.columns.some(({ name, role }) => name === setup.group && isInput(role))
      ? noteOn(setup.group, words.groupIsFeature(setup.group))
      : []),
    ...setup.columns.flatMap(({ name, role }) => {
      const column = columnIn(table, setup, name);
      if (column === undefined) return [];
      if (role === 'date') return dateNotes(name, column, dealing === 'random');
      return holdsDates(column) ? noteOn(name, words.unusedDates(name, role === 'ignored')) : [];
    }),
  ];
}

function timeNotes(table: Table, setup: TableSetup, split: TableSplit): readonly SplitNote[] {
  const column = dealingOf(setup) === 'time' ? timeColumnOf(setup) : null;
  const numLeftOut = table.numRows - split.train.length - split.validation.length - split.test.length;
  return column === null || numLeftOut === 0 ? [] : noteOn(column, words.timeless(column, numLeftOut));
}

function dateNotes(name: string, column: Column, isDealtAtRandom: boolean): readonly SplitNote[] {
  const { form, isAmbiguous } = datesOf(column);
  const { numOthers, firstOther } = countDates(column);
  return [
    ...(isAmbiguous ? noteOn(name, words.ambiguous(name, form === 'dayFirst')) : []),
    ...(numOthers > 0 ? noteOn(name, words.oddDates(name, numOthers, firstOther)) : []),
    ...(isDealtAtRandom ? noteOn(name, words.timeAtRandom(name)) : []),
  ];
}
