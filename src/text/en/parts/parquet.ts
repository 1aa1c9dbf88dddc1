/** English texts: Parquet files. */
const otherFile = 'Write it anew, as Parquet with snappy or as CSV.';

const smallerGroups = 'Write it with smaller row groups.';

const counted = (count: number) => count.toLocaleString('en');

/** Contents without cells in a table. */
const holds = { list: 'lists', map: 'maps', struct: 'structs', bytes: 'bytes' } as const;

// Shows as many names as anyone reads.
const listed = (names: readonly string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');

export const parquetText = {
  itsEnd: 'its end, which says what is in it,',
  inGroup: (column: string, group: number, numGroups: number) =>
    numGroups === 1 ? `column ${column}` : `column ${column} in row group ${group} of ${numGroups}`,
  inPage: (column: string, page: number) => `${column}, page ${page},`,

  damaged: (place: string) =>
    `The Parquet file is damaged: ${place} is not what it says of itself. Fetch it again, or write it anew.`,
  unpacksTo: (place: string, numBytes: number | null, length: number) =>
    `The Parquet file is damaged: ${place} unpacks to ${numBytes === null ? 'more' : counted(numBytes)} bytes; its header says ${counted(length)}. Fetch it again, or write it anew.`,
  severalMembers: (place: string) =>
    `The Parquet file cannot be read: ${place} is packed as several members of gzip, whose checksums are not checked here. ${otherFile}`,
  tooManyBytes: (place: string, packed: number, unpacked: number) =>
    `The Parquet file claims too much: the ${counted(packed)} bytes of ${place} are said to unpack to ${counted(unpacked)}. ${smallerGroups}`,
  tooManyValues: (place: string, numValues: number, max: number) =>
    `The Parquet file has too many values in one page: ${place} has ${counted(numValues)}, of which ${counted(max)} can be read. ${smallerGroups}`,
  tooManyCells: (numRows: number, numColumns: number, numBytes: number) =>
    `The Parquet file claims too much: ${counted(numRows)} rows of ${numColumns} ${numColumns === 1 ? 'column' : 'columns'} in ${counted(numBytes)} bytes. Fetch it again, or write fewer rows.`,
  longEnd: (numBytes: number, max: number) =>
    `The end of the Parquet file, which says what is in it, has ${counted(numBytes)} bytes, of which ${counted(max)} can be read. Write it with larger row groups, or with fewer columns.`,
  noParquet: (first: string) =>
    `It is called a Parquet file, but begins with ${JSON.stringify(first)} where those begin with "PAR1". If it is a CSV file, let its name end with .csv; else write it anew.`,
  cutOff:
    'The Parquet file is cut off: it does not end with "PAR1" and a list of what is in it. Fetch it again, or wait until it is written.',
  encrypted: `The Parquet file is encrypted, and nobody here has its key. Write it without encryption.`,
  elsewhere: (path: string) =>
    `The Parquet file holds none of its rows: they are in ${path}. Choose that file, or write all rows into one.`,
  noColumns: (leftOut: readonly string[]) =>
    leftOut.length === 0
      ? 'The Parquet file has no columns.'
      : `No column of the Parquet file holds numbers or texts: ${listed(leftOut)}. Write what they hold as columns of their own.`,
  compression: (place: string, codec: string | undefined) =>
    `The Parquet file packs ${place} with ${codec ?? 'something unknown'}, which cannot be unpacked here; snappy, gzip, zstd, brotli and lz4 can. ${otherFile}`,
  encoding: (place: string, encoding: string | undefined) =>
    `The Parquet file encodes ${place} as ${encoding ?? 'something unknown'}, which cannot be read here. ${otherFile}`,
  oldLevels: `The Parquet file says which cells are blank in a way (BIT_PACKED) that was given up in 2013. ${otherFile}`,

  holds,
  leftOutColumn: (name: string, held: keyof typeof holds) => `${name} (${holds[held]})`,
  leftOut: (columns: readonly string[]) =>
    `${columns.length === 1 ? 'A column of the file is' : `${columns.length.toLocaleString('en')} columns of the file are`} left out, since a table has no cells for what ${columns.length === 1 ? 'it holds' : 'they hold'}: ${listed(columns)}. To use that, write it as columns of numbers or texts.`,
  notLoaded:
    'The part of the page that reads Parquet files could not be downloaded. Try again when there is a network, or write the file as CSV.',
} as const;
