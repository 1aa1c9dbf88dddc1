/**
 * Splits the rows of a file into training, validation and test: at random, by a column, by time or by
 * groups.
 */
import { byCodeUnits } from '../../core/lists.ts';
import { createStream } from '../../core/random.ts';
import { type DateForm, datesOf } from './dates.ts';
import { exactNumberIn } from './numbers.ts';
import { byPart, type HeldOutSizes, heldOutGroups, type PartName, type TableSplit } from './parts.ts';
import { BLANK, type Column, categoriesOf, type Table } from './table.ts';
import { columnIn, columnWith, dealingOf, type TableSetup, timeColumnOf } from './tableSetup.ts';

export const MIN_ROWS_OF_PART = 10;

// Cells that name a part, in lower case.
const PART_NAMES: Readonly<Record<string, PartName>> = {
  train: 'train',
  training: 'train',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
  holdout: 'test',
};

export const partNamed = (cell: string): PartName | undefined =>
  Object.hasOwn(PART_NAMES, cell.toLowerCase()) ? PART_NAMES[cell.toLowerCase()] : undefined;

export const waysToWrite = (part: PartName): readonly string[] =>
  Object.keys(PART_NAMES).filter((name) => PART_NAMES[name] === part);

/** Drawn from the split's seed. Omits rows that a split column does not name; takes parts that no row names from the training rows. */
export function splitOf(table: Table, setup: TableSetup): TableSplit {
  const order = createStream(setup.splitSeed, 'table', 'split', 0).permutation(table.numRows);
  const partOf = partsDealt(table, setup);
  if (partOf === null) return dealt(order, setup, { validation: true, test: true });
  const named = byPart((part) => order.filter((row) => partOf(row) === part));
  if (dealingOf(setup) !== 'column') return named;
  const isMissing = byPart((part) => part === 'train' || named[part].length === 0);
  const parts = dealt(named.train, setup, isMissing);
  return byPart((part) => (isMissing[part] ? parts[part] : named[part]));
}

type PartOfRow = (row: number) => PartName | undefined;

function partsDealt(table: Table, setup: TableSetup): PartOfRow | null {
  const dealing = dealingOf(setup);
  switch (dealing) {
    case 'column':
      return partsNamed(table, setup);
    case 'time':
      return partsInTime(table, setup);
    case 'group':
      return partsOfGroups(table, setup);
    case 'random':
      return null;
    default:
      return dealing satisfies never;
  }
}

/** Milliseconds since 1970: first validation row, first test row. Rows without a time are in no part. */
export interface TimeCuts {
  readonly column: string;
  readonly form: DateForm;
  readonly validationFrom: number;
  readonly testFrom: number;
}

/** Newest rows are test rows; equal times stay together. Null unless split by time. */
export function timeCutsIn(table: Table, setup: TableSetup): TimeCuts | null {
  const name = dealingOf(setup) === 'time' ? timeColumnOf(setup) : null;
  const column = columnIn(table, setup, name);
  if (name === null || column === undefined) return null;
  const { form, times } = datesOf(column);
  const sorted = times.filter((time) => !Number.isNaN(time)).sort();
  if (sorted.length === 0) return null;
  const firstOfTest = borderNear(sorted, countOf(setup.testShare, sorted.length));
  const before = sorted.subarray(0, firstOfTest);
  const firstOfValidation = borderNear(before, countOf(setup.validationShare, sorted.length));
  const [first = 0] = sorted;
  const testFrom = sorted[firstOfTest] ?? first;
  return { column: name, form, validationFrom: before[firstOfValidation] ?? testFrom, testFrom };
}

function borderNear(sorted: Float64Array, wanted: number): number {
  const place = Math.max(0, sorted.length - wanted);
  const time = sorted[place] ?? 0;
  const [before, after] = [sorted.indexOf(time), sorted.lastIndexOf(time) + 1];
  const isNearer = place - before <= after - place && before > 0;
  return isNearer || sorted.length - after < MIN_ROWS_OF_PART ? before : after;
}

function partsInTime(table: Table, setup: TableSetup): PartOfRow | null {
  const cuts = timeCutsIn(table, setup);
  const column = columnIn(table, setup, cuts?.column);
  if (cuts === null || column === undefined) return null;
  const { times } = datesOf(column);
  return (row) => {
    const time = times[row] ?? Number.NaN;
    if (time >= cuts.testFrom) return 'test';
    if (time >= cuts.validationFrom) return 'validation';
    return Number.isNaN(time) ? undefined : 'train';
  };
}

