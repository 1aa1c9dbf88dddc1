/** Deals rows by their moments: the newest are test rows, those before them validation rows. Rows of one moment stay together. */
import { type DateForm, datesOf } from './dates.ts';
import type { Table } from './table.ts';
import { columnIn, type TableSetup, timeColumnOf } from './tableSetup.ts';

/** Where time is cut, in milliseconds since 1970. Rows without a time are in no part. */
export interface TimeCuts {
  readonly column: string;
  readonly form: DateForm;
  /** The time of the first validation row. */
  readonly validationFrom: number;
  /** The time of the first test row. */
  readonly testFrom: number;
}

/** How many rows a share of so many stands for, and the least that a part may have. */
interface PartSizes {
  readonly countOf: (share: number, numRows: number) => number;
  readonly least: number;
}

/** Cuts that come nearest to the shares of test and validation rows. Null: there are no times. */
export function timeCutsOf(table: Table, setup: TableSetup, { countOf, least }: PartSizes): TimeCuts | null {
  const name = timeColumnOf(setup);
  const column = name === null ? undefined : columnIn(table, setup, name);
  if (name === null || column === undefined) return null;
  const { form, times } = datesOf(column);
  const sorted = times.filter((time) => !Number.isNaN(time)).sort();
  if (sorted.length === 0) return null;
  const firstOfTest = borderNear(sorted, countOf(setup.testShare, sorted.length), least);
  const before = sorted.subarray(0, firstOfTest);
  const firstOfValidation = borderNear(before, countOf(setup.validationShare, sorted.length), least);
  const [first = 0] = sorted;
  const testFrom = sorted[firstOfTest] ?? first;
  return { column: name, form, validationFrom: before[firstOfValidation] ?? testFrom, testFrom };
}

/** The place between two different times that leaves about `wanted` of them behind it. */
function borderNear(sorted: Float64Array, wanted: number, least: number): number {
  const place = Math.max(0, sorted.length - wanted);
  const time = sorted[place] ?? 0;
  const [before, after] = [sorted.indexOf(time), sorted.lastIndexOf(time) + 1];
  const isNearer = place - before <= after - place && before > 0;
  return isNearer || sorted.length - after < least ? before : after;
}
