/** Reads a CSV file, gzipped or plain and in any character set; only the kept rows stay in memory. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import Papa from 'papaparse';
import { tableLimits } from '../../../core/schema/limits.ts';
import { text } from '../../../text/text.ts';
import { cleanCell, isBlank, numberInCell } from '../numbers.ts';
import {
  type CharacterSet,
  type CsvForm,
  characterSets,
  type Delimiter,
  delimiterCharacters,
  delimiters,
  type ReadingForm,
  type Table,
} from '../table.ts';
import { createTableBuilder, FileProblem } from '../tableBuilder.ts';
import { guessedCharacterSets } from './guessCharacters.ts';

const { parse: words } = text.tableFile;

interface TableInput {
  readonly name: string;
  readonly bytes: ReadableStream<Uint8Array>;
}

export interface ParseOptions {
  readonly form?: ReadingForm;
  readonly onProgress?: (progress: ReadingProgress) => void;
}

export interface ReadingProgress {
  readonly numBytes: number;
  readonly numRows: number;
  readonly maxRows: number;
  readonly numRowsInFile?: number;
}

export type TableReading =
  | { readonly table: Table; readonly problems: readonly [] }
  | { readonly table: null; readonly problems: readonly string[] };

const GUESSING_LENGTH = 1 << 16;
const MIN_ROWS_OF_HEAD = 2;

/** Never rejects. */
export const parseTable = (input: TableInput, options: ParseOptions = {}): Promise<TableReading> =>
  tableReadingOf(readTable(input, options));

/** Never rejects; a file that cannot be read becomes a sentence. */
export const tableReadingOf = (reading: Promise<Table>): Promise<TableReading> =>
  reading.then(
    (table) => ({ table, problems: [] }),
    (error: unknown) => {
      // Browsers throw a RangeError if an array does not fit into memory.
      const other = error instanceof RangeError ? words.noMemory : words.unreadable;
      return { table: null, problems: [error instanceof FileProblem ? error.message : other] };
    },
  );

async function readTable({ name, bytes }: TableInput, options: ParseOptions): Promise<Table> {
  // In pieces: WebCrypto wants all bytes at once, and a large file may not fit into memory.
  const hash = sha256.create();
  let numBytesRead = 0;
  const noted = decompressedBytes(bytes, (numBytes) => {
    numBytesRead += numBytes;
  });
  const letters = createLetterDecoder(options.form?.characters);
  const texts = decodedText(noted, letters, (piece) => void hash.update(piece));
  let waiting = '';
  let reader: ReturnType<typeof createRowReader> | null = null;
  for await (const piece of texts) {
    waiting += piece;
    const head = reader === null ? guessingTextOf(waiting) : null;
    if (head !== null) ({ reader, waiting } = beginParsing(head, waiting, false, options.form));
    waiting = reader?.take(waiting, false) ?? waiting;
    const numRows = reader?.numRows() ?? 0;
    if (waiting.length > tableLimits.rowLength) throw new FileProblem(words.longRow(numRows + 1));
    const maxRows = reader?.maxRows ?? tableLimits.rows;
    options.onProgress?.({ numBytes: numBytesRead, numRows, maxRows });
  }
  if (reader === null) ({ reader, waiting } = beginParsing(waiting, waiting, true, options.form));
  reader.take(waiting, true);
  return reader.table(name, bytesToHex(hash.digest()), letters);
}

/** Beginning to guess from, however the text is cut into pieces; null if too little has come. */
function guessingTextOf(written: string): string | null {
  for (let length = GUESSING_LENGTH; length <= written.length; length *= 2) {
    const head = written.slice(0, length);
    // Rows are counted with any delimiter, since it does not change where they end.
    if (rowsOfHead(head, 'comma', false).length >= MIN_ROWS_OF_HEAD) return head;
  }
  return null;
}

// Skips a first line `sep=`, which only names the delimiter.
function beginParsing(head: string, waiting: string, isAll: boolean, given: ReadingForm = {}) {
  const { length, delimiter } = separatorLine(head);
  const form = delimiter === null ? given : { delimiter, ...given };
  return { reader: createRowReader(head.slice(length), isAll, form), waiting: waiting.slice(length) };
}

