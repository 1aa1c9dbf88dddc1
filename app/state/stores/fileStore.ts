/** Holds the data files of this visit in memory only: no link, storage or saved experiment contains them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataShifts } from '../../../src/data/table/notes/shift.ts';
import { type CsvForm, csvFormOf } from '../../../src/data/table/table.ts';
import type { TableSetup } from '../../../src/data/table/tableSetup.ts';
import type { Matrix, SourceSetup } from '../../../src/data/types.ts';
import type { ExperimentProblem } from '../../../src/experiment/costs/checks.ts';
import { text } from '../../../src/text/text.ts';

// Number of files kept. The oldest are dropped, since undo seldom goes back further.
const maxKeptFiles = 3;
const maxKnownSetups = 30;

interface KeptFile extends Pick<TableSetup, 'fileName' | 'hash' | keyof CsvForm> {
  readonly numRows: number;
  readonly numRowsInFile: number;
  readonly numColumns: number;
  readonly packed: Blob;
  /** Original file, parsed again for other CSV options. */
  readonly source: Blob;
}

interface KnownSetup {
  readonly setup: TableSetup;
  /** Correlation of the labels of the training rows, `[T, T]`. */
  readonly correlation: Matrix;
  /** Differences between splits; null if every replica has its own split. */
  readonly shifts: DataShifts | null;
  readonly numTrainRows: number;
  readonly numValidationRows: number;
  readonly numTestRows: number;
}

export interface FileState {
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
    files: [file, ...files.filter((other) => !isSameFile(other, file))].slice(0, maxKeptFiles),
  }));

export const keepSetup = (store: FileStore, known: KnownSetup): void =>
  store.setState((state) => ({ known: [known, ...state.known].slice(0, maxKnownSetups) }));

type DataOfFile = Pick<SourceSetup, 'source' | 'table'>;

export const fileFor = ({ files }: FileState, { source, table }: DataOfFile): KeptFile | null =>
  source === 'table' && table !== null ? (files.find((file) => isSameFile(file, table)) ?? null) : null;

export const missingFile = (state: FileState, data: DataOfFile): string | null =>
  data.source === 'table' && data.table !== null && fileFor(state, data) === null
    ? data.table.fileName
    : null;

const rowCountsOfSplits = [
  ['train', 'numTrainRows'],
  ['validation', 'numValidationRows'],
  ['test', 'numTestRows'],
] as const;

export function missingRows(state: FileState, data: SourceSetup): readonly ExperimentProblem[] {
  const known = knownSetup(state, data);
  if (known === null) return [];
  return rowCountsOfSplits.flatMap(([part, key]) =>
    data[key] <= known[key]
      ? []
      : [{ path: 'data.table', message: text.table.setup.fewerRows(part, known[key], data[key]) }],
  );
}

export function knownSetup({ known }: FileState, { source, table }: DataOfFile): KnownSetup | null {
  if (source !== 'table' || table === null) return null;
  const key = JSON.stringify(table);
  return known.find(({ setup }) => JSON.stringify(setup) === key) ?? null;
}
