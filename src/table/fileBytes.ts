/** Turns the bytes of a file into its text: unpacked where it is packed, decoded, refused where it is no text. */

import { tableLimits } from '../schema/limits.ts';
import { text } from '../text/text.ts';

const { parse: words } = text.tableFile;

/** Why a file cannot be read, as a sentence for whoever chose it. Stays within this folder. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
}

type Bytes = Uint8Array<ArrayBufferLike>;

/** The bytes of a file, unpacked if they begin as gzip does. `onRead` learns how many were read of it. */
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

/** The first bytes, two at least unless there are no more. */
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

/** The text of `pieces`, in UTF-8 or as the mark at its beginning says. `onBytes` gets what is decoded. */
export async function* decodedText(
  pieces: AsyncIterable<Bytes>,
  onBytes: (bytes: Bytes) => void,
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const piece of pieces) {
    onBytes(piece);
    decoder ??= new TextDecoder(encodingOf(piece));
    const decoded = decoder.decode(piece, { stream: true });
    if (decoded.includes('\0')) throw new FileProblem(words.notText);
    yield decoded;
  }
  yield decoder?.decode() ?? '';
}

function encodingOf([first, second]: Bytes): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