/** Throws a `FileProblem` if `head` cannot begin a table. */
function createRowReader(head: string, isAll: boolean, given: ReadingForm) {
  const form = guessForm(head, isAll, given);
  const firstRows = rowsOfHead(head, form.delimiter, isAll);
  const header = form.hasHeader ? (firstRows[0] ?? []) : [];
  const numColumns = form.hasHeader ? header.length : usualRowLength(firstRows);
  if (firstRows.length === 0) throw new FileProblem(words.empty);
  const parser = rowParser(form.delimiter);
  const rows = createTableBuilder({
    header,
    numColumns,
    ...given,
    numberOf: (cell) => numberInCell(cell, form.delimiter),
  });
  let isHeaderNext = form.hasHeader;
  return {
    /** Takes whole rows (everything if `isEnd`); returns the unread rest. */
    take: (written: string, isEnd: boolean): string => {
      const { data, errors, meta } = parser.parse(written, 0, !isEnd);
      const [bad] = errors;
      for (const [index, row] of (data as string[][]).entries()) {
        if (bad?.row === index) throw new FileProblem(quoteProblem(bad.code, rows.numSeen() + 1));
        if (isBlankLine(row)) continue;
        if (isHeaderNext) isHeaderNext = false;
        else rows.add(row);
      }
      return written.slice(meta.cursor);
    },
    numRows: rows.numSeen,
    maxRows: rows.maxRows,
    table: (fileName: string, hash: string, { characters, isDamaged }: LetterDecoder): Table => {
      const [used = 'unicode', ...others] = characters();
      return rows.table({
        fileName,
        hash,
        form: { ...form, characters: used },
        isDamaged: isDamaged(),
        ...(others.length > 0 && { maybeCharacters: others }),
      });
    },
  };
}

// Such a row is refused: programs disagree on where its cells end.
const quoteProblem = (code: string, row: number): string =>
  code === 'MissingQuotes' ? words.openQuote(row) : words.strayQuote(row);

const NUM_GUESSING_ROWS = 100;

// With `ignoreLastRow`, `parse` omits a last row whose end has not arrived yet.
const rowParser = (delimiter: Delimiter) =>
  new Papa.Parser({ delimiter: delimiterCharacters[delimiter], newline: '\n' });

/** Drops blank lines; the last row may be cut off unless `isAll`. */
function rowsOfHead(head: string, delimiter: Delimiter, isAll: boolean): readonly (readonly string[])[] {
  const rows = rowParser(delimiter).parse(head, 0, !isAll).data as string[][];
  return rows
    .filter((row) => !isBlankLine(row))
    .slice(0, NUM_GUESSING_ROWS)
    .map((row) => row.map(cleanCell));
}

const isBlankLine = (row: readonly string[]): boolean => row.length === 1 && row[0]?.trim() === '';

/** Reads the line `sep=;` of Excel; length 0 if there is none. */
function separatorLine(head: string): {
  readonly length: number;
  readonly delimiter: Delimiter | null;
} {
  const [line = '', sign] = /^sep=(.)\n?/i.exec(head) ?? [];
  return {
    length: line.length,
    delimiter: delimiters.find((name) => delimiterCharacters[name] === sign) ?? null,
  };
}

function guessForm(
  head: string,
  isAll: boolean,
  given: Partial<CsvForm>,
): Pick<CsvForm, 'delimiter' | 'hasHeader'> {
  const delimiter = given.delimiter ?? guessDelimiter(head, isAll);
  return { delimiter, hasHeader: given.hasHeader ?? looksLikeHeader(head, delimiter, isAll) };
}

// The delimiter that cuts most rows equally; of equals, the one with most cells.
function guessDelimiter(head: string, isAll: boolean): Delimiter {
  const guesses = delimiters.map((delimiter) => {
    const rows = rowsOfHead(head, delimiter, isAll);
    const numCells = usualRowLength(rows);
    const share = rows.filter((row) => row.length === numCells).length / Math.max(1, rows.length);
    return { delimiter, score: numCells < 2 ? 0 : share * share + Math.min(numCells, 20) / 100 };
  });
  return guesses.reduce((best, other) => (other.score > best.score ? other : best)).delimiter;
}

function usualRowLength(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].reduce((best, other) => (other[1] > best[1] ? other : best), [0, 0])[0];
}

// Names are no numbers. One stands above numbers alone, or all are unique and no cells of their own columns.
function looksLikeHeader(head: string, delimiter: Delimiter, isAll: boolean): boolean {
  const [first = [], ...others] = rowsOfHead(head, delimiter, isAll);
  const isNumber = (cell: string) => !Number.isNaN(numberInCell(cell, delimiter));
  const isName = (cell: string) => !isBlank(cell) && !isNumber(cell);
  const named = first.filter(isName);
  if (named.length < Math.max(1, first.length - 1)) return false;
  const isAboveNumbers = first.some((name, column) => {
    const below = others.map((row) => row[column] ?? '').filter((cell) => !isBlank(cell));
    return isName(name) && below.length > 0 && below.every(isNumber);
  });
  if (isAboveNumbers) return true;
  const isCellBelow = first.some((name, column) =>
    others.some((row) => isName(name) && row[column] === name),
  );
  return !isCellBelow && new Set(named).size === named.length;
}

type Bytes = Uint8Array<ArrayBufferLike>;

