/** Errors for damaged Parquet files, and a check of Thrift metadata in one pass before it is decoded. */
import { text } from '../../../text/text.ts';
import { FileProblem } from '../tableBuilder.ts';

/** Problem found within a page; `asDamageErrors` adds where. */
export class PageProblem extends Error {
  override readonly name = 'PageProblem';
  readonly said: (place: string) => string;

  constructor(said: (place: string) => string) {
    super(said('It'));
    this.said = said;
  }
}

export const damageProblem = (place: string): FileProblem => new FileProblem(text.parquet.damaged(place));

/** Throws an error that `asDamageErrors` reports as damage. */
export function assertUndamaged(isSound: boolean): asserts isSound {
  if (!isSound) throw new PageProblem(text.parquet.damaged);
}

/** Runs `read` on bytes of the file. Any error means damage, since sizes and counts are never trusted. */
export function asDamageErrors<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw error instanceof PageProblem ? new FileProblem(error.said(place)) : damageProblem(place);
  }
}

export function* stepsWithDamageErrors<T>(place: string, steps: Generator<T>): Generator<T> {
  const next = () => asDamageErrors(place, () => steps.next());
  for (let step = next(); step.done !== true; step = next()) yield step.value;
}

// Real metadata is nested 8 deep.
const MAX_DEPTH = 16;
// Statistics lie this deep; decoding those of decimals takes time quadratic in their length.
const [STATISTICS_DEPTH, MAX_STATISTICS_WORK] = [7, 1e10];
// Decoded structs and flags take far more memory than their bytes. Real ones have at least four bytes each.
const [FEW_STRUCTS, BYTES_PER_STRUCT] = [1000, 4];

const [STOP, TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, STRUCT] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12,
];

/** Offset after the struct (compact protocol). Throws if it is damaged. */
export function endOfStruct(bytes: Uint8Array, start: number): number {
  let [at, work, structsLeft] = [start, 0, FEW_STRUCTS + bytes.length / BYTES_PER_STRUCT];
  const skip = (numBytes: number): void => {
    at += numBytes;
    assertUndamaged(at <= bytes.length);
  };
  const byte = (): number => {
    skip(1);
    return bytes[at - 1] ?? 0;
  };
  const varInt = (): number => {
    const [value, next] = variableIntegerAt(bytes, at);
    at = next;
    return value;
  };
  const list = (depth: number): void => {
    const head = byte();
    const size = head >> 4 === 15 ? varInt() : head >> 4;
    assertUndamaged(size <= bytes.length - at);
    const type = head & 15;
    for (let i = 0; i < size; i++) element(type === TRUE || type === FALSE ? BYTE : type, depth + 1);
  };
  const element = (type: number, depth: number): void => {
    if (type === STRUCT || type === TRUE || type === FALSE) structsLeft--;
    assertUndamaged(depth <= MAX_DEPTH && structsLeft >= 0);
    if (type === BYTE) skip(1);
    else if (type === I16 || type === I32 || type === I64) varInt();
    else if (type === DOUBLE) skip(8);
    else if (type === LIST) list(depth);
    else if (type === BINARY) {
      const length = varInt();
      if (depth >= STATISTICS_DEPTH) work += length * length;
      assertUndamaged(work <= MAX_STATISTICS_WORK);
      skip(length);
    } else if (type === STRUCT) {
      for (let head = byte(); (head & 15) !== STOP; head = byte()) {
        if (head < 16) varInt();
        element(head & 15, depth + 1);
      }
    } else assertUndamaged(type === TRUE || type === FALSE);
  };
  element(STRUCT, 0);
  return at;
}

export function variableIntegerAt(bytes: Uint8Array, start: number): readonly [value: number, next: number] {
  let value = 0;
  for (let [at, scale] = [start, 1]; at < start + 10; at++, scale *= 128) {
    assertUndamaged(at < bytes.length);
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return [value, at + 1];
  }
  throw new RangeError('A number has more than ten bytes.');
}
