/**
 * The files of data that were read on this visit. In memory alone: no link, storage or saved experiment gets any of it. Each is
 * held packed, so that the page never touches a cell.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Matrix, SourceSetup } from '../../../src/data/types.ts';
import type { ExperimentProblem } from '../../../src/experiment/costs/checks.ts';
import type { Shifts } from '../../../src/data/table/notes/shift.ts';
import { type CsvForm, csvFormOf } from '../../../src/data/table/table.ts';
import type { TableSetup } from '../../../src/data/table/tableSetup.ts';
import { text } from '../../../src/text/text.ts';

/** More are given up, the oldest first: undo seldom goes back further. */
const maxFiles = 3;
const maxKnown = 30;

/** A file as it was read, by what an experiment knows it. */
export interface KeptFile extends Pick<TableSetup, 'fileName' | 'hash' | keyof CsvForm> {
  readonly numRows: number;
  readonly numRowsInFile: number;
  readonly numColumns: number;
  /** The cells, as `packedTable` packed them. */
  readonly packed: Blob;
  /** The file itself, to be read again in another form. */
  readonly source: Blob;
}

/** Facts of a set-up that its file gives. */
export interface KnownSetup {
  readonly setup: TableSetup;
  /** The correlation of the labels of the training rows, `[T, T]`. */
  readonly correlation: Matrix;
  /** Differences between the parts; null: every repetition has parts of its own. */
  readonly shifts: Shifts | null;
  readonly numTrainRows: number;
  readonly numValidationRows: number;
  readonly numTestRows: number;
}

export interface FileState {
  /** The latest first. */
  readonly files: readonly KeptFile[];
  readonly known: readonly KnownSetup[];
}

export type FileStore = StoreApi<FileState>;

export const createFileStore = (): FileStore => createStore<FileState>(() => ({ files: [], known: [] }));

type FileKey = Pick<TableSetup, 'hash' | keyof CsvForm>;

export const isSameFile = (a: FileKey, b: FileKey): boolean =>
  a.hash === b.hash && JSON.stringify(csvFormOf(a)) === JSON.stringify(csvFormOf(b));

export const keepFile = (store: FileStore, file: KeptFile): void =>
  store.setState(({ files }) => ({
    files: [file, ...files.filter((other) => !isSameFile(other, file))].slice(0, maxFiles),
  }));

export const keepSetup = (store: FileStore, known: KnownSetup): void =>
  store.setState((state) => ({ known: [known, ...state.known].slice(0, maxKnown) }));

type DataOfFile = Pick<SourceSetup, 'source' | 'table'>;

/** The file that these data are the rows of; null: none, or it is not here. */
export const fileFor = ({ files }: FileState, { source, table }: DataOfFile): KeptFile | null =>
  source === 'table' && table !== null ? (files.find((file) => isSameFile(file, table)) ?? null) : null;

/** The name of the file that these data lack; null: none. */
export const missingFile = (state: FileState, data: DataOfFile): string | null =>
  data.source === 'table' && data.table !== null && fileFor(state, data) === null
    ? data.table.fileName
    : null;

const rowsOfParts = [
  ['train', 'numTrainRows'],
  ['validation', 'numValidationRows'],
  ['test', 'numTestRows'],
] as const;

/** Why the data cannot have as many rows as they ask for, part by part, as far as their file is known. */
export function missingRows(state: FileState, data: SourceSetup): readonly ExperimentProblem[] {
  const known = knownSetup(state, data);
  if (known === null) return [];
  return rowsOfParts.flatMap(([part, key]) =>
    data[key] <= known[key]
      ? []
      : [{ path: 'data.table', message: text.table.setup.fewerRows(part, known[key], data[key]) }],
  );
}

/** The facts known of the set-up of these data; null: none yet. */
export function knownSetup({ known }: FileState, { source, table }: DataOfFile): KnownSetup | null {
  if (source !== 'table' || table === null) return null;
  const key = JSON.stringify(table);
  return known.find(({ setup }) => JSON.stringify(setup) === key) ?? null;
}
