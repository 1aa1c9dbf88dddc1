/**
 * What an experiment says about a file: which columns are what, and which rows are held out. Plain data without a cell of the
 * file, so that links can carry it. Its fields make the form, the link and the validation, as those of `experiment/` do.
 */

import type { ValuesOf } from '../schema/field.ts';
import { tableLimits } from '../schema/limits.ts';
import { integerField, numberField, toDecimals } from '../schema/numberFields.ts';
import { booleanField, choiceField, textField } from '../schema/plainFields.ts';
import { text } from '../text/text.ts';

const { fields: words, choices } = text.tableSetup;

const shareField = (spec: { readonly label: string; readonly help: string; readonly unit: string }) => ({
  ...spec,
  defaultValue: 0.2,
  min: 0.01,
  max: 0.45,
  step: 0.05,
  precision: toDecimals(3),
});

/** What is said of the file as a whole. */
export const tableFields = {
  /** As the visitor's machine calls it. */
  fileName: textField({
    ...words.fileName,
    linkKey: 'file',
    defaultValue: 'data.csv',
    maxLength: tableLimits.fileNameLength,
  }),
  /** As of `Table`; `any`: whatever file has these columns. */
  hash: textField({ ...words.hash, linkKey: 'hash', defaultValue: 'any', maxLength: 64 }),
  delimiter: choiceField({
    ...words.delimiter,
    linkKey: 'sep',
    defaultValue: 'comma',
    choices: choices.delimiter,
  }),
  hasHeader: booleanField({ ...words.hasHeader, linkKey: 'head', defaultValue: true }),
  /** Of the order in which rows are dealt to the parts of the split. */
  splitSeed: integerField({ ...words.splitSeed, linkKey: 'deal', defaultValue: 1, min: 0, max: 999_999 }),
  /** Every repetition deals the rows in a way of its own. */
  resplits: booleanField({ ...words.resplits, linkKey: 'resplit', defaultValue: false }),
  /** Shares of the rows; of no account to parts that a column names. */
  validationShare: numberField({ ...shareField(words.validationShare), linkKey: 'valshare' }),
  testShare: numberField({ ...shareField(words.testShare), linkKey: 'testshare' }),
};

/** What a column may be for, with the letter of it in links. Only the first two are inputs of the networks. */
export const columnRoles = {
  /** A number, standardised by the training rows. */
  number: 'n',
  /** Texts or numbers that stand for kinds of things: a feature per category. */
  categories: 'c',
  /** What a task predicts, or several tasks. */
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
  /** As of `Table`; of a file without names, whatever the visitor or a recipe calls it. */
  readonly name: string;
  readonly role: ColumnRole;
}

/** Which cells of a target count as yes. */
export type PositiveRule =
  | { readonly kind: 'values'; readonly values: readonly string[] }
  /** Numbers greater than this one. */
  | { readonly kind: 'above'; readonly threshold: number };

/** What one task predicts. */
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
