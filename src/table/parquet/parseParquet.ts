/**
 * Reads a Parquet file into the table that a CSV file of the same cells makes, column by column of each group of rows, a page at a
 * time. Whatever the file holds, the answer is a table or sentences that say why there is none.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ColumnMetaData } from 'hyparquet';
import { text } from '../../text/text.ts';
import { type ColumnBuilder, exactNumberIn } from '../columnBuilder.ts';
import { type ParseOptions, readingOf, type TableReading } from '../csv/parseTable.ts';
import { FileProblem } from '../fileBytes.ts';
import type { Table } from '../table.ts';
import { createTableBuilder } from '../tableBuilder.ts';
import type { Cell } from './cells.ts';
import { damageAt, type ParquetColumn, type ParquetGroup, readFooter, soundly } from './footer.ts';
import { type Page, pagesOf } from './pages.ts';
import { createRunReader } from './runs.ts';
import { createValueReader, dictionaryEncodings } from './values.ts';

const words = text.parquet;

interface ParquetInput {
  readonly name: string;
  readonly file: Blob;
}

/** Never rejects. Of the form that is given the number of rows alone means something. */
export const parseParquet = (input: ParquetInput, options: ParseOptions = {}): Promise<TableReading> =>
  readingOf(readTable(input, options));

async function readTable({ name, file }: ParquetInput, { form, onProgress }: ParseOptions): Promise<Table> {
  const { columns, leftOut, groups, numRows } = await readFooter(file);
  const rows = createTableBuilder({
    header: columns.map((column) => column.name),
    numColumns: columns.length,
    maxRows: form?.maxRows,
    numberOf: exactNumberIn,
  });
  /** Says how much of the work is done, of which half is to read all bytes for their hash. */
  const report = (share: number, numRead: number): void =>
    onProgress?.({
      numBytes: Math.floor(share * file.size),
      numRows: Math.floor(numRead),
      maxRows: rows.maxRows,
      numRowsInFile: numRows,
    });
  report(0, 0);
  const hash = await hashOf(file, (share) => report(share / 2, 0));
  for (const [index, group] of groups.entries()) {
    const numBefore = rows.numSeen();
    const places = placesOf(group, rows.placeOfNext);
    for (const [place, column] of columns.entries()) {
      const cells = cellsIn(file, column, {
        numRows: group.numRows,
        chunk: group.chunks[place],
        place: words.inGroup(column.name, index + 1, groups.length),
      });
      await fill(rows.columns[place], places, cells, (numCells) => {
        const numRead = numBefore + (group.numRows * place + numCells) / columns.length;
        report(0.5 + 0.5 * (numRead / numRows), numRead);
      });
    }
  }
  const known = { characters: 'unicode', delimiter: 'comma', hasHeader: true } as const;
  return rows.table({ fileName: name, hash, form: known, isDamaged: false, parquet: { leftOut } });
}

async function hashOf(file: Blob, onShare: (share: number) => void): Promise<string> {
  const hash = sha256.create();
  let numBytes = 0;
  const reader = file.stream().getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (value === undefined) continue;
    hash.update(value);
    numBytes += value.length;
    onShare(numBytes / file.size);
  }
  return bytesToHex(hash.digest());
}

const LEFT_OUT = -1;

/** The place of each row of a group in the table; `LEFT_OUT`: it has none. All columns need them again. */
function placesOf({ numRows }: ParquetGroup, placeOfNext: () => number | null): Int32Array {
  const places = new Int32Array(numRows);
  for (let row = 0; row < numRows; row++) places[row] = placeOfNext() ?? LEFT_OUT;
  return places;
}

async function fill(
  column: ColumnBuilder | undefined,
  places: Int32Array,
  batches: AsyncIterable<readonly Cell[]>,
  onCells: (numCells: number) => void,
): Promise<void> {
  let row = 0;
  for await (const cells of batches) {
    for (const cell of cells) {
      const place = places[row++] ?? LEFT_OUT;
      if (place !== LEFT_OUT) column?.set(place, cell);
    }
    onCells(row);
  }
}

/** Cells that are read before they are handed on. */
const BATCH = 4096;

/** The cells of a column in one group, some at a time; as many as the group has rows, or it throws a `FileProblem`. */
async function* cellsIn(
  file: Blob,
  column: ParquetColumn,
  {
    numRows,
    chunk,
    place,
  }: { readonly numRows: number; readonly chunk: ColumnMetaData | undefined; readonly place: string },
): AsyncGenerator<readonly Cell[]> {
  const mayBeBlank = column.element.repetition_type !== 'REQUIRED';
  let dictionary: readonly Cell[] = [];
  let numRead = 0;
  if (chunk === undefined) throw damageAt(place);
  for await (const page of pagesOf(file, chunk, { mayBeBlank, place })) {
    const next = soundly(place, () => createCellReader(page, column, dictionary));
    if (next === null) throw new FileProblem(words.encoding(place, page.encoding));
    if (page.isDictionary) {
      dictionary = soundly(place, () => next(page.numValues));
      continue;
    }
    numRead += page.numValues;
    if (numRead > numRows) throw damageAt(place);
    for (let left = page.numValues; left > 0; left -= BATCH)
      yield soundly(place, () => next(Math.min(BATCH, left)));
  }
  if (numRead !== numRows) throw damageAt(place);
}

/** Reads that many cells of a page, the next ones each time; null: its encoding is not known. */
function createCellReader(
  page: Page,
  { element, cellOf }: ParquetColumn,
  dictionary: readonly Cell[],
): ((count: number) => readonly Cell[]) | null {
  const isThere = page.presence === null ? () => 1 : createRunReader(page.presence, 1);
  const isOfDictionary = dictionaryEncodings.includes(page.encoding);
  const next = isOfDictionary ? null : createValueReader(page, element);
  const code = createRunReader(page.bytes.subarray(1), isOfDictionary ? (page.bytes[0] ?? 0) : 0);
  if (next === null && !isOfDictionary) return null;
  const nextCell = (): Cell => {
    if (next !== null) return cellOf(next());
    const cell = dictionary[code()];
    if (cell === undefined) throw new RangeError(`The dictionary has ${dictionary.length} cells.`);
    return cell;
  };
  return (count) => {
    const cells: Cell[] = [];
    for (let i = 0; i < count; i++) cells.push(isThere() === 0 ? '' : nextCell());
    return cells;
  };
}
