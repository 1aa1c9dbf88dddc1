/** Reads a Parquet file into the table that a CSV file of the same cells makes, a page at a time. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { tableLimits } from '../../../core/schema/limits.ts';
import { text } from '../../../text/text.ts';
import { type ParseOptions, readingOf, type TableReading } from '../csv/parseTable.ts';
import { exactNumberIn } from '../numbers.ts';
import type { Table } from '../table.ts';
import { createTableBuilder } from '../tableBuilder.ts';
import { damageAt, stepsSoundly } from './checks.ts';
import {
  type Cell,
  MAX_RATIO,
  type ParquetColumn,
  type ParquetGroup,
  type Raw,
  readFooter,
} from './footer.ts';
import { isOfDictionary, type Page, pagesOf, valuesOf } from './pages.ts';

const words = text.parquet;

interface ParquetInput {
  readonly name: string;
  readonly file: Blob;
}

/** Never rejects. Of `form`, only `maxRows` counts. */
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
  // Half of the work is to hash all bytes.
  const report = (share: number, numRead: number): void =>
    onProgress?.({
      numBytes: Math.floor(share * file.size),
      numRows: Math.floor(numRead),
      maxRows: rows.maxRows,
      numRowsInFile: numRows,
    });
  report(0, 0);
  const hash = await hashOf(file, (share) => report(share / 2, 0));
  const bytesLeft = { numBytes: Math.max(8 * tableLimits.cells, MAX_RATIO * file.size) };
  for (const [index, group] of groups.entries()) {
    const numBefore = rows.numSeen();
    const places = placesOf(group, rows.placeOfNext);
    for (const [number, column] of columns.entries()) {
      const place = words.inGroup(column.name, index + 1, groups.length);
      const chunk = group.chunks[number];
      if (chunk === undefined) throw damageAt(place);
      const mayBeBlank = column.element.repetition_type !== 'REQUIRED';
      const pages = pagesOf(file, chunk, { mayBeBlank, place, maxCells: group.numRows, bytesLeft });
      const cellsOf = createCellReader(column);
      let row = 0;
      for await (const page of pages) {
        for (const cells of stepsSoundly(page.place, cellsOf(page))) {
          for (const cell of cells) {
            const placeInTable = places[row++] ?? LEFT_OUT;
            if (placeInTable !== LEFT_OUT) rows.columns[number]?.set(placeInTable, cell);
          }
          const numRead = numBefore + (group.numRows * number + row) / columns.length;
          report(0.5 + 0.5 * (numRead / numRows), numRead);
        }
      }
      if (row !== group.numRows) throw damageAt(place);
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

/** `LEFT_OUT`, or the row in the table. Computed once for all columns of the group. */
function placesOf({ numRows }: ParquetGroup, placeOfNext: () => number | null): Int32Array {
  const places = new Int32Array(numRows);
  for (let row = 0; row < numRows; row++) places[row] = placeOfNext() ?? LEFT_OUT;
  return places;
}

const BATCH = 4096;

/** Takes pages in order. Throws if they are damaged. */
function createCellReader({ element, cellOf }: ParquetColumn): (page: Page) => Generator<readonly Cell[]> {
  let dictionary: readonly Cell[] = [];
  const entry = (code: unknown): Cell => {
    const cell = dictionary[Number(code)];
    if (cell === undefined) throw new RangeError(`The dictionary has ${dictionary.length} cells.`);
    return cell;
  };
  return function* (page) {
    const batches = valuesOf(page, element);
    if (page.isDictionary) {
      dictionary = [...batches].flatMap((values) => Array.from(values, cellOf));
      return;
    }
    const toCell = isOfDictionary(page.encoding) ? entry : cellOf;
    let [values, next]: [ArrayLike<Raw>, number] = [[], 0];
    let cells: Cell[] = [];
    for (let row = 0; row < page.numCells; row++) {
      if (cells.length === BATCH) {
        yield cells;
        cells = [];
      }
      if (page.presence?.[row] === 0) {
        cells.push('');
        continue;
      }
      if (next === values.length) [values, next] = [batches.next().value ?? [], 0];
      cells.push(toCell(values[next++] as Raw));
    }
    yield cells;
  };
}
