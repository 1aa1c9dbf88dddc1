/** Builds a table from cells of any kind of file: chooses rows, names columns, and keeps numbers as long as every cell is one. */
import { createStream, type RandomStream } from '../../core/random.ts';
import { tableLimits } from '../../core/schema/limits.ts';
import { text } from '../../text/text.ts';
import { cleanCell, isBlank } from './numbers.ts';
import {
  BLANK_CODE,
  type Column,
  type CsvForm,
  categoryOfNumber,
  type ReadingForm,
  type Table,
  UNKNOWN_TEXT,
} from './table.ts';
import { maxRowsThatFit, truncatedColumnName } from './tableSetup.ts';

const { parse: words } = text.tableFile;

/** Error with a sentence for the user, caught within `table/`. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
}

interface TableShape extends Pick<ReadingForm, 'maxRows' | 'minRows'> {
  readonly header: readonly string[];
  readonly numColumns: number;
  readonly numberOf: (cell: string) => number;
}

type TableFacts = Pick<Table, 'fileName' | 'hash' | 'isDamaged' | 'maybeCharacters' | 'parquet'> & {
  readonly form: Omit<CsvForm, 'maxRows'>;
};

/** Throws a `FileProblem` for too many columns. */
export function createTableBuilder(shape: TableShape) {
  const { header, numColumns, maxRows: wanted, minRows = tableLimits.minRows, numberOf } = shape;
  if (numColumns > tableLimits.columns)
    throw new FileProblem(words.tooManyColumns(numColumns, tableLimits.columns));
  const columns = createColumnBuilders(numColumns, numberOf);
  const maxRows = Math.min(wanted ?? tableLimits.rows, maxRowsThatFit(numColumns));
  const { numSeen, placeOfNext } = createRowSampler(maxRows);
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
    table: ({ fileName, form, ...facts }: TableFacts): Table => {
      if (numSeen() === 0 && header.length > 0) throw new FileProblem(words.onlyHeader(header.length));
      if (numSeen() < minRows) throw new FileProblem(words.tooFewRows(numSeen(), minRows));
      const numRows = Math.min(numSeen(), maxRows);
      // A limit that the file does not reach would only make links longer.
      const guessed = numRows > tableLimits.usualRows ? maxRows : tableLimits.usualRows;
      const { names, renamed } = columnNamesOf(header, numColumns);
      return {
        ...facts,
        fileName: fileName.slice(0, tableLimits.fileNameLength),
        form: { ...form, maxRows: wanted ?? guessed },
        columns: columns.map((column, index) => column.build(names[index] ?? '')),
        numRows,
        numRowsInFile: numSeen(),
        numRagged,
        renamed,
      };
    },
  };
}

/** Reservoir sampling (Vitter 1985, algorithm R). */
function createRowSampler(maxRows: number) {
  let numSeen = 0;
  let stream: RandomStream | null = null;
  return {
    numSeen: () => numSeen,
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

function columnNamesOf(
  header: readonly string[],
  numColumns: number,
): { readonly names: readonly string[]; readonly renamed: readonly string[] } {
  const taken = new Set<string>();
  const renamed: string[] = [];
  const names = Array.from({ length: numColumns }, (_, index) => {
    const given = truncatedColumnName(header[index] ?? '');
    const wanted = given === '' ? text.tableFile.columnName(index + 1) : given;
    const name = unusedName(wanted, taken);
    if (header.length > 0 && name !== given) renamed.push(given === '' ? wanted : given);
    taken.add(name);
    return name;
  });
  return { names, renamed };
}

function unusedName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const ending = ` ${number}`;
    const name = wanted.slice(0, tableLimits.nameLength - ending.length).trim() + ending;
    if (!taken.has(name)) return name;
  }
}

type ColumnBuilder = ReturnType<typeof createColumnBuilder>;

/** Keeps distinct texts up to `maxBytes` over all columns; beyond it, the largest columns lose theirs (`UNKNOWN_TEXT`). */
export function createColumnBuilders(
  numColumns: number,
  numberOf: (cell: string) => number,
  maxBytes: number = tableLimits.textBytes,
): readonly ColumnBuilder[] {
  const columns = Array.from({ length: numColumns }, () => new TextColumnBuilder());
  let numBytes = 0;
  const recount = () => {
    numBytes = columns.reduce((sum, column) => sum + column.numBytes, 0);
  };
  const makeSpace = () => {
    for (const column of columns) column.forgetReplaced();
    for (recount(); numBytes > 0.8 * maxBytes; recount())
      columns.reduce((most, column) => (column.numBytes > most.numBytes ? column : most)).forgetAll();
  };
  return columns.map((texts) =>
    createColumnBuilder(numberOf, texts, (newBytes) => {
      numBytes += newBytes;
      if (numBytes > maxBytes) makeSpace();
    }),
  );
}

