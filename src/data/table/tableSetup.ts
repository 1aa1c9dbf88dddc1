/** Set-up of a file: roles of columns, targets and held-out rows, as plain data without cells, for forms and links. */

import { fieldsOf, type ValuesOf } from '../../core/schema/field.ts';
import { tableLimits } from '../../core/schema/limits.ts';
import { sizesField } from '../../core/schema/listFields.ts';
import { integerField, numberField, toDecimals } from '../../core/schema/numberFields.ts';
import { booleanField, choiceField, textField } from '../../core/schema/plainFields.ts';
import { printableOf } from '../../core/schema/shownValue.ts';
import { text } from '../../text/text.ts';
import type { Column, Table } from './table.ts';

const { fields: words, choices } = text.tableSetup;

const ofShare = {
  defaultValue: 0.2,
  min: 0.01,
  max: 0.45,
  step: 0.05,
  precision: toDecimals(3),
};

export const tableFields = fieldsOf(words, {
  fileName: textField({ linkKey: 'file', defaultValue: 'data.csv', maxLength: tableLimits.fileNameLength }),
  /** See `Table`; `any` accepts every file with these columns. */
  hash: textField({ linkKey: 'hash', defaultValue: 'any', maxLength: 64 }),
  characters: choiceField({ linkKey: 'chars', defaultValue: 'unicode', choices: choices.characters }),
  delimiter: choiceField({ linkKey: 'sep', defaultValue: 'comma', choices: choices.delimiter }),
  hasHeader: booleanField({ linkKey: 'head', defaultValue: true }),
  // The default is the old limit, for links made before there was a choice.
  maxRows: integerField({
    linkKey: 'most',
    defaultValue: tableLimits.usualRows,
    min: tableLimits.minRows,
    max: tableLimits.rows,
  }),
  /** Ignored with a split column. */
  dealBy: choiceField({ linkKey: 'by', defaultValue: 'random', choices: choices.dealBy }),
  /** Time of a row; empty: the first column of dates. */
  timeColumn: textField({ linkKey: 'when', defaultValue: '', maxLength: tableLimits.nameLength }),
  /** Equal cells belong together, however rows are dealt; empty: none. */
  group: textField({ linkKey: 'group', defaultValue: '', maxLength: tableLimits.nameLength }),
  splitSeed: integerField({ linkKey: 'deal', defaultValue: 1, min: 0, max: 999_999 }),
  /** Every repetition deals rows anew. */
  resplits: booleanField({ linkKey: 'resplit', defaultValue: false }),
  /** Features of `priorId` and `prior`, the last of a row. Known once the file was read. */
  numPriors: integerField({ linkKey: 'priors', defaultValue: 0, min: 0, max: tableLimits.features }),
  /** Length of an id's vector. */
  embeddingDim: integerField({ linkKey: 'embed', defaultValue: 16, min: 1, max: tableLimits.embeddingDim }),
  /** Ids with fewer training rows share one vector with unseen ids. */
  minIdRows: integerField({ linkKey: 'idrows', defaultValue: 3, min: 1, max: 1000 }),
  /** Vectors per id column, in order. Known once the file was read. */
  numVectors: sizesField({
    linkKey: 'vectors',
    defaultValue: [],
    max: tableLimits.idValues,
    maxLength: tableLimits.ids,
  }),
  /** Ignored for parts that a column names. */
  validationShare: numberField({ ...ofShare, linkKey: 'valshare' }),
  testShare: numberField({ ...ofShare, linkKey: 'testshare' }),
});

/** Letters in links. */
export const columnRoles = {
  /** Standardised. */
  number: 'n',
  categories: 'c',
  date: 'd',
  /** Each id has a learned vector. */
  id: 'e',
  /** Who or where: numbers or categories, by what the column holds; features come last. */
  prior: 'p',
  /** Prior ids: their vectors come last. */
  priorId: 'q',
  target: 't',
  /** Rows with 0 carry no label. */
  mask: 'm',
  weight: 'w',
  split: 's',
  ignored: 'i',
} as const;

export type ColumnRole = keyof typeof columnRoles;

export interface ColumnSetup {
  /** Chosen freely for a file without names. */
  readonly name: string;
  readonly role: ColumnRole;
}

export type PositiveRule =
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'above'; readonly threshold: number };

export interface TargetSetup {
  readonly column: string;
  /** Null: the number itself, of a regression task. */
  readonly positive: PositiveRule | null;
  /** Column that says which rows carry a label; null: all whose target is not blank. */
  readonly mask: string | null;
}

export interface TableSetup extends ValuesOf<typeof tableFields> {
  readonly columns: readonly ColumnSetup[];
  /** One per task; null while it has no column. */
  readonly targets: readonly (TargetSetup | null)[];
}

/** Printable part, cut to fit into a link; may be empty. */
export const columnName = (given: string): string =>
  [...printableOf(given.slice(0, 4 * tableLimits.nameLength)).trim()]
    .slice(0, tableLimits.nameLength)
    .join('')
    .trim();

type NamedColumns = Pick<TableSetup, 'columns' | 'hasHeader'>;

/** Found by name, or by place in a file without names. */
export function columnIn(
  table: Table,
  { columns, hasHeader }: NamedColumns,
  name: string | null | undefined,
): Column | undefined {
  if (hasHeader) return table.columns.find((column) => column.name === name);
  return table.columns[columns.findIndex((column) => column.name === name)];
}

export const columnsWith = ({ columns }: Pick<TableSetup, 'columns'>, role: ColumnRole): readonly string[] =>
  columns.filter((column) => column.role === role).map(({ name }) => name);

export const isId = (role: ColumnRole): boolean => role === 'id' || role === 'priorId';

/** Row order: prior ids last. */
export const idColumnsOf = (setup: Pick<TableSetup, 'columns'>): readonly string[] => [
  ...columnsWith(setup, 'id'),
  ...columnsWith(setup, 'priorId'),
];

// A split column overrides `dealBy`.
export const dealingOf = (setup: TableSetup): TableSetup['dealBy'] | 'column' =>
  columnsWith(setup, 'split').length > 0 ? 'column' : setup.dealBy;

export const timeColumnOf = (setup: TableSetup): string | null =>
  setup.timeColumn || (columnsWith(setup, 'date')[0] ?? null);

const inputRoles: readonly ColumnRole[] = ['number', 'categories', 'date', 'id', 'priorId', 'prior'];

export const isInput = (role: ColumnRole): boolean => inputRoles.includes(role);
