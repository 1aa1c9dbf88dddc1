/** Turns the bytes of a file into text: unpacks gzip, decodes letters, and refuses what is no text. */
import { tableLimits } from '../../core/schema/limits.ts';
import { text } from '../../text/text.ts';
import { type Characters, characterSets } from './table.ts';

const { parse: words } = text.tableFile;

/** Sentence for the user. Does not leave this folder. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
}

type Bytes = Uint8Array<ArrayBufferLike>;

/** Unpacks gzip by its first bytes; `onRead` gets the number of bytes read so far. */
export async function* unpacked(
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
    const first = await beginning(next);
    if (first === null) return;
    if (first[0] === 0x1f && first[1] === 0x8b) yield* gunzipped(first, next);
    else for (let piece: Bytes | null = first; piece !== null; piece = await next()) yield piece;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function beginning(next: () => Promise<Bytes | null>): Promise<Bytes | null> {
  const first = await next();
  if (first === null || first.length > 1) return first;
  const second = await beginning(next);
  return second === null ? first : joined(first, second);
}

function joined(first: Bytes, second: Bytes): Bytes {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

async function* gunzipped(first: Bytes, next: () => Promise<Bytes | null>): AsyncGenerator<Bytes> {
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

/** `onBytes` gets the undecoded bytes. Throws a `FileProblem` for a zero character. */
export async function* decodedText(
  pieces: AsyncIterable<Bytes>,
  letters: Letters,
  onBytes: (bytes: Bytes) => void,
): AsyncGenerator<string> {
  for await (const piece of pieces) {
    onBytes(piece);
    const decoded = letters.take(piece, false);
    if (decoded.includes('\0')) throw new FileProblem(words.notText);
    yield decoded;
  }
  yield letters.take(new Uint8Array(), true);
}

export interface Letters {
  /** Expects at least two bytes in the first piece, unless there are no more. */
  readonly take: (bytes: Bytes, isEnd: boolean) => string;
  readonly characters: () => Characters;
  readonly isDamaged: () => boolean;
}

// Usual before Unicode.
const OLD: Characters = 'western';
const MARKS_UTF16: readonly (readonly [first: number, second: number, name: string])[] = [
  [0xff, 0xfe, 'utf-16le'],
  [0xfe, 0xff, 'utf-16be'],
];
// Bytes of a UTF-8 letter by its first byte.
const LENGTHS: readonly (readonly [from: number, to: number, length: number])[] = [
  [0xc2, 0xdf, 2],
  [0xe0, 0xef, 3],
  [0xf0, 0xf4, 4],
];

// Without `given`, the first letter beyond ASCII decides.
export function createLetters(given: Characters | undefined): Letters {
  let characters = given ?? 'unicode';
  let isDamaged = false;
  let decoder: TextDecoder | null = null;
  let isFirst = true;
  let waiting: Bytes = new Uint8Array();
  const decoderFor = (bytes: Bytes, isEnd: boolean): TextDecoder | null => {
    const mark = MARKS_UTF16.find(([first, second]) => isFirst && bytes[0] === first && bytes[1] === second);
    if (mark !== undefined && characters === 'unicode') return new TextDecoder(mark[2]);
    if (given === undefined) {
      const isUtf8 = beginsAsUtf8(bytes, isEnd);
      if (isUtf8 === null) return null;
      characters = isUtf8 ? 'unicode' : OLD;
    }
    return new TextDecoder(characterSets[characters]);
  };
  return {
    take: (bytes, isEnd) => {
      const all = waiting.length > 0 ? joined(waiting, bytes) : bytes;
      decoder ??= decoderFor(all, isEnd);
      isFirst = false;
      waiting = new Uint8Array();
      if (decoder !== null) {
        const decoded = decoder.decode(all, { stream: !isEnd });
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

/** Null without a whole letter beyond ASCII. */
function beginsAsUtf8(bytes: Bytes, isEnd: boolean): boolean | null {
  const at = bytes.findIndex((byte) => !isAscii(byte));
  const first = bytes[at];
  if (first === undefined) return isEnd ? true : null;
  const length = LENGTHS.find(([from, to]) => first >= from && first <= to)?.[2] ?? 1;
  if (at + length > bytes.length) return isEnd ? false : null;
  const others = bytes.subarray(at + 1, at + length);
  return length > 1 && others.every((byte) => byte >= 0x80 && byte <= 0xbf);
}