function createColumnBuilder(
  numberOf: (cell: string) => number,
  texts: TextColumnBuilder,
  onTextBytes: (newBytes: number) => void,
) {
  let numbers: Float64Array | null = new Float64Array(1024);
  let numRows = 0;
  const setText = (row: number, text: string | null) => {
    const before = texts.numBytes;
    texts.set(row, text);
    if (texts.numBytes > before) onTextBytes(texts.numBytes - before);
  };
  const turnToTexts = (read: Float64Array) => {
    numbers = null;
    for (const [row, value] of read.entries())
      setText(row, Number.isNaN(value) ? null : categoryOfNumber(value));
  };
  return {
    /** `row` is at most one beyond the last. Numbers must be finite. */
    set: (row: number, written: string | number): void => {
      const cell = typeof written === 'string' ? cleanCell(written) : '';
      const blank = typeof written === 'string' && isBlank(cell);
      const value = typeof written === 'number' ? written : blank ? Number.NaN : numberOf(cell);
      if (numbers !== null && !blank && Number.isNaN(value)) turnToTexts(numbers.subarray(0, numRows));
      numRows = Math.max(numRows, row + 1);
      if (numbers !== null) {
        numbers = withCapacityFor(row, numbers);
        numbers[row] = value;
      } else if (blank) setText(row, null);
      else setText(row, Number.isNaN(value) ? cell : categoryOfNumber(value));
    },
    /** Makes the column; no cell may be set afterwards. */
    build: (name: string): Column => {
      if (numbers !== null) return { kind: 'number', name, values: numbers.slice(0, numRows) };
      return { kind: 'text', name, ...texts.build() };
    },
  };
}

const BYTES_PER_TEXT = 40;

class TextColumnBuilder {
  numBytes = 0;
  #codes = new Int32Array(1024);
  #numRows = 0;
  #places: Map<string, number> | null = new Map();

  set(row: number, text: string | null): void {
    this.#codes = withCapacityFor(row, this.#codes);
    this.#codes[row] = text === null ? BLANK_CODE : this.#codeOf(text);
    this.#numRows = Math.max(this.#numRows, row + 1);
  }

  #codeOf(text: string): number {
    if (this.#places === null) return UNKNOWN_TEXT;
    return this.#places.get(text) ?? this.#add(detachedText(text), this.#places);
  }

  #add(text: string, places: Map<string, number>): number {
    this.numBytes += text.length + BYTES_PER_TEXT;
    places.set(text, places.size);
    return places.size - 1;
  }

  /** Drops texts whose rows were replaced, and sorts the others by row. */
  forgetReplaced(): void {
    if (this.#places === null) return;
    const texts = [...this.#places.keys()];
    const places = new Map<string, number>();
    this.#places = places;
    this.numBytes = 0;
    const newCodes = new Int32Array(texts.length).fill(UNKNOWN_TEXT);
    for (let row = 0; row < this.#numRows; row++) {
      const code = this.#codes[row] ?? BLANK_CODE;
      if (code < 0) continue;
      if (newCodes[code] === UNKNOWN_TEXT) newCodes[code] = this.#add(texts[code] ?? '', places);
      this.#codes[row] = newCodes[code] ?? UNKNOWN_TEXT;
    }
  }

  forgetAll(): void {
    this.#places = null;
    this.numBytes = 0;
    for (let row = 0; row < this.#numRows; row++)
      if (this.#codes[row] !== BLANK_CODE) this.#codes[row] = UNKNOWN_TEXT;
  }

  build(): { readonly categories: readonly string[]; readonly codes: Int32Array } {
    this.forgetReplaced();
    return { categories: [...(this.#places?.keys() ?? [])], codes: this.#codes.slice(0, this.#numRows) };
  }
}

// A cell is a view of the piece of the file that it was cut from, and would keep all of that in memory.
const detachedText = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

function withCapacityFor<A extends Float64Array | Int32Array>(row: number, values: A): A {
  if (row < values.length) return values;
  const longer = new (values.constructor as new (length: number) => A)(Math.max(1024, 2 * row));
  longer.set(values);
  return longer;
}
