/** Reads data files and reports on set-ups of them for the page, as a worker or in tests. */
import { defaultsOf } from '../../core/schema/readFields.ts';
import { text } from '../../text/text.ts';
import {
  type ParseOptions,
  parseTable,
  type ReadingProgress,
  type TableReading,
} from '../table/csv/parseTable.ts';
import { guessSetup, summariesOf } from '../table/guess.ts';
import { problemsOfTable } from '../table/notes/problems.ts';
import { packedTable, unpackedTable } from '../table/packedTable.ts';
import { isParquet } from '../table/parquet/magic.ts';
import { type RecipeId, recipes } from '../table/recipes.ts';
import type { ColumnSummary } from '../table/summary.ts';
import type { CsvForm, Table } from '../table/table.ts';
import { type TableSetup, tableFields } from '../table/tableSetup.ts';
import { reportOn, type TableReport } from './report.ts';

export type ToImporter =
  | { readonly type: 'read'; readonly name: string; readonly file: Blob; readonly form: Partial<CsvForm> }
  | { readonly type: 'take'; readonly packed: Blob }
  | { readonly type: 'report'; readonly setup: TableSetup };

export interface FileFacts extends Omit<Table, 'columns'> {
  readonly columns: readonly ColumnSummary[];
}

export type FromImporter =
  | ({ readonly type: 'progress' } & ReadingProgress)
  | {
      readonly type: 'read';
      readonly facts: FileFacts;
      readonly packed: Blob;
      readonly guess: TableSetup;
      readonly recipeIds: readonly RecipeId[];
    }
  | { readonly type: 'failed'; readonly problems: readonly string[] }
  | { readonly type: 'report'; readonly setup: TableSetup; readonly report: TableReport };

type Post = (message: FromImporter) => void;

// Milliseconds.
const PROGRESS_EVERY = 100;

/** Keeps the file that was read last. */
export function createImporter(post: Post): (message: ToImporter) => Promise<void> {
  let table: Table | null = null;
  const answer = ({ table: read, problems }: TableReading): void => {
    table = read;
    if (read === null) post({ type: 'failed', problems });
    else post(answerOn(read));
  };
  return async (message) => {
    switch (message.type) {
      case 'read':
        answer(await readFile(message, post));
        break;
      case 'take':
        answer(await takenTable(message.packed));
        break;
      case 'report':
        if (table !== null)
          post({ type: 'report', setup: message.setup, report: reportOn(table, message.setup) });
        break;
      default:
        message satisfies never;
    }
  };
}

function answerOn(table: Table): FromImporter {
  const facts = { ...table, columns: summariesOf(table) };
  const guess = guessSetup(table, facts.columns);
  return { type: 'read', facts, packed: packedTable(table), guess, recipeIds: recipesFor(table) };
}

function readFile(message: Extract<ToImporter, { type: 'read' }>, post: Post): Promise<TableReading> {
  let last = Number.NEGATIVE_INFINITY;
  const onProgress = (progress: ReadingProgress): void => {
    const now = performance.now();
    if (now - last < PROGRESS_EVERY) return;
    last = now;
    post({ type: 'progress', ...progress });
  };
  const { name, file, form } = message;
  return readTableFile({ name, file, bytes: () => file.stream() }, { form, onProgress });
}

const takenTable = (packed: Blob): Promise<TableReading> =>
  unpackedTable(packed).then(
    (table) => ({ table, problems: [] }),
    () => ({ table: null, problems: [text.table.setup.lost] }),
  );

function recipesFor(table: Table): readonly RecipeId[] {
  const { delimiter, hasHeader } = table.form;
  return recipes
    .filter(
      ({ form }) =>
        form.delimiter === delimiter &&
        form.hasHeader === hasHeader &&
        form.columns.length === table.columns.length &&
        problemsOfTable(table, { ...defaultsOf(tableFields), ...form }).length === 0,
    )
    .map(({ id }) => id);
}

export interface FileOfData {
  readonly name: string;
  /** Null if the file can only be read once. */
  readonly file: Blob | null;
  readonly bytes: () => ReadableStream<Uint8Array>;
}

/** Loads the Parquet reader when needed. Never rejects. */
export async function readTableFile(
  { name, file, bytes }: FileOfData,
  options: ParseOptions,
): Promise<TableReading> {
  // A file that cannot be read fails later, with a message.
  if (file === null || !(await isParquet(name, file).catch(() => false)))
    return parseTable({ name, bytes: bytes() }, options);
  const part = await import('../table/parquet/parseParquet.ts').catch(() => null);
  if (part === null) return { table: null, problems: [text.parquet.notLoaded] };
  return part.parseParquet({ name, file }, options);
}
