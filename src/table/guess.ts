/** Guesses what the columns of a file are for, so that there is something to correct. */

import { tableLimits } from '../schema/limits.ts';
import { readFields } from '../schema/readFields.ts';
import { partNamed } from './split.ts';
import { BLANK, type Categories, type Column, categoriesOf, type Table } from './table.ts';
import {
  type ColumnRole,
  type PositiveRule,
  type TableSetup,
  type TargetSetup,
  tableFields,
} from './tableSetup.ts';

/** Names that targets often have. */
const TARGET_NAME = /^(y\d*|target|label|class|outcome|click|clicked|conversion|churn|survived|default)$/i;

/** From so many different texts per row on a column names its rows rather than kinds of them. */
const SHARE_OF_NAMES = 0.5;

/** A set-up for the file: one task at most, of a column called like a target, or else of the last that could be one. */
export function guessSetup(table: Table): TableSetup {
  const roles = table.columns.map(roleOf);
  const target = targetOf(table.columns, roles);
  const columns = table.columns.map(({ name }, index) => ({
    name,
    role: name === target?.column ? ('target' as const) : (roles[index] ?? 'ignored'),
  }));
  return {
    ...readFields(tableFields, { ...table.form, fileName: table.fileName, hash: table.hash }),
    columns,
    targets: [target],
  };
}

function roleOf(column: Column): ColumnRole {
  if (column.kind === 'number') return numberRole(column.values);
  const told = categoriesOf(column);
  const numTexts = told.categories.length;
  if (numTexts < 2 && !column.codes.includes(BLANK)) return 'ignored';
  if (numTexts > 1 && told.categories.every((cell) => partNamed(cell))) return 'split';
  const isOfNames = numTexts > tableLimits.categoriesEncoded && numTexts > SHARE_OF_NAMES * told.codes.length;
  return numTexts === 0 || isOfNames ? 'ignored' : 'categories';
}

/** Numbers that never change say nothing, and those that count the rows no more. */
function numberRole(values: Float64Array): ColumnRole {
  const [first = Number.NaN] = values;
  const isConstant = values.every((value) => value === first || Number.isNaN(value));
  const countsRows = values.every((value, row) => value === first + row);
  return isConstant || countsRows ? 'ignored' : 'number';
}

function targetOf(columns: readonly Column[], roles: readonly ColumnRole[]): TargetSetup | null {
  const candidates = columns.flatMap((column, index) => {
    const target = roles[index] === 'ignored' || roles[index] === 'split' ? null : ofColumn(column);
    return target === null ? [] : [target];
  });
  return candidates.find(({ column }) => TARGET_NAME.test(column)) ?? candidates.at(-1) ?? null;
}

/** What a task would predict of the column; null: nothing that is plain. */
function ofColumn(column: Column): TargetSetup | null {
  const told = categoriesOf(column);
  if (told.categories.length === 2) return { column: column.name, positive: positivesOf(told), mask: null };
  return column.kind === 'number' ? { column: column.name, positive: null, mask: null } : null;
}

const YES_WORDS: readonly string[] = ['1', 'yes', 'true', 'y', 't', 'positive'];

/** Of two: the one that says yes, else the rarer one. */
function positivesOf({ categories, codes }: Categories): PositiveRule {
  const yes = categories.find((cell) => YES_WORDS.includes(cell.toLowerCase()));
  const numSecond = Array.from(codes).filter((code) => code === 1).length;
  const rarer = categories[2 * numSecond <= codes.length ? 1 : 0] ?? '';
  return { kind: 'values', values: [yes ?? rarer] };
}
