/** Guesses roles of columns and targets of tasks, for the user to correct. */
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

export interface SummarisedColumn extends ColumnSetup {
  /** Null if the file has no such column. */
  readonly summary: ColumnSummary | null;
}

const TARGET_NAME = /^(y\d*|target|label|class|outcome|click|clicked|conversion|churn|survived|default)$/i;

// A column with more different numbers than this stays numeric although it contains a few texts.
const NUM_KINDS = 20;

const ID_NAME = /(?:^|[_ .-])id$|[a-z]I[dD]$/;

// A column with more different texts per row names rows rather than kinds of rows.
const SHARE_OF_NAMES = 0.5;
// The same limit for columns called an id.
const SHARE_OF_IDS = 0.9;

/**
 * One task per existing column of `targetNames`; without names, at most one: of a column called
 * like a target, else of the last candidate.
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

// Large files hold out fewer rows, since every evaluation goes through all of them.
function heldOutShares({ numRows }: Table): Partial<Pick<TableSetup, 'validationShare' | 'testShare'>> {
  if (numRows <= tableLimits.usualRows) return {};
  const share = tableLimits.heldOutRows / numRows;
  return { validationShare: share, testShare: share };
}

// Constant numbers and row counters say nothing.
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

const mayBeTarget = ({ role, summary }: SummarisedColumn): boolean =>
  role !== 'ignored' &&
  role !== 'split' &&
  role !== 'date' &&
  summary !== null &&
  (summary.kind === 'number' || summary.numDifferent === 2);

/** Two different numbers make a binary task. */
export function targetOf({ name, summary }: SummarisedColumn): TargetSetup {
  const isNumber = summary?.kind === 'number' && summary.numDifferent !== 2;
  return { column: name, positive: isNumber ? null : valuesRule(summary), mask: null };
}

export function nextTarget(
  columns: readonly SummarisedColumn[],
  targets: readonly (TargetSetup | null)[],
): TargetSetup | null {
  const isFree = ({ name }: SummarisedColumn) => targets.every((target) => target?.column !== name);
  const found = columns.findLast((column) => mayBeTarget(column) && isFree(column));
  return found === undefined ? null : targetOf(found);
}

const YES_WORDS: readonly string[] = ['1', 'yes', 'true', 'y', 't', 'positive'];

// A rarer value might be missing from a part of the split.
const LEAST_SHARE_OF_YES = 0.05;

/** Prefers a word for yes, then the rarest value that is frequent enough; of two values, the rarer. */
export function valuesRule(summary: ColumnSummary | null): PositiveRule {
  const cells = summary?.frequent ?? [];
  const numListed = cells.reduce((sum, { count }) => sum + count, 0);
  const isUsual = ({ count }: { readonly count: number }) => count >= LEAST_SHARE_OF_YES * numListed;
  const rarest = cells.length > 2 ? (cells.findLast(isUsual) ?? cells[0]) : cells.at(-1);
  const yes = cells.find(({ cell }) => YES_WORDS.includes(cell.toLowerCase())) ?? rarest;
  return { kind: 'values', values: yes === undefined ? [] : [yes.cell] };
}

/** Yes above the median balances the classes. */
export function aboveRule(summary: ColumnSummary | null): PositiveRule {
  const { median, max } = summary?.range ?? { median: 0, max: 0 };
  const rounded = Number(median.toPrecision(3));
  return { kind: 'above', threshold: rounded < max ? rounded : median };
}
