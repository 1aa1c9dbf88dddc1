/** English texts: Parquet files. */
const counted = (count: number) => count.toLocaleString('en');

/** Contents without cells in a table. */
const holds = { list: 'lists', map: 'maps', struct: 'structs', bytes: 'bytes' } as const;

const limited = {
  rows: 'rows',
  columns: 'columns',
  bytes: 'bytes when unpacked',
  chunkBytes: 'bytes in one column of a row group',
} as const;

// Shows as many names as anyone reads.
const listed = (names: readonly string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');

export const parquetText = {
  damaged:
    "Couldn't read the file: it isn't Parquet, or it's damaged. Download or write it again; if it's a CSV file, let its name end with .csv.",
  unsupported: (feature: string) =>
    `Couldn't read the Parquet file: it uses a feature that isn't read here (${feature}). Write it again as Parquet with snappy, or as CSV.`,
  tooLarge: (what: keyof typeof limited, got: number, limit: number) =>
    `Couldn't read the Parquet file: it's too large, with ${counted(got)} ${limited[what]} (limit: ${counted(limit)}). Write fewer rows or columns, or smaller row groups.`,

  noColumns: (leftOut: readonly string[]) =>
    leftOut.length === 0 ? 'no columns' : `no column of numbers or texts: ${listed(leftOut)}`,
  sameName: 'two columns with one name',
  decimals: (column: string) => `decimals without a converted type in ${column}`,
  elsewhere: (path: string) => `its rows are in another file: ${path}`,
  encrypted: 'encryption',
  compression: (codec: string) => `compression by ${codec}`,

  holds,
  leftOutColumn: (name: string, held: keyof typeof holds) => `${name} (${holds[held]})`,
  leftOut: (columns: readonly string[]) =>
    `${columns.length === 1 ? 'A column of the file is' : `${counted(columns.length)} columns of the file are`} excluded, since a table has no cells for ${columns.length === 1 ? 'its contents' : 'their contents'}: ${listed(columns)}. To use the data, write it as columns of numbers or texts.`,
  notLoaded: "Couldn't download the Parquet reader. Try again when you're online, or write the file as CSV.",
} as const;
