/** Builds columns from cells: numbers as long as every cell is one, then codes into a list of distinct texts. */
import { tableLimits } from '../../core/schema/limits.ts';
import { BLANK, type Column, categoryOfNumber, type Delimiter, UNTOLD } from './table.ts';

// `?` marks a missing cell in the data sets of UCI.
const BLANKS: ReadonlySet<string> = new Set(['', '?', 'na', 'n/a', 'nan', 'null']);

// No leading zeros: codes have those, and must stay texts.
const NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const WHOLE_NUMBER = /^[+-]?\d+$/;
const NUMBER_WITH_COMMA = /^[+-]?(?:0|[1-9]\d*),\d+$/;

export function cleanCell(cell: string): string {
  const trimmed = cell.trim();
  return trimmed.length > tableLimits.cellLength ? trimmed.slice(0, tableLimits.cellLength) : trimmed;
}

export const isBlank = (cell: string): boolean => cell.length <= 4 && BLANKS.has(cell.toLowerCase());

/** NaN if the clean `cell` is no finite number. Decimal commas count unless commas separate cells. */
export function numberIn(cell: string, delimiter: Delimiter): number {
  const isNumber = NUMBER.test(cell);
  if (!isNumber && (delimiter === 'comma' || !NUMBER_WITH_COMMA.test(cell))) return Number.NaN;
  const value = Number(isNumber ? cell : cell.replace(',', '.'));
  return Number.isFinite(value) ? value : Number.NaN;
}

/** NaN also for integers that a float64 cannot hold, such as long ids, which stay texts. */
export function exactNumberIn(cell: string): number {
  const value = numberIn(cell, 'comma');
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER || !WHOLE_NUMBER.test(cell)) return value;
  return categoryOfNumber(value) === cell.replace('+', '') ? value : Number.NaN;
}

export type ColumnBuilder = ReturnType<typeof createColumnBuilder>;

/** Keeps distinct texts up to `maxBytes` over all columns; beyond it, the largest columns lose theirs (`UNTOLD`). */
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
    /** `row` is at most one beyond the last. Numbers must be finite. */
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
    /** Nothing may be set afterwards. */
    build: (name: string): Column => {
      if (numbers !== null) return { kind: 'number', name, values: numbers.slice(0, numRows) };
      return { kind: 'text', name, ...texts.build() };
    },
  };
}

// Overhead of a text in its list and in its map.
const BYTES_OF_TEXT = 40;

class TextCells {
  numBytes = 0;
  #codes = new Int32Array(1024);
  #numRows = 0;
  /** Null if there are too many distinct texts. */
  #places: Map<string, number> | null = new Map();

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

  /** Drops texts whose rows were replaced; orders the others by rows. */
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

// A cell is a view of the piece of the file that it was cut from, and would keep all of that in memory.
const copyOf = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

function withRoomFor<A extends Float64Array | Int32Array>(row: number, values: A): A {
  if (row < values.length) return values;
  const longer = new (values.constructor as new (length: number) => A)(Math.max(1024, 2 * row));
  longer.set(values);
  return longer;
}
