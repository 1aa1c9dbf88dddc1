/** A file as it was read, column by column: plain data that threads can send each other. Knows nothing of what it is for. */

/** Signs that may stand between two cells, by the names that links and forms have for them. */
export const signs = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const;
export type Delimiter = keyof typeof signs;
export const delimiters: readonly Delimiter[] = ['comma', 'semicolon', 'tab', 'bar'];

interface NamedColumn {
  /** Unique in its table, never empty, printable. */
  readonly name: string;
}

/** A column of which every cell that is not blank is a number. */
export interface NumberColumn extends NamedColumn {
  readonly kind: 'number';
  /** `[N]`; NaN: blank. */
  readonly values: Float64Array;
}

/** Any other column. */
export interface TextColumn extends NamedColumn {
  readonly kind: 'text';
  /** All different texts, in the order of the rows; empty where they are too many to be told apart. */
  readonly categories: readonly string[];
  /** `[N]`: place in `categories`, or one of the codes below. */
  readonly codes: Int32Array;
}

/** The code of a blank cell. */
export const BLANK = -1;
/** The code of every text of a column that has too many to tell them apart. */
export const UNTOLD = -2;

export type Column = NumberColumn | TextColumn;

/** True of a column whose texts are not told apart, because they take too much memory. */
export const hasTooManyTexts = (column: Column): boolean =>
  column.kind === 'text' && column.categories.length === 0 && column.codes.includes(UNTOLD);

/** Ways in which files write letters, by the names that browsers have for them; Unicode is also UTF-16 with its mark. */
export const characterSets = {
  unicode: 'utf-8',
  western: 'windows-1252',
  central: 'windows-1250',
  cyrillic: 'windows-1251',
  chinese: 'gb18030',
  japanese: 'shift_jis',
  korean: 'euc-kr',
} as const;
export type Characters = keyof typeof characterSets;

/** How the bytes of a file become text, the text is cut into cells, and how many rows are kept. */
export interface CsvForm {
  readonly characters: Characters;
  readonly delimiter: Delimiter;
  /** The first row holds the names of the columns. */
  readonly hasHeader: boolean;
  /** Of a file with more rows as many are drawn with a seed, fewer where so many do not fit. */
  readonly maxRows: number;
}

/** The form alone, of anything that has one. */
export const csvFormOf = ({ characters, delimiter, hasHeader, maxRows }: CsvForm): CsvForm => ({
  characters,
  delimiter,
  hasHeader,
  maxRows,
});

/** A file that was read. */
export interface Table {
  readonly fileName: string;
  /** SHA-256 of the decompressed bytes, 64 hexadecimal digits. */
  readonly hash: string;
  readonly form: CsvForm;
  readonly columns: readonly Column[];
  /** N: rows that are used. */
  readonly numRows: number;
  /** Rows of the file; more than are used where it was too large for all of them. */
  readonly numRowsInFile: number;
  /** Rows that had another number of cells than the first one: missing cells are blank, others left out. */
  readonly numRagged: number;
  /** Names that more than one column had, or that were missing; those columns got others. */
  readonly renamed: readonly string[];
  /** Some bytes are no letters of its characters. */
  readonly isDamaged: boolean;
  /** Facts of a Parquet file alone, whose form says nothing but how many rows are kept. */
  readonly parquet?: {
    /** Columns whose cells are neither a number nor a text, each with what it holds instead. */
    readonly leftOut: readonly string[];
  };
}

/** The number of a cell as text, as it stands for a category. */
export const categoryOfNumber = (value: number): string => String(value);

/** A column as texts, whatever it holds: the different ones and the place of each cell among them. */
export interface Categories {
  readonly categories: readonly string[];
  /** `[N]`: place in `categories`, `BLANK` or `UNTOLD`. */
  readonly codes: ArrayLike<number>;
}

/** A number counts as the text that `categoryOfNumber` makes of it. */
export function categoriesOf(column: Column): Categories {
  if (column.kind === 'text') return column;
  const places = new Map<number, number>();
  const codes = new Int32Array(column.values.length);
  column.values.forEach((value, row) => {
    const place = Number.isNaN(value) ? BLANK : (places.get(value) ?? places.size);
    if (place === places.size) places.set(value, place);
    codes[row] = place;
  });
  return { categories: [...places.keys()].map(categoryOfNumber), codes };
}
