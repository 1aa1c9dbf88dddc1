/** Builds a table from cells of any kind of file: chooses rows and names columns. */
import { createStream, type RandomStream } from '../../core/random.ts';
import { tableLimits } from '../../core/schema/limits.ts';
import { text } from '../../text/text.ts';
import { createColumnBuilders } from './columnBuilder.ts';
import { FileProblem } from './fileBytes.ts';
import { rowsThatFit } from './rowSizes.ts';
import type { CsvForm, Table } from './table.ts';
import { columnName } from './tableSetup.ts';

const { parse: words } = text.tableFile;

export interface FileShape {
  readonly header: readonly string[];
  readonly numColumns: number;
  readonly maxRows: number | undefined;
  /** NaN if the cell is no number. */
  readonly numberOf: (cell: string) => number;
}

type FileEnd = Pick<Table, 'fileName' | 'hash' | 'isDamaged' | 'parquet'> & {
  readonly form: Omit<CsvForm, 'maxRows'>;
};

/** Throws a `FileProblem` for too many columns. */
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
    /** Throws a `FileProblem` for too few rows. */
    table: ({ fileName, hash, form, isDamaged, parquet }: FileEnd): Table => {
      if (numSeen() < tableLimits.minRows)
        throw new FileProblem(words.tooFewRows(numSeen(), tableLimits.minRows));
      const numRows = Math.min(numSeen(), maxRows);
      // A limit that the file does not reach would only make links longer.
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

/** Reservoir sampling (Vitter 1985, algorithm R). */
function createPlaces(maxRows: number) {
  let numSeen = 0;
  let stream: RandomStream | null = null;
  return {
    numSeen: () => numSeen,
    /** Null if the row is left out. */
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

/** `renamed`: names of the header that were missing or repeated. */
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
