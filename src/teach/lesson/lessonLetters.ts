/**
 * A lesson in the letters of a link: base 64 of its JSON, packed (DEFLATE) where the browser can. Whoever writes one by hand need not
 * pack it: JSON begins with a brace, and nothing packed does. Knows no lesson.
 */
import { base64Of, bytesOfBase64 } from '../../core/base64.ts';
import { UserError } from '../../core/errors.ts';
import { text } from '../../text/text.ts';
import { lessonLimits } from './lesson.ts';

const BRACE = '{'.charCodeAt(0);
const FORMAT = 'deflate-raw';

/** Bytes of the longest lesson: no character of JSON has more than three in a unit of UTF-16. */
const MAX_BYTES = 3 * lessonLimits.textLength;

/** Letters of a link that hold the text of a lesson. */
export async function lettersOfLesson(written: string): Promise<string> {
  const plain = new TextEncoder().encode(written);
  const packed = await piped(plain, () => new CompressionStream(FORMAT), MAX_BYTES).catch(() => plain);
  const isShorter = packed.length < plain.length && packed[0] !== BRACE;
  return base64Of(isShorter ? packed : plain)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The text in the letters. Throws a `UserError` for letters that hold none, or more than a lesson may have. */
export async function lessonTextOfLetters(letters: string): Promise<string> {
  try {
    const bytes = bytesOfBase64(letters.replaceAll('-', '+').replaceAll('_', '/'));
    const plain =
      bytes[0] === BRACE ? bytes : await piped(bytes, () => new DecompressionStream(FORMAT), MAX_BYTES);
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    throw new UserError(text.lesson.read.damaged);
  }
}

interface Pipe {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<BufferSource>;
}

/** The bytes that come out of a pipe. Throws where that is more than so many bytes, without waiting for the rest. */
async function piped(
  bytes: Uint8Array<ArrayBuffer>,
  createPipe: () => Pipe,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = createPipe();
  const writer = writable.getWriter();
  // What fails here fails for the reader as well.
  Promise.all([writer.write(bytes), writer.close()]).catch(() => {});
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = readable.getReader();
  for (let numBytes = 0; ; ) {
    const { value } = await reader.read();
    if (value === undefined) break;
    chunks.push(value);
    numBytes += value.length;
    if (numBytes > maxBytes) {
      reader.cancel().catch(() => {});
      throw new RangeError('More comes out than a lesson may have.');
    }
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
