/** Reads data files and reports on set-ups of them for the page, as a worker or in tests. */

import { groupedBy } from '../../core/lists.ts';
import { defaultsOf } from '../../core/schema/readFields.ts';
import { text } from '../../text/text.ts';
import { measuredCorrelation } from '../labelCorrelation.ts';
import {
  type ParseOptions,
  parseTable,
  type ReadingProgress,
  type TableReading,
} from '../table/csv/parseTable.ts';
import { encodedOf, numFeaturesOf, sizesOf } from '../table/encode.ts';
import { guessSetup, summariesOf } from '../table/guess.ts';
import { labelScaleOf, labelsOfRows, rawLabelsOf, scaledLabelsOf } from '../table/labels.ts';
import { notesOnTable, problemsOfTable, type TableProblem } from '../table/notes/problems.ts';
import { shiftsOf } from '../table/notes/shift.ts';
import { numbersAt } from '../table/numbers.ts';
import { packedTable, unpackedTable } from '../table/packedTable.ts';
import { isParquet } from '../table/parquet/magic.ts';
import { type RecipeId, recipes } from '../table/recipes.ts';
import type { ColumnSummary } from '../table/summary.ts';
import type { CsvForm, Table } from '../table/table.ts';
import { type TableSetup, tableFields } from '../table/tableSetup.ts';
import type { Matrix } from '../types.ts';

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

const PROGRESS_EVERY = 100;

/** Answers messages of the page; keeps the table that was read last. */
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

interface FileOfData {
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

export type TableReport = ReturnType<typeof reportOn>;

/** Never throws. */
export function reportOn(table: Table, setup: TableSetup) {
  const encoded = encodedOf(table, setup);
  const { split, encoding } = encoded;
  const inFile = problemsOfTable(table, setup, encoded);
  const problems = [...problemsOfSetup(setup), ...inFile];
  const isOfFile = inFile.every(({ column }) => column !== null);
  const byName = groupedBy(encoding.columns, ({ name }) => name);
  const numFeatures = [...byName].map(
    ([name, columns]) => [name, columns.reduce((sum, column) => sum + numFeaturesOf(column), 0)] as const,
  );
  return {
    problems,
    notes: isOfFile ? notesOnTable(table, setup, encoded) : [],
    shifts: problems.length === 0 ? shiftsOf(table, setup, encoded) : null,
    sizes: problems.length === 0 ? sizesOf(table, setup, encoded) : null,
    numFeatures: Object.fromEntries(numFeatures),
    /** `[T]`, null without a target; `mean` is the share of yes for binary tasks. */
    labels: setup.targets.map((target) => {
      if (target === null) return null;
      const labels = rawLabelsOf(table, setup, target);
      return { numLabels: numbersAt(labels, split.train).length, ...labelScaleOf(labels, split.train) };
    }),
    correlation: problems.length === 0 ? correlationOf(table, setup, split.train) : null,
  };
}

const problemsOfSetup = ({ targets }: TableSetup): readonly TableProblem[] =>
  targets.flatMap((target, task) =>
    target === null ? [{ column: null, message: text.table.setup.noTarget(task + 1) }] : [],
  );

function correlationOf(table: Table, setup: TableSetup, train: Int32Array): Matrix {
  const labels = setup.targets.map((_, task) => scaledLabelsOf(table, setup, task, train));
  return measuredCorrelation({ ...labelsOfRows(labels, train, Float32Array), numRows: train.length });
}
