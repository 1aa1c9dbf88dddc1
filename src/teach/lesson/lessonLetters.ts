/** A lesson in the letters of a link: its JSON in base64, deflated where the browser can; or plain JSON. */
import { bytesOfLetters, linkLettersOf } from '../../core/base64.ts';
import { UserError } from '../../core/errors.ts';
import { text } from '../../text/text.ts';
import { type Lesson, lessonLimits } from './lesson.ts';

const OPENING_BRACE = '{'.charCodeAt(0);
const COMPRESSION_FORMAT = 'deflate-raw';

// A UTF-16 unit takes at most three bytes of UTF-8.
const MAX_BYTES = 3 * lessonLimits.textLength;

/** JSON without defaults; `readLessonText` restores an equal lesson. */
export function textOfLesson(lesson: Lesson): string {
  const { title, beats, starts, hidden, locked, mayReopen, course } = lesson;
  return JSON.stringify({
    title,
    beats: beats.map(({ say, place, start, question }) => ({
      say,
      ...(place !== null && { place }),
      ...(start !== null && { start }),
      ...(question !== null && { question }),
    })),
    ...(starts.length > 0 && { starts }),
    ...(hidden.length > 0 && { hidden }),
    ...(locked.length > 0 && { locked }),
    ...(!mayReopen && { mayReopen }),
    ...(course !== null && { course }),
  });
}

export async function lettersOfLesson(written: string): Promise<string> {
  const plain = new TextEncoder().encode(written);
  const packed = await transformedBytes(
    plain,
    () => new CompressionStream(COMPRESSION_FORMAT),
    MAX_BYTES,
  ).catch(() => plain);
  const isShorter = packed.length < plain.length && packed[0] !== OPENING_BRACE;
  return linkLettersOf(isShorter ? packed : plain);
}

/** Throws a `UserError` for invalid letters or too long a text. */
export async function lessonTextFromLetters(letters: string): Promise<string> {
  try {
    const bytes = bytesOfLetters(letters);
    const plain =
      bytes[0] === OPENING_BRACE
        ? bytes
        : await transformedBytes(bytes, () => new DecompressionStream(COMPRESSION_FORMAT), MAX_BYTES);
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    throw new UserError(text.lesson.read.damaged);
  }
}

interface ByteTransform {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<BufferSource>;
}

/** Throws above the limit without reading the rest, so that a small link cannot expand without bound. */
async function transformedBytes(
  bytes: Uint8Array<ArrayBuffer>,
  createPipe: () => ByteTransform,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = createPipe();
  const writer = writable.getWriter();
  // Ignored, since the reader fails with the same error.
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
