/** Guesses what the columns of a file are for and what tasks predict, so that there is something to correct. */
import { tableLimits } from '../../core/schema/limits.ts';
import { readFields } from '../../core/schema/readFields.ts';
import { isOfNumbers } from './numbers.ts';
import { partNamed } from './split.ts';
import { type ColumnSummary, summariesOf } from './summary.ts';
import type { Table } from './table.ts';
import {
  type ColumnRole,
  type ColumnSetup,
  type PositiveRule,
  type TableSetup,
  type TargetSetup,
  tableFields,
} from './tableSetup.ts';

/** A column of a set-up with what the file holds in it. */
export interface SummarisedColumn extends ColumnSetup {
  /** Null: the file has no such column. */
  readonly summary: ColumnSummary | null;
}

/** Names that targets often have. */
const TARGET_NAME = /^(y\d*|target|label|class|outcome|click|clicked|conversion|churn|survived|default)$/i;

/** A column with few numbers and a word or two is one of kinds. */
const NUM_KINDS = 20;

/** Names of columns that name users, items and the like, be it by numbers. */
const ID_NAME = /(?:^|[_ .-])id$|[a-z]I[dD]$/;

/** Different texts per row, from which on a column names its rows rather than kinds of them. */
const SHARE_OF_NAMES = 0.5;
/** The same of a column that is called an id. */
const SHARE_OF_IDS = 0.9;

/**
 * A set-up for the file: a task for each column of `targetNames` that is there; without names one task at most, of a column called
 * like a target, or else of the last that could be one.
 */
export function guessSetup(
  table: Table,
  summaries = summariesOf(table),
  targetNames: readonly string[] = [],
): TableSetup {
  const columns = summaries.map((summary) => ({ name: summary.name, role: roleOf(summary), summary }));
  const candidates = columns.filter(mayBeTarget);
  const guessed = candidates.find(({ name }) => TARGET_NAME.test(name)) ?? candidates.at(-1);
  const named = targetNames.flatMap((wanted) => columns.find(({ name }) => name === wanted) ?? []);
  const targets = targetNames.length > 0 ? named : [guessed];
  return {
    ...readFields(tableFields, {
      ...table.form,
      ...heldOutShares(table),
      fileName: table.fileName,
      hash: table.hash,
    }),
    columns: columns.map((column) => ({
      name: column.name,
      role: targets.includes(column) ? 'target' : column.role,
    })),
    targets: targets.map((target) => (target === undefined ? null : targetOf(target))),
  };
}

/** Shares of the rows of a large file that are held out: every evaluation goes through all of them. */
function heldOutShares({ numRows }: Table): Partial<Pick<TableSetup, 'validationShare' | 'testShare'>> {
  if (numRows <= tableLimits.usualRows) return {};
  const share = tableLimits.heldOutRows / numRows;
  return { validationShare: share, testShare: share };
}

/** Numbers that never change say nothing, and those that count the rows no more. */
function roleOf({
  name,
  kind,
  numDifferent,
  numBlank,
  numRows,
  frequent,
  countsRows,
  holdsDates,
  ...counts
}: ColumnSummary): ColumnRole {
  if (holdsDates && numDifferent > 1) return 'date';
  const isCalledId = ID_NAME.test(name) && !countsRows;
  const namesRows = numDifferent > (isCalledId ? SHARE_OF_IDS : SHARE_OF_NAMES) * numRows;
  if (isCalledId && numDifferent > NUM_KINDS && !namesRows) return 'id';
  if (kind === 'text' && numDifferent > NUM_KINDS && isOfNumbers(counts)) return 'number';
  if (kind === 'number') return numDifferent < 2 || countsRows ? 'ignored' : 'number';
  if (numDifferent < 2 && numBlank === 0) return 'ignored';
  const namesParts = frequent.length === numDifferent && frequent.every(({ cell }) => partNamed(cell));
  if (numDifferent > 1 && namesParts) return 'split';
  if (numDifferent === 0) return 'ignored';
  if (numDifferent <= tableLimits.categoriesEncoded) return 'categories';
  return namesRows ? 'ignored' : 'id';
}

/** True of columns of which it is plain what a task would predict. */
const mayBeTarget = ({ role, summary }: SummarisedColumn): boolean =>
  role !== 'ignored' &&
  role !== 'split' &&
  role !== 'date' &&
  summary !== null &&
  (summary.kind === 'number' || summary.numDifferent === 2);

/** The target that a column makes. Numbers are read as they are, unless there are but two of them. */
export function targetOf({ name, summary }: SummarisedColumn): TargetSetup {
  const isNumber = summary?.kind === 'number' && summary.numDifferent !== 2;
  return { column: name, positive: isNumber ? null : valuesRule(summary), mask: null };
}

/** The target of one more task: the last column that could be one and is none; null: there is none. */
export function nextTarget(
  columns: readonly SummarisedColumn[],
  targets: readonly (TargetSetup | null)[],
): TargetSetup | null {
  const isFree = ({ name }: SummarisedColumn) => targets.every((target) => target?.column !== name);
  const found = columns.findLast((column) => mayBeTarget(column) && isFree(column));
  return found === undefined ? null : targetOf(found);
}

const YES_WORDS: readonly string[] = ['1', 'yes', 'true', 'y', 't', 'positive'];

/** The least share of rows: a rarer value might be in no row of some part of a split. */
const LEAST_SHARE_OF_YES = 0.05;

/** The value that says yes; else the rarest of two, and of more the rarest of those that are not too rare. */
export function valuesRule(summary: ColumnSummary | null): PositiveRule {
  const cells = summary?.frequent ?? [];
  const numListed = cells.reduce((sum, { count }) => sum + count, 0);
  const isUsual = ({ count }: { readonly count: number }) => count >= LEAST_SHARE_OF_YES * numListed;
  const rarest = cells.length > 2 ? (cells.findLast(isUsual) ?? cells[0]) : cells.at(-1);
  const yes = cells.find(({ cell }) => YES_WORDS.includes(cell.toLowerCase())) ?? rarest;
  return { kind: 'values', values: yes === undefined ? [] : [yes.cell] };
}

/** Yes above the number that half of the cells do not reach, so that there are as many of both as may be. */
export function aboveRule(summary: ColumnSummary | null): PositiveRule {
  const { median, max } = summary?.range ?? { median: 0, max: 0 };
  const rounded = Number(median.toPrecision(3));
  return { kind: 'above', threshold: rounded < max ? rounded : median };
}