export function groupsDealt(table: Table, setup: TableSetup): GroupDeal | null {
  const column = dealingOf(setup) === 'group' ? columnIn(table, setup, setup.group) : undefined;
  if (column === undefined) return null;
  const { numRows } = table;
  return dealtGroups(column, setup.splitSeed, {
    validation: countOf(setup.validationShare, numRows),
    test: countOf(setup.testShare, numRows),
  });
}

function partsOfGroups(table: Table, setup: TableSetup): PartOfRow | null {
  const deal = groupsDealt(table, setup);
  const column = columnIn(table, setup, setup.group);
  if (deal === null || column === undefined) return null;
  const { codes } = categoriesOf(column);
  return (row) => deal.partOf(codes[row] ?? BLANK);
}

function partsNamed(table: Table, setup: TableSetup): PartOfRow | null {
  const column = columnWith(table, setup, 'split');
  if (column === undefined) return null;
  const { categories, codes } = categoriesOf(column);
  const parts = categories.map(partNamed);
  return (row) => parts[codes[row] ?? -1];
}

const countOf = (share: number, numRows: number): number =>
  Math.max(MIN_ROWS_OF_PART, Math.round(share * numRows));

function dealt(
  rows: Int32Array,
  { validationShare, testShare }: TableSetup,
  wanted: { readonly validation: boolean; readonly test: boolean },
): TableSplit {
  const numTest = wanted.test ? countOf(testShare, rows.length) : 0;
  const numHeldOut = numTest + (wanted.validation ? countOf(validationShare, rows.length) : 0);
  return {
    test: rows.slice(0, numTest),
    validation: rows.slice(numTest, numHeldOut),
    train: rows.slice(numHeldOut),
  };
}

// Splitting by groups; keep `dealing.py` of exported programs the same.

/** Numbers stand for all their spellings; null for all blank cells. */
type GroupName = string | number | null;

export interface GroupCuts {
  /** Groups with a hash below this are test rows, except those listed below. */
  readonly testBelow: number;
  /** Other groups with a hash below this are validation rows. */
  readonly validationBelow: number;
  /** Groups that did not fit where their hash puts them. */
  readonly trainGroups: readonly GroupName[];
  readonly validationGroups: readonly GroupName[];
}

interface Group {
  readonly name: GroupName;
  readonly code: number;
  readonly number: number;
  readonly numRows: number;
}

type GroupDeal = ReturnType<typeof dealtGroups>;

function dealtGroups(column: Column, seed: number, wanted: HeldOutSizes) {
  const groups = groupsOf(column, seed);
  const { test, validation, partOf } = heldOutGroups(groups, wanted);
  const testBelow = numberAfter(test);
  const validationBelow = Math.max(testBelow, numberAfter(validation));
  const below = (limit: number) => groups.filter((group) => group.number < limit && !test.has(group));
  const isValidation = (group: Group) => validation.has(group);
  return {
    cuts: {
      testBelow,
      validationBelow,
      trainGroups: below(validationBelow)
        .filter((group) => !isValidation(group))
        .map(nameOf),
      validationGroups: below(testBelow).filter(isValidation).map(nameOf),
    } satisfies GroupCuts,
    partOf,
  };
}

const nameOf = ({ name }: Group): GroupName => name;

const numberAfter = (groups: ReadonlySet<Group>): number =>
  [...groups].reduce((after, { number }) => Math.max(after, number + 1), 0);

function groupsOf(column: Column, seed: number): readonly Group[] {
  const { categories, codes } = categoriesOf(column);
  const counts = new Map<number, number>();
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? BLANK;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts]
    .map(([code, numRows]) => {
      const name = groupName(categories[code]);
      return { name, code, number: numberOfGroup(name, seed), numRows };
    })
    .sort((a, b) => a.number - b.number || byCodeUnits(String(a.name), String(b.name)));
}

function groupName(category: string | undefined): GroupName {
  if (category === undefined) return null;
  const value = exactNumberIn(category);
  return Number.isNaN(value) ? category : value + 0;
}

/** FNV-1a of seed and name, then the finaliser of MurmurHash3; below 2^32. */
export function numberOfGroup(name: GroupName, seed: number): number {
  let hash = hashed(0x811c9dc5, bytesOfInteger(seed));
  hash = hashed(hash, typeof name === 'number' ? bytesOfNumber(name) : bytesOfText(name ?? ''));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function hashed(start: number, bytes: Iterable<number>): number {
  let hash = start;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

const bytesOfInteger = (value: number): Uint8Array =>
  Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);

/** Bytes of a number as little-endian float64. */
function bytesOfNumber(value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value, true);
  return new Uint8Array(bytes.buffer);
}

/** Bytes of a text as little-endian UTF-16. */
function bytesOfText(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    bytes[2 * place] = unit & 255;
    bytes[2 * place + 1] = unit >>> 8;
  }
  return bytes;
}
