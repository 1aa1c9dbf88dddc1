/** Table of a file as plain data, column by column, that threads can exchange. */

export const delimiterCharacters = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const;
export type Delimiter = keyof typeof delimiterCharacters;
export const delimiters: readonly Delimiter[] = ['comma', 'semicolon', 'tab', 'bar'];

interface ColumnHead {
  /** Unique in its table, not empty, printable. */
  readonly name: string;
}

interface NumberColumn extends ColumnHead {
  readonly kind: 'number';
  /** Cells as numbers `[N]`, NaN for blank. */
  readonly values: Float64Array;
}

interface TextColumn extends ColumnHead {
  readonly kind: 'text';
  /** Distinct texts in row order; empty if there are too many to keep. */
  readonly categories: readonly string[];
  /** `[N]`, index into `categories`, `BLANK_CODE` or `UNKNOWN_TEXT`. */
  readonly codes: Int32Array;
}

export const BLANK_CODE = -1;
/** Code of all texts in a column with too many to keep. */
export const UNKNOWN_TEXT = -2;

export type Column = NumberColumn | TextColumn;

export const hasTooManyTexts = (column: Column): boolean =>
  column.kind === 'text' && column.categories.length === 0 && column.codes.includes(UNKNOWN_TEXT);

/** Names in browsers; `unicode` includes UTF-16 with a byte order mark. */
export const characterSets = {
  unicode: 'utf-8',
  western: 'windows-1252',
  central: 'windows-1250',
  cyrillic: 'windows-1251',
  koi8: 'koi8-r',
  chinese: 'gb18030',
  traditional: 'big5',
  japanese: 'shift_jis',
  korean: 'euc-kr',
} as const;
export type CharacterSet = keyof typeof characterSets;

export interface CsvForm {
  readonly characters: CharacterSet;
  readonly delimiter: Delimiter;
  readonly hasHeader: boolean;
  /** Most rows to keep; larger files are sampled with a seed. */
  readonly maxRows: number;
}

export interface ReadingForm extends Partial<CsvForm> {
  /** Fewer rows are refused. */
  readonly minRows?: number;
}

export const csvFormOf = ({ characters, delimiter, hasHeader, maxRows }: CsvForm): CsvForm => ({
  characters,
  delimiter,
  hasHeader,
  maxRows,
});

export interface Table {
  readonly fileName: string;
  /** SHA-256 of the decompressed bytes, 64 hexadecimal digits. */
  readonly hash: string;
  readonly form: CsvForm;
  readonly columns: readonly Column[];
  readonly numRows: number;
  readonly numRowsInFile: number;
  /** Rows with more or fewer cells than the first; cells are dropped or filled with blanks. */
  readonly numRagged: number;
  /** Column names that were missing or repeated, and so replaced. */
  readonly renamed: readonly string[];
  /** True if some bytes are not characters of the set `form.characters`. */
  readonly isDamaged: boolean;
  /** Other sets of characters that were as likely as the one that was guessed. */
  readonly maybeCharacters?: readonly CharacterSet[];
  /** Present for Parquet files, whose `form` means nothing except `maxRows`. */
  readonly parquet?: {
    readonly leftOut: readonly string[];
  };
}

export const categoryOfNumber = (value: number): string => String(value);

export interface ColumnCategories {
  readonly categories: readonly string[];
  readonly codes: Int32Array;
}

export function categoriesOf(column: Column): ColumnCategories {
  if (column.kind === 'text') return column;
  const places = new Map<number, number>();
  const codes = new Int32Array(column.values.length);
  column.values.forEach((value, row) => {
    const place = Number.isNaN(value) ? BLANK_CODE : (places.get(value) ?? places.size);
    if (place === places.size) places.set(value, place);
    codes[row] = place;
  });
  return { categories: [...places.keys()].map(categoryOfNumber), codes };
}
