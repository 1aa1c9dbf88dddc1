/** Reads data files and reports on set-ups of them for the page, as a worker or in tests. */

import { groupedBy } from '../../core/lists.ts';
import { defaultValuesOf } from '../../core/schema/readFields.ts';
import { text } from '../../text/text.ts';
import { measuredCorrelation } from '../labelCorrelation.ts';
import {
  type ParseOptions,
  parseTable,
  type ReadingProgress,
  type TableReading,
} from '../table/csv/parseTable.ts';
import { encodedTableOf, numFeaturesOf, tableSizesOf } from '../table/encode.ts';
import { guessTableSetup, summariesOf } from '../table/guess.ts';
import { labelScaleOf, labelsOfRows, rawLabelsOf, scaledLabelsOf } from '../table/labels.ts';
import { noticedParentsOf } from '../table/notes/funnels.ts';
import { notesOnTable, problemsOfTable, type TableProblem } from '../table/notes/problems.ts';
import { dataShiftsIn } from '../table/notes/shift.ts';
import { numbersOfRows } from '../table/numbers.ts';
import { packTable, unpackTable } from '../table/packedTable.ts';
import { isParquet } from '../table/parquet/magic.ts';
import { fileRecipes, type RecipeId } from '../table/recipes.ts';
import type { ColumnSummary } from '../table/summary.ts';
import type { ReadingForm, Table } from '../table/table.ts';
import { type TableSetup, tableFields } from '../table/tableSetup.ts';
import type { Matrix } from '../types.ts';

export type ImporterRequest =
  | { readonly type: 'read'; readonly name: string; readonly file: Blob; readonly form: ReadingForm }
  | { readonly type: 'take'; readonly packed: Blob }
  | { readonly type: 'report'; readonly setup: TableSetup };

export interface FileFacts extends Omit<Table, 'columns'> {
  readonly columns: readonly ColumnSummary[];
}

export type ImporterResponse =
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

type PostResponse = (message: ImporterResponse) => void;

const PROGRESS_INTERVAL_MS = 100;

/** Answers messages of the page; keeps the table that was read last. */
export function createImporter(post: PostResponse): (message: ImporterRequest) => Promise<void> {
  let table: Table | null = null;
  const answer = ({ table: read, problems }: TableReading): void => {
    table = read;
    if (read === null) post({ type: 'failed', problems });
    else post(tableResponse(read));
  };
  return async (message) => {
    switch (message.type) {
      case 'read':
        answer(await readFile(message, post));
        break;
      case 'take':
        answer(await unpackedReading(message.packed));
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

function tableResponse(table: Table): ImporterResponse {
  const facts = { ...table, columns: summariesOf(table) };
  const guess = guessTableSetup(table, facts.columns);
  return { type: 'read', facts, packed: packTable(table), guess, recipeIds: recipesFor(table) };
}

function readFile(
  message: Extract<ImporterRequest, { type: 'read' }>,
  post: PostResponse,
): Promise<TableReading> {
  let last = Number.NEGATIVE_INFINITY;
  const onProgress = (progress: ReadingProgress): void => {
    const now = performance.now();
    if (now - last < PROGRESS_INTERVAL_MS) return;
    last = now;
    post({ type: 'progress', ...progress });
  };
  const { name, file, form } = message;
  return readTableFile({ name, file, bytes: () => file.stream() }, { form, onProgress });
}

const unpackedReading = (packed: Blob): Promise<TableReading> =>
  unpackTable(packed).then(
    (table) => ({ table, problems: [] }),
    () => ({ table: null, problems: [text.table.setup.lost] }),
  );

function recipesFor(table: Table): readonly RecipeId[] {
  const { delimiter, hasHeader } = table.form;
  return fileRecipes
    .filter(
      ({ form }) =>
        form.delimiter === delimiter &&
        form.hasHeader === hasHeader &&
        form.columns.length === table.columns.length &&
        problemsOfTable(table, { ...defaultValuesOf(tableFields), ...form }).length === 0,
    )
    .map(({ id }) => id);
}

interface DataFile {
  readonly name: string;
  /** Null if the file can only be read once. */
  readonly file: Blob | null;
  readonly bytes: () => ReadableStream<Uint8Array>;
}

/** Loads the Parquet reader when needed. Never rejects. */
export async function readTableFile(
  { name, file, bytes }: DataFile,
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
  const encoded = encodedTableOf(table, setup);
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
    shifts: problems.length === 0 ? dataShiftsIn(table, setup, encoded) : null,
    sizes: problems.length === 0 ? tableSizesOf(table, setup, encoded) : null,
    numFeatures: Object.fromEntries(numFeatures),
    /** `[T]`, null without a target; `mean` is the share of yes for binary tasks. */
    labels: setup.targets.map((target) => {
      if (target === null) return null;
      const labels = rawLabelsOf(table, setup, target);
      return { numLabels: numbersOfRows(labels, split.train).length, ...labelScaleOf(labels, split.train) };
    }),
    parents: problems.length === 0 ? noticedParentsOf(table, setup) : [],
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
