/** Takes the cells of a file, whatever kind it is, and makes a table of them: which rows are kept, what columns are called. */
import { createStream, type RandomStream } from '../../core/random.ts';
import { tableLimits } from '../../core/schema/limits.ts';
import { text } from '../../text/text.ts';
import { createColumnBuilders } from './columnBuilder.ts';
import { FileProblem } from './fileBytes.ts';
import { rowsThatFit } from './rowSizes.ts';
import type { CsvForm, Table } from './table.ts';
import { columnName } from './tableSetup.ts';

const { parse: words } = text.tableFile;

/** Facts of a file that are known before its rows. */
export interface FileShape {
  /** Empty: the file names no columns. */
  readonly header: readonly string[];
  readonly numColumns: number;
  /** The rows that are kept at most; undefined: as many as fit. */
  readonly maxRows: number | undefined;
  /** The number that a clean cell is; NaN: it is none. */
  readonly numberOf: (cell: string) => number;
}

/** Facts of a file that are known once all is read. */
type FileEnd = Pick<Table, 'fileName' | 'hash' | 'isDamaged' | 'parquet'> & {
  readonly form: Omit<CsvForm, 'maxRows'>;
};

/** Throws a `FileProblem` for more columns than can be used. */
export function createTableBuilder({ header, numColumns, maxRows: wanted, numberOf }: FileShape) {
  if (numColumns > tableLimits.columns)
    throw new FileProblem(words.tooManyColumns(numColumns, tableLimits.columns));
  const columns = createColumnBuilders(numColumns, numberOf);
  const maxRows = Math.min(wanted ?? tableLimits.rows, rowsThatFit(numColumns));
  const { numSeen, placeOfNext } = createPlaces(maxRows);
  let numRagged = 0;
  return {
    maxRows,
    numSeen,
    placeOfNext,
    columns,
    add: (row: readonly string[]): void => {
      const place = placeOfNext();
      if (row.length !== columns.length) numRagged++;
      if (place === null) return;
      for (let column = 0; column < columns.length; column++) columns[column]?.set(place, row[column] ?? '');
    },
    /** Throws a `FileProblem` for fewer rows than a split needs. */
    table: ({ fileName, hash, form, isDamaged, parquet }: FileEnd): Table => {
      if (numSeen() < tableLimits.minRows)
        throw new FileProblem(words.tooFewRows(numSeen(), tableLimits.minRows));
      const numRows = Math.min(numSeen(), maxRows);
      // What a file makes no use of would only make its links longer.
      const guessed = numRows > tableLimits.usualRows ? maxRows : tableLimits.usualRows;
      const { names, renamed } = namesOf(header, numColumns);
      return {
        fileName: fileName.slice(0, tableLimits.fileNameLength),
        hash,
        form: { ...form, maxRows: wanted ?? guessed },
        columns: columns.map((column, index) => column.build(names[index] ?? '')),
        numRows,
        numRowsInFile: numSeen(),
        numRagged,
        renamed,
        isDamaged,
        ...(parquet === undefined ? {} : { parquet }),
      };
    },
  };
}

/** Places of all rows, or of too many of as many as may be, each with the same chance (Vitter 1985, algorithm R). */
function createPlaces(maxRows: number) {
  let numSeen = 0;
  let stream: RandomStream | null = null;
  return {
    numSeen: () => numSeen,
    /** The place of the next row; null: it is left out. */
    placeOfNext: (): number | null => {
      let place = numSeen;
      if (numSeen >= maxRows) {
        stream ??= createStream(0, 'table', 'rows');
        place = stream.integerBelow(numSeen + 1);
      }
      numSeen++;
      return place < maxRows ? place : null;
    },
  };
}

/** Names of the columns of a file, each its own. `renamed`: those of the header that were missing or there before. */
function namesOf(
  header: readonly string[],
  numColumns: number,
): { readonly names: readonly string[]; readonly renamed: readonly string[] } {
  const taken = new Set<string>();
  const renamed: string[] = [];
  const names = Array.from({ length: numColumns }, (_, index) => {
    const given = columnName(header[index] ?? '');
    const wanted = given === '' ? text.tableFile.columnName(index + 1) : given;
    const name = freeName(wanted, taken);
    if (header.length > 0 && name !== given) renamed.push(given === '' ? wanted : given);
    taken.add(name);
    return name;
  });
  return { names, renamed };
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const ending = ` ${number}`;
    const name = wanted.slice(0, tableLimits.nameLength - ending.length).trim() + ending;
    if (!taken.has(name)) return name;
  }
}