/** Unpacks gzip by its first bytes; `onRead` gets the number of bytes read so far. */
async function* decompressedBytes(
  bytes: ReadableStream<Uint8Array>,
  onRead: (numBytes: number) => void,
): AsyncGenerator<Bytes> {
  const reader = bytes.getReader();
  const next = async () => {
    const { done, value } = await reader.read();
    if (!done) onRead(value.length);
    return done ? null : value;
  };
  try {
    const first = await firstTwoBytes(next);
    if (first === null) return;
    if (first[0] === 0x1f && first[1] === 0x8b) yield* gunzippedBytes(first, next);
    else for (let piece: Bytes | null = first; piece !== null; piece = await next()) yield piece;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function firstTwoBytes(next: () => Promise<Bytes | null>): Promise<Bytes | null> {
  const first = await next();
  if (first === null || first.length > 1) return first;
  const second = await firstTwoBytes(next);
  return second === null ? first : joinedBytes(first, second);
}

function joinedBytes(first: Bytes, second: Bytes): Bytes {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

async function* gunzippedBytes(first: Bytes, next: () => Promise<Bytes | null>): AsyncGenerator<Bytes> {
  let waiting: Bytes | null = first;
  const packed = new ReadableStream<BufferSource>({
    pull: async (controller) => {
      const piece = waiting ?? (await next());
      waiting = null;
      if (piece === null) controller.close();
      else controller.enqueue(piece as Uint8Array<ArrayBuffer>);
    },
  });
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader();
  const unpackedNext = () =>
    reader.read().catch(() => {
      throw new FileProblem(words.damagedGzip);
    });
  let numBytes = 0;
  for (let piece = await unpackedNext(); !piece.done; piece = await unpackedNext()) {
    numBytes += piece.value.length;
    if (numBytes > tableLimits.bytes) throw new FileProblem(words.tooLarge(tableLimits.bytes / 1e9));
    yield piece.value;
  }
}

/** All lines end in \n; `onBytes` gets the undecoded bytes. Throws a `FileProblem` for a zero character. */
async function* decodedText(
  pieces: AsyncIterable<Bytes>,
  letters: LetterDecoder,
  onBytes: (bytes: Bytes) => void,
): AsyncGenerator<string> {
  // A line end may be cut in two.
  let held = '';
  for await (const piece of pieces) {
    onBytes(piece);
    const decoded = held + letters.take(piece, false);
    held = decoded.endsWith('\r') ? '\r' : '';
    yield textLinesOf(decoded.slice(0, decoded.length - held.length));
  }
  yield textLinesOf(held + letters.take(new Uint8Array(), true));
}

function textLinesOf(decoded: string): string {
  if (decoded.includes('\0')) throw new FileProblem(words.notText);
  return decoded.includes('\r') ? decoded.replaceAll(/\r\n?/g, '\n') : decoded;
}

interface LetterDecoder {
  /** Expects at least two bytes in the first piece, unless there are no more. */
  readonly take: (bytes: Bytes, isEnd: boolean) => string;
  /** The set that is used, then others that fit as well. */
  readonly characters: () => readonly CharacterSet[];
  readonly isDamaged: () => boolean;
}

const UTF16_BYTE_ORDER_MARKS: readonly (readonly [first: number, second: number, name: string])[] = [
  [0xff, 0xfe, 'utf-16le'],
  [0xfe, 0xff, 'utf-16be'],
];
// Bytes from the first letter beyond ASCII on, which decide.
const NUM_GUESSING_BYTES = 1 << 16;

function createLetterDecoder(given: CharacterSet | undefined): LetterDecoder {
  let characters: readonly CharacterSet[] = [given ?? 'unicode'];
  let isDamaged = false;
  let decoder: TextDecoder | null = null;
  let isFirst = true;
  let waiting: Bytes = new Uint8Array();
  const decoderFor = (bytes: Bytes, isEnd: boolean): TextDecoder | null => {
    const mark = UTF16_BYTE_ORDER_MARKS.find(
      ([first, second]) => isFirst && bytes[0] === first && bytes[1] === second,
    );
    if (mark !== undefined && characters[0] === 'unicode') return new TextDecoder(mark[2]);
    if (given === undefined) {
      const at = bytes.findIndex((byte) => !isAscii(byte));
      if (!isEnd && (at < 0 || bytes.length - at < NUM_GUESSING_BYTES)) return null;
      if (at >= 0)
        characters = guessedCharacterSets(bytes.subarray(Math.max(0, at - 1), at + NUM_GUESSING_BYTES));
    }
    return new TextDecoder(characterSets[characters[0] ?? 'unicode']);
  };
  return {
    take: (bytes, isEnd) => {
      const all = waiting.length > 0 ? joinedBytes(waiting, bytes) : bytes;
      decoder ??= decoderFor(all, isEnd);
      isFirst = false;
      waiting = new Uint8Array();
      if (decoder !== null) {
        // At once, Node 20 would decode Windows-1252 as Latin-1.
        const decoded = decoder.decode(all, { stream: true }) + (isEnd ? decoder.decode() : '');
        isDamaged ||= decoded.includes('\ufffd');
        return decoded;
      }
      if (all.every(isAscii)) return new TextDecoder().decode(all);
      waiting = all;
      return '';
    },
    characters: () => characters,
    isDamaged: () => isDamaged,
  };
}

const isAscii = (byte: number): boolean => byte < 0x80;
