/** Splits a file's rows into training, validation and test: at random, by column, time or group. */
import { compareCodeUnits } from '../../core/lists.ts';
import { createStream } from '../../core/random.ts';
import { type DateForm, datesOfColumn } from './dates.ts';
import { exactNumberInCell } from './numbers.ts';
import {
  chooseHeldOutGroups,
  type HeldOutSizes,
  type PartName,
  recordByPart,
  type TableSplit,
} from './parts.ts';
import { BLANK_CODE, type Column, categoriesOf, type Table } from './table.ts';
import { columnOfName, columnWithRole, splitMethodOf, type TableSetup, timeColumnOf } from './tableSetup.ts';

export const MIN_ROWS_OF_PART = 10;

// Cells that name a part, in lower case.
const PART_SPELLINGS: Readonly<Record<string, PartName>> = {
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

export const partOfName = (cell: string): PartName | undefined =>
  Object.hasOwn(PART_SPELLINGS, cell.toLowerCase()) ? PART_SPELLINGS[cell.toLowerCase()] : undefined;

export const spellingsOfPart = (part: PartName): readonly string[] =>
  Object.keys(PART_SPELLINGS).filter((name) => PART_SPELLINGS[name] === part);

/** Drawn from the split's seed. Omits rows that a split column does not name; takes parts that no row names from the training rows. */
export function tableSplitOf(table: Table, setup: TableSetup): TableSplit {
  const order = createStream(setup.splitSeed, 'table', 'split', 0).permutation(table.numRows);
  const partOf = assignedParts(table, setup);
  if (partOf === null) return randomSplit(order, setup, { validation: true, test: true });
  const named = recordByPart((part) => order.filter((row) => partOf(row) === part));
  if (splitMethodOf(setup) !== 'column') return named;
  const isMissing = recordByPart((part) => part === 'train' || named[part].length === 0);
  const parts = randomSplit(named.train, setup, isMissing);
  return recordByPart((part) => (isMissing[part] ? parts[part] : named[part]));
}

type PartOfRow = (row: number) => PartName | undefined;

function assignedParts(table: Table, setup: TableSetup): PartOfRow | null {
  const dealing = splitMethodOf(setup);
  switch (dealing) {
    case 'column':
      return partsByColumn(table, setup);
    case 'time':
      return partsByTime(table, setup);
    case 'group':
      return partsByGroup(table, setup);
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
export function timeCutsOf(table: Table, setup: TableSetup): TimeCuts | null {
  const name = splitMethodOf(setup) === 'time' ? timeColumnOf(setup) : null;
  const column = columnOfName(table, setup, name);
  if (name === null || column === undefined) return null;
  const { form, times } = datesOfColumn(column);
  const sorted = times.filter((time) => !Number.isNaN(time)).sort();
  if (sorted.length === 0) return null;
  const firstOfTest = timeBorderNear(sorted, numRowsOfShare(setup.testShare, sorted.length));
  const before = sorted.subarray(0, firstOfTest);
  const firstOfValidation = timeBorderNear(before, numRowsOfShare(setup.validationShare, sorted.length));
  const [first = 0] = sorted;
  const testFrom = sorted[firstOfTest] ?? first;
  return { column: name, form, validationFrom: before[firstOfValidation] ?? testFrom, testFrom };
}

function timeBorderNear(sorted: Float64Array, wanted: number): number {
  const place = Math.max(0, sorted.length - wanted);
  const time = sorted[place] ?? 0;
  const [before, after] = [sorted.indexOf(time), sorted.lastIndexOf(time) + 1];
  const isNearer = place - before <= after - place && before > 0;
  return isNearer || sorted.length - after < MIN_ROWS_OF_PART ? before : after;
}

function partsByTime(table: Table, setup: TableSetup): PartOfRow | null {
  const cuts = timeCutsOf(table, setup);
  const column = columnOfName(table, setup, cuts?.column);
  if (cuts === null || column === undefined) return null;
  const { times } = datesOfColumn(column);
  return (row) => {
    const time = times[row] ?? Number.NaN;
    if (time >= cuts.testFrom) return 'test';
    if (time >= cuts.validationFrom) return 'validation';
    return Number.isNaN(time) ? undefined : 'train';
  };
}

export function groupSplitOf(table: Table, setup: TableSetup): GroupSplit | null {
  const column = splitMethodOf(setup) === 'group' ? columnOfName(table, setup, setup.group) : undefined;
  if (column === undefined) return null;
  const { numRows } = table;
  return splitGroups(column, setup.splitSeed, {
    validation: numRowsOfShare(setup.validationShare, numRows),
    test: numRowsOfShare(setup.testShare, numRows),
  });
}

function partsByGroup(table: Table, setup: TableSetup): PartOfRow | null {
  const deal = groupSplitOf(table, setup);
  const column = columnOfName(table, setup, setup.group);
  if (deal === null || column === undefined) return null;
  const { codes } = categoriesOf(column);
  return (row) => deal.partOf(codes[row] ?? BLANK_CODE);
}

function partsByColumn(table: Table, setup: TableSetup): PartOfRow | null {
  const column = columnWithRole(table, setup, 'split');
  if (column === undefined) return null;
  const { categories, codes } = categoriesOf(column);
  const parts = categories.map(partOfName);
  return (row) => parts[codes[row] ?? -1];
}

const numRowsOfShare = (share: number, numRows: number): number =>
  Math.max(MIN_ROWS_OF_PART, Math.round(share * numRows));

function randomSplit(
  rows: Int32Array,
  { validationShare, testShare }: TableSetup,
  wanted: { readonly validation: boolean; readonly test: boolean },
): TableSplit {
  const numTest = wanted.test ? numRowsOfShare(testShare, rows.length) : 0;
  const numHeldOut = numTest + (wanted.validation ? numRowsOfShare(validationShare, rows.length) : 0);
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

interface HashedGroup {
  readonly name: GroupName;
  readonly code: number;
  readonly number: number;
  readonly numRows: number;
}

type GroupSplit = ReturnType<typeof splitGroups>;

function splitGroups(column: Column, seed: number, wanted: HeldOutSizes) {
  const groups = hashedGroupsOf(column, seed);
  const { test, validation, partOf } = chooseHeldOutGroups(groups, wanted);
  const testBelow = hashAfterGroups(test);
  const validationBelow = Math.max(testBelow, hashAfterGroups(validation));
  const below = (limit: number) => groups.filter((group) => group.number < limit && !test.has(group));
  const isValidation = (group: HashedGroup) => validation.has(group);
  return {
    cuts: {
      testBelow,
      validationBelow,
      trainGroups: below(validationBelow)
        .filter((group) => !isValidation(group))
        .map(nameOfGroup),
      validationGroups: below(testBelow).filter(isValidation).map(nameOfGroup),
    } satisfies GroupCuts,
    partOf,
  };
}

const nameOfGroup = ({ name }: HashedGroup): GroupName => name;

const hashAfterGroups = (groups: ReadonlySet<HashedGroup>): number =>
  [...groups].reduce((after, { number }) => Math.max(after, number + 1), 0);

function hashedGroupsOf(column: Column, seed: number): readonly HashedGroup[] {
  const { categories, codes } = categoriesOf(column);
  const counts = new Map<number, number>();
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? BLANK_CODE;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts]
    .map(([code, numRows]) => {
      const name = groupName(categories[code]);
      return { name, code, number: hashOfGroup(name, seed), numRows };
    })
    .sort((a, b) => a.number - b.number || compareCodeUnits(String(a.name), String(b.name)));
}

function groupName(category: string | undefined): GroupName {
  if (category === undefined) return null;
  const value = exactNumberInCell(category);
  return Number.isNaN(value) ? category : value + 0;
}

/** FNV-1a of seed and name, then the finaliser of MurmurHash3; below 2^32. */
export function hashOfGroup(name: GroupName, seed: number): number {
  let hash = fnvHash(0x811c9dc5, bytesOfInteger(seed));
  hash = fnvHash(hash, typeof name === 'number' ? bytesOfNumber(name) : bytesOfText(name ?? ''));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function fnvHash(start: number, bytes: Iterable<number>): number {
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
