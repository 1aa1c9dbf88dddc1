/** What a kind of column says of itself: how it is guessed, encoded, compared, described, made up and exported. */
import type { RandomStream } from '../../../core/random.ts';
import type { TableSplit } from '../parts.ts';
import type { Column } from '../table.ts';
import type { ColumnRole, TableSetup } from '../tableSetup.ts';

export interface ColumnFacts {
  readonly name: string;
  readonly numRows: number;
  readonly numBlank: number;
  readonly numDifferent: number;
  /** Most frequent first; cut short if there are many. */
  readonly frequent: readonly { readonly cell: string; readonly count: number }[];
}

/** The strongest reason wins; of equal ones, the first in the registry. */
export const kindReasons = { cells: 4, name: 3, storage: 2, leftOver: 1, none: 0 } as const;

type KindReason = (typeof kindReasons)[keyof typeof kindReasons];

// With more different values, a column says how much rather than which.
export const MAX_CATEGORY_VALUES = 20;

/** Part of a row's inputs; its encoding, from training rows, applies to any file with such a column. */
export interface EncodedPart {
  readonly kind: string;
  readonly name: string;
}

interface NamedColumn {
  readonly name: string;
  readonly column: Column;
}

interface ColumnInFile extends NamedColumn {
  readonly role: ColumnRole;
  readonly setup: TableSetup;
}

/** `place` counts from the first of the part's stored numbers. Places that are not set are 0. */
export type WriteInput = (row: number, place: number, value: number) => void;

/** `isPlain`: within the range of training rows, for checks of a network. */
export type DrawCell = (stream: RandomStream, isPlain: boolean) => string;

export type NumberRange = readonly [number, number];

interface ExportedKindCall {
  readonly call: string;
  readonly given: readonly (readonly [key: string | null, value: ExportedValue])[];
}

type ExportedValue = string | number | boolean | readonly (string | number)[];

export interface ColumnKind<E extends EncodedPart = EncodedPart> {
  readonly reasonFor: (column: Column, facts: ColumnFacts) => KindReason;
  /** Least and greatest cell as text; null if the column seems to be of another kind. */
  readonly shownSpan?: (column: Column) => readonly [string, string] | null;
  /** `[N]`, NaN if unknown: what is compared between rows. Absent: categories are. */
  readonly numbersOf?: (column: Column) => Float64Array;
  /** Encoded parts of the column; none if training rows are all equal. */
  readonly encode: (one: NamedColumn, split: TableSplit, setup: TableSetup) => readonly E[];
  readonly numPlaces: (encoded: E) => number;
  /** Prepares once what all rows need; rows come in pieces. */
  readonly writer: (encoded: E, column: Column) => (rows: Int32Array, write: WriteInput) => void;
  /** Values with a learned vector; all others share vector 0. Absent for kinds without vectors. */
  readonly vectorsOf?: (encoded: E) => { readonly values: readonly string[]; readonly dim: number };
  /** First stored number of an average row, if it is not a mean. */
  readonly typical?: (encoded: E) => number;
  /** Name of the part as an axis of a chart, if its first number can be one; undefined otherwise. */
  readonly axisName?: (encoded: E) => string | undefined;
  readonly problemOf?: (one: NamedColumn) => string | null;
  readonly notesOn: (one: ColumnInFile, encoded: E) => readonly string[];
  /** Sentence on a column that has another role but seems to be of this kind. */
  readonly unusedNote?: (one: ColumnInFile) => string | null;
  /** `range`: of `numbersOf` over training rows, whose ends are cells of the file. */
  readonly drawCell: (encoded: E, range: NumberRange | undefined, setup: TableSetup) => DrawCell;
  readonly exported: (encoded: E) => ExportedKindCall;
  readonly templateFact?: string;
}

export const randomCellOf = (cells: readonly string[], { integerBelow }: RandomStream): string =>
  cells[integerBelow(cells.length)] ?? '';

export const BLANK_CELLS: readonly string[] = ['', ' ? ', 'NA'];
export const UNKNOWN_CELLS: readonly string[] = ['none of these', ...BLANK_CELLS];

/** Writes a number with a decimal comma, unless commas separate cells. */
export function numberAsCell(value: number, { delimiter }: TableSetup): string {
  const written = String(Number(value.toPrecision(6)));
  return delimiter === 'comma' || written.includes('e') ? written : written.replace('.', ',');
}
