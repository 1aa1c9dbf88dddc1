/** What the page and the worker that reads files say to each other. Plain data, and files, which are handed on without a copy. */
import type { CsvForm, Table } from '../table/table.ts';
import type { TableSetup } from '../table/tableSetup.ts';
import type { TableReport } from './report.ts';
import type { ColumnSummary } from './summary.ts';

/** Every answer carries the number of the reading it belongs to, which the page gives. */
export type ToImporter =
  /** Reads a file; what is known of its form is given, the rest is guessed. */
  | {
      readonly type: 'read';
      readonly reading: number;
      readonly name: string;
      readonly file: Blob;
      readonly form: Partial<CsvForm>;
    }
  /** Takes a table that was read before. */
  | { readonly type: 'take'; readonly reading: number; readonly packed: Blob }
  /** What does this set-up make of the file that was read? */
  | { readonly type: 'report'; readonly reading: number; readonly setup: TableSetup };

/** A file as it was read, without its cells. */
export interface FileFacts extends Omit<Table, 'columns'> {
  readonly columns: readonly ColumnSummary[];
}

export type FromImporter =
  | {
      readonly type: 'progress';
      readonly reading: number;
      /** Of the file as it lies there. */
      readonly numBytes: number;
      readonly numRows: number;
    }
  | {
      readonly type: 'read';
      readonly reading: number;
      readonly facts: FileFacts;
      readonly packed: Blob;
      readonly guess: TableSetup;
      /** Ids of the recipes that the file is made for. */
      readonly recipeIds: readonly string[];
    }
  /** Sentences that say why there is no table. */
  | { readonly type: 'failed'; readonly reading: number; readonly problems: readonly string[] }
  | {
      readonly type: 'report';
      readonly reading: number;
      readonly setup: TableSetup;
      readonly report: TableReport;
    };
