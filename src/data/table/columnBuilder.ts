/** Cells, and what they stand for. Collects those of columns: numbers for as long as nothing else comes, then places in a list of texts. */
import { tableLimits } from '../../core/schema/limits.ts';
import { BLANK, type Column, categoryOfNumber, type Delimiter, UNTOLD } from './table.ts';

/** Ways to write that there is nothing; `?` is that of the data sets of UCI. */
const BLANKS: ReadonlySet<string> = new Set(['', '?', 'na', 'n/a', 'nan', 'null']);

/** No leading zeros: those stand in codes, which are no numbers. */
const NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const WHOLE_NUMBER = /^[+-]?\d+$/;
const NUMBER_WITH_COMMA = /^[+-]?(?:0|[1-9]\d*),\d+$/;

/** A cell without the spaces around it, cut to what is looked at. */
export function cleanCell(cell: string): string {
  const trimmed = cell.trim();
  return trimmed.length > tableLimits.cellLength ? trimmed.slice(0, tableLimits.cellLength) : trimmed;
}

/** True of a clean cell that holds nothing. */
export const isBlank = (cell: string): boolean => cell.length <= 4 && BLANKS.has(cell.toLowerCase());

/** The finite number that a clean cell is; NaN: it is none. Where commas separate no cells, one may stand before decimals. */
export function numberIn(cell: string, delimiter: Delimiter): number {
  const isNumber = NUMBER.test(cell);
  if (!isNumber && (delimiter === 'comma' || !NUMBER_WITH_COMMA.test(cell))) return Number.NaN;
  const value = Number(isNumber ? cell : cell.replace(',', '.'));
  return Number.isFinite(value) ? value : Number.NaN;
}

/**
 * The same of a file that knows what its numbers are: a whole number that none of ours is, as long ids are, stays the text that it is,
 * so that it keeps every digit.
 */
export function exactNumberIn(cell: string): number {
  const value = numberIn(cell, 'comma');
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER || !WHOLE_NUMBER.test(cell)) return value;
  return categoryOfNumber(value) === cell.replace('+', '') ? value : Number.NaN;
}

/** One column while it is read. */
export type ColumnBuilder = ReturnType<typeof createColumnBuilder>;

/**
 * Columns without cells. All different texts of a column are told apart, in whatever order the rows come; only where the texts of all
 * columns take more than `maxBytes`, none are of the column that has most. `numberOf` is asked for the number that a clean cell is.
 */
export function createColumnBuilders(
  numColumns: number,
  numberOf: (cell: string) => number,
  maxBytes: number = tableLimits.textBytes,
): readonly ColumnBuilder[] {
  const columns = Array.from({ length: numColumns }, () => new TextCells());
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
  texts: TextCells,
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
    /** Puts a cell at `row`, which is at most one beyond the last; another one that was there is gone. A number is finite. */
    set: (row: number, written: string | number): void => {
      const cell = typeof written === 'string' ? cleanCell(written) : '';
      const blank = typeof written === 'string' && isBlank(cell);
      const value = typeof written === 'number' ? written : blank ? Number.NaN : numberOf(cell);
      if (numbers !== null && !blank && Number.isNaN(value)) turnToTexts(numbers.subarray(0, numRows));
      numRows = Math.max(numRows, row + 1);
      if (numbers !== null) {
        numbers = withRoomFor(row, numbers);
        numbers[row] = value;
      } else if (blank) setText(row, null);
      else setText(row, Number.isNaN(value) ? cell : categoryOfNumber(value));
    },
    /** The column that was set; nothing may be set afterwards. */
    build: (name: string): Column => {
      if (numbers !== null) return { kind: 'number', name, values: numbers.slice(0, numRows) };
      return { kind: 'text', name, ...texts.build() };
    },
  };
}

/** Bytes that a text takes beside its characters, in its list and in the map that finds it. */
const BYTES_OF_TEXT = 40;

/** The cells of a column as texts: the different ones, and which of them is in which row. */
class TextCells {
  /** Bytes that the texts take, about. */
  numBytes = 0;
  #codes = new Int32Array(1024);
  #numRows = 0;
  /** Null: they are too many to be told apart. */
  #places: Map<string, number> | null = new Map();

  /** Null for a blank cell. */
  set(row: number, text: string | null): void {
    this.#codes = withRoomFor(row, this.#codes);
    this.#codes[row] = text === null ? BLANK : this.#codeOf(text);
    this.#numRows = Math.max(this.#numRows, row + 1);
  }

  #codeOf(text: string): number {
    if (this.#places === null) return UNTOLD;
    return this.#places.get(text) ?? this.#add(copyOf(text), this.#places);
  }

  #add(text: string, places: Map<string, number>): number {
    this.numBytes += text.length + BYTES_OF_TEXT;
    places.set(text, places.size);
    return places.size - 1;
  }

  /** Forgets the texts whose rows were replaced by others. Those that are left are in the order of the rows. */
  forgetReplaced(): void {
    if (this.#places === null) return;
    const texts = [...this.#places.keys()];
    const places = new Map<string, number>();
    this.#places = places;
    this.numBytes = 0;
    const newCodes = new Int32Array(texts.length).fill(UNTOLD);
    for (let row = 0; row < this.#numRows; row++) {
      const code = this.#codes[row] ?? BLANK;
      if (code < 0) continue;
      if (newCodes[code] === UNTOLD) newCodes[code] = this.#add(texts[code] ?? '', places);
      this.#codes[row] = newCodes[code] ?? UNTOLD;
    }
  }

  /** Gives all texts up: no text of the column is told from another any more. */
  forgetAll(): void {
    this.#places = null;
    this.numBytes = 0;
    for (let row = 0; row < this.#numRows; row++) if (this.#codes[row] !== BLANK) this.#codes[row] = UNTOLD;
  }

  build(): { readonly categories: readonly string[]; readonly codes: Int32Array } {
    this.forgetReplaced();
    return { categories: [...(this.#places?.keys() ?? [])], codes: this.#codes.slice(0, this.#numRows) };
  }
}

/** The same text by itself: a cell is a view of the part of the file that it was cut from, and keeps all of it in memory. */
const copyOf = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

function withRoomFor<A extends Float64Array | Int32Array>(row: number, values: A): A {
  if (row < values.length) return values;
  const longer = new (values.constructor as new (length: number) => A)(Math.max(1024, 2 * row));
  longer.set(values);
  return longer;
}
