/**
 * Set-up of a file in an experiment: which columns are what, and which rows are held out. Plain data without a cell of the
 * file, so that links can carry it. Its fields make the form, the link and the validation, as those of `experiment/` do.
 */

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

/** Settings of the file as a whole. */
export const tableFields = fieldsOf(words, {
  /** Name that the visitor's machine has for it. */
  fileName: textField({ linkKey: 'file', defaultValue: 'data.csv', maxLength: tableLimits.fileNameLength }),
  /** Hash, see `Table`; `any`: whatever file has these columns. */
  hash: textField({ linkKey: 'hash', defaultValue: 'any', maxLength: 64 }),
  characters: choiceField({ linkKey: 'chars', defaultValue: 'unicode', choices: choices.characters }),
  delimiter: choiceField({ linkKey: 'sep', defaultValue: 'comma', choices: choices.delimiter }),
  hasHeader: booleanField({ linkKey: 'head', defaultValue: true }),
  /** Rows that are used at most. Links that do not say so were made when no more could be. */
  maxRows: integerField({
    linkKey: 'most',
    defaultValue: tableLimits.usualRows,
    min: tableLimits.minRows,
    max: tableLimits.rows,
  }),
  /** The thing that decides the part of a row, where no column has the role `split`. */
  dealBy: choiceField({ linkKey: 'by', defaultValue: 'random', choices: choices.dealBy }),
  /** Name of the column that says when a row happened; empty: the first one of dates. */
  timeColumn: textField({ linkKey: 'when', defaultValue: '', maxLength: tableLimits.nameLength }),
  /** Name of the column whose cells say which rows belong together, whatever rows are dealt by; empty: none does. */
  group: textField({ linkKey: 'group', defaultValue: '', maxLength: tableLimits.nameLength }),
  /** Seed of the order in which rows are dealt to the parts of the split. */
  splitSeed: integerField({ linkKey: 'deal', defaultValue: 1, min: 0, max: 999_999 }),
  /** Every repetition deals the rows in a way of its own. */
  resplits: booleanField({ linkKey: 'resplit', defaultValue: false }),
  /** Features of a row that come from columns of the roles `priorId` and `prior`: the last ones. Known once the file was read. */
  numPriors: integerField({ linkKey: 'priors', defaultValue: 0, min: 0, max: tableLimits.features }),
  /** Length of the vector that is learned for each value of a column of ids. */
  embeddingDim: integerField({ linkKey: 'embed', defaultValue: 16, min: 1, max: tableLimits.embeddingDim }),
  /** Values of ids that fewer training rows have share one vector, with those that no training row has. */
  minIdRows: integerField({ linkKey: 'idrows', defaultValue: 3, min: 1, max: 1000 }),
  /** Vectors of each column of ids, in the order of the columns. Known once the file was read. */
  numVectors: sizesField({
    linkKey: 'vectors',
    defaultValue: [],
    max: tableLimits.idValues,
    maxLength: tableLimits.ids,
  }),
  /** Shares of the rows; of no account to parts that a column names. */
  validationShare: numberField({ ...ofShare, linkKey: 'valshare' }),
  testShare: numberField({ ...ofShare, linkKey: 'testshare' }),
});

/** Roles of columns, with their letters in links; `inputRoles` are inputs of the networks. */
export const columnRoles = {
  /** A number, standardised by the training rows. */
  number: 'n',
  /** Texts or numbers that stand for kinds of things: a feature per category. */
  categories: 'c',
  /** A moment, of which its year, month, day, weekday, hour and distance are features. */
  date: 'd',
  /** Names of users, items and the like: a vector is learned for each, the same in all rows that have it. */
  id: 'e',
  /** Who or where a row is of: a number or kinds of things, by what the column holds, whose features come last. */
  prior: 'p',
  /** The same, of ids: their vectors come after those of other ids, and are prior. */
  priorId: 'q',
  /** The target of a task, or of several. */
  target: 't',
  /** Not 0 in the rows that carry the label of a task. */
  mask: 'm',
  /** How much a row counts in training, whatever the task. */
  weight: 'w',
  /** Names the part of the split that a row belongs to. */
  split: 's',
  ignored: 'i',
} as const;

export type ColumnRole = keyof typeof columnRoles;

export interface ColumnSetup {
  /** Name as in `Table`; of a file without names, whatever the visitor or a recipe calls it. */
  readonly name: string;
  readonly role: ColumnRole;
}

/** Which cells of a target count as yes. */
export type PositiveRule =
  | { readonly kind: 'values'; readonly values: readonly string[] }
  /** Numbers greater than this one. */
  | { readonly kind: 'above'; readonly threshold: number };

/** The target of one task. */
export interface TargetSetup {
  readonly column: string;
  /** Null: the number itself, of a regression task and no other. */
  readonly positive: PositiveRule | null;
  /** The column that says which rows carry a label; null: all whose target is not blank. */
  readonly mask: string | null;
}

/** All that an experiment knows of a file. */
export interface TableSetup extends ValuesOf<typeof tableFields> {
  /** All columns of the file, in its order. */
  readonly columns: readonly ColumnSetup[];
  /** One per task; null: that task has no column yet. */
  readonly targets: readonly (TargetSetup | null)[];
}

/** The part of a name that can be shown and carried by a link; empty: nothing is left. */
export const columnName = (given: string): string =>
  [...printableOf(given.slice(0, 4 * tableLimits.nameLength)).trim()]
    .slice(0, tableLimits.nameLength)
    .join('')
    .trim();

type NamedColumns = Pick<TableSetup, 'columns' | 'hasHeader'>;

/** The column that `setup` calls `name`, if anything: by its name in the file, or by its place where the file has no names. */
export function columnIn(
  table: Table,
  { columns, hasHeader }: NamedColumns,
  name: string | null | undefined,
): Column | undefined {
  if (hasHeader) return table.columns.find((column) => column.name === name);
  return table.columns[columns.findIndex((column) => column.name === name)];
}

/** The names of the columns with that role. */
export const columnsWith = ({ columns }: Pick<TableSetup, 'columns'>, role: ColumnRole): readonly string[] =>
  columns.filter((column) => column.role === role).map(({ name }) => name);

/** True of the role of a column of ids. */
export const isId = (role: ColumnRole): boolean => role === 'id' || role === 'priorId';

/** The names of the columns of ids, in the order in which a row has them: those of the prior come last. */
export const idColumnsOf = (setup: Pick<TableSetup, 'columns'>): readonly string[] => [
  ...columnsWith(setup, 'id'),
  ...columnsWith(setup, 'priorId'),
];

/** A column that names the parts speaks louder than all else. */
export const dealingOf = (setup: TableSetup): TableSetup['dealBy'] | 'column' =>
  columnsWith(setup, 'split').length > 0 ? 'column' : setup.dealBy;

/** The name of the column that says when rows happened: the one that is named, else the first one of dates. Null: there is none. */
export const timeColumnOf = (setup: TableSetup): string | null =>
  setup.timeColumn || (columnsWith(setup, 'date')[0] ?? null);

/** Roles of columns that are inputs of the networks. */
const inputRoles: readonly ColumnRole[] = ['number', 'categories', 'date', 'id', 'priorId', 'prior'];

/** True of the role of a column that is an input of the networks. */
export const isInput = (role: ColumnRole): boolean => inputRoles.includes(role);
