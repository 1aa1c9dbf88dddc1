/** Reads a Parquet file into the table that a CSV file of the same cells makes, a page at a time. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { tableLimits } from '../../../core/schema/limits.ts';
import { text } from '../../../text/text.ts';
import { type ParseOptions, type TableReading, tableReadingOf } from '../csv/parseTable.ts';
import { exactNumberInCell } from '../numbers.ts';
import type { Table } from '../table.ts';
import { createTableBuilder } from '../tableBuilder.ts';
import { damageProblem, stepsWithDamageErrors } from './checks.ts';
import {
  MAX_CELLS_PER_BYTE,
  type ParquetColumn,
  type ParquetGroup,
  type ParquetValue,
  readFooter,
  type TableCell,
} from './footer.ts';
import { decodedValues, isDictionaryEncoding, type ParquetPage, pagesOf } from './pages.ts';

const words = text.parquet;

interface ParquetInput {
  readonly name: string;
  readonly file: Blob;
}

/** Never rejects. Of `form`, only `maxRows` counts. */
export const parseParquet = (input: ParquetInput, options: ParseOptions = {}): Promise<TableReading> =>
  tableReadingOf(readParquetTable(input, options));

async function readParquetTable(
  { name, file }: ParquetInput,
  { form, onProgress }: ParseOptions,
): Promise<Table> {
  const { columns, leftOut, groups, numRows } = await readFooter(file);
  const rows = createTableBuilder({
    header: columns.map((column) => column.name),
    numColumns: columns.length,
    ...form,
    numberOf: exactNumberInCell,
  });
  // Half of the work is to hash all bytes.
  const report = (share: number, numRead: number): void =>
    onProgress?.({
      numBytes: Math.floor(share * file.size),
      numRows: Math.floor(numRead),
      maxRows: rows.maxRows,
      numRowsInFile: numRows,
    });
  report(0, 0);
  const hash = await fileHashOf(file, (share) => report(share / 2, 0));
  const bytesLeft = { numBytes: Math.max(8 * tableLimits.cells, MAX_CELLS_PER_BYTE * file.size) };
  for (const [index, group] of groups.entries()) {
    const numBefore = rows.numSeen();
    const places = rowPlacesOfGroup(group, rows.placeOfNext);
    for (const [number, column] of columns.entries()) {
      const place = words.inGroup(column.name, index + 1, groups.length);
      const chunk = group.chunks[number];
      if (chunk === undefined) throw damageProblem(place);
      const mayBeBlank = column.element.repetition_type !== 'REQUIRED';
      const pages = pagesOf(file, chunk, { mayBeBlank, place, maxCells: group.numRows, bytesLeft });
      const cellsOf = createCellReader(column);
      let row = 0;
      for await (const page of pages) {
        for (const cells of stepsWithDamageErrors(page.place, cellsOf(page))) {
          for (const cell of cells) {
            const placeInTable = places[row++] ?? LEFT_OUT_ROW;
            if (placeInTable !== LEFT_OUT_ROW) rows.columns[number]?.set(placeInTable, cell);
          }
          const numRead = numBefore + (group.numRows * number + row) / columns.length;
          report(0.5 + 0.5 * (numRead / numRows), numRead);
        }
      }
      if (row !== group.numRows) throw damageProblem(place);
    }
  }
  const known = { characters: 'unicode', delimiter: 'comma', hasHeader: true } as const;
  return rows.table({ fileName: name, hash, form: known, isDamaged: false, parquet: { leftOut } });
}

async function fileHashOf(file: Blob, onShare: (share: number) => void): Promise<string> {
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

const LEFT_OUT_ROW = -1;

/** `LEFT_OUT_ROW`, or the row in the table. Computed once for all columns of the group. */
function rowPlacesOfGroup({ numRows }: ParquetGroup, placeOfNext: () => number | null): Int32Array {
  const places = new Int32Array(numRows);
  for (let row = 0; row < numRows; row++) places[row] = placeOfNext() ?? LEFT_OUT_ROW;
  return places;
}

const ROWS_PER_BATCH = 4096;

/** Takes pages in order. Throws if they are damaged. */
function createCellReader({
  element,
  cellOf,
}: ParquetColumn): (page: ParquetPage) => Generator<readonly TableCell[]> {
  let dictionary: readonly TableCell[] = [];
  const entry = (code: unknown): TableCell => {
    const cell = dictionary[Number(code)];
    if (cell === undefined) throw new RangeError(`The dictionary has ${dictionary.length} cells.`);
    return cell;
  };
  return function* (page) {
    const batches = decodedValues(page, element);
    if (page.isDictionary) {
      dictionary = [...batches].flatMap((values) => Array.from(values, cellOf));
      return;
    }
    const toCell = isDictionaryEncoding(page.encoding) ? entry : cellOf;
    let [values, next]: [ArrayLike<ParquetValue>, number] = [[], 0];
    let cells: TableCell[] = [];
    for (let row = 0; row < page.numCells; row++) {
      if (cells.length === ROWS_PER_BATCH) {
        yield cells;
        cells = [];
      }
      if (page.presence?.[row] === 0) {
        cells.push('');
        continue;
      }
      if (next === values.length) [values, next] = [batches.next().value ?? [], 0];
      cells.push(toCell(values[next++] as ParquetValue));
    }
    yield cells;
  };
}
