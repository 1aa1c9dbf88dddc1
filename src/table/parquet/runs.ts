/** Whole numbers as Parquet packs them: runs of one number, and groups of eight of some bits each, in turns. Knows nothing of columns. */

/** Reads the numbers of `width` bits in `bytes`, one after the other, however long a run says it is. Throws where they end. */
export function createRunReader(bytes: Uint8Array, width: number): () => number {
  if (width === 0) return () => 0;
  if (width > 32) throw new RangeError(`Numbers have at most 32 bits, not ${width}.`);
  let offset = 0;
  let numLeft = 0;
  let value = 0;
  /** The place of the next bits of a packed run; null: in a run of one number. */
  let bit: number | null = null;
  const begin = (): void => {
    const [header, next] = varIntAt(bytes, offset);
    const numBytes = header % 2 === 1 ? (header >>> 1) * width : (width + 7) >> 3;
    if (header % 2 === 1) [bit, numLeft] = [8 * next, 8 * (header >>> 1)];
    else [bit, numLeft, value] = [null, header >>> 1, bitsAt(bytes, 8 * next, 8 * numBytes)];
    offset = next + numBytes;
  };
  return () => {
    while (numLeft === 0) begin();
    numLeft--;
    if (bit === null) return value;
    const packed = bitsAt(bytes, bit, width);
    bit += width;
    return packed;
  };
}

/** The number of at most 32 bits at a place. Writers leave out bytes after the last number, so that only the first one must be there. */
function bitsAt(bytes: Uint8Array, bit: number, width: number): number {
  const first = Math.floor(bit / 8);
  const shift = bit % 8;
  if (first >= bytes.length) throw endOf(bytes);
  let bits = (bytes[first] ?? 0) >>> shift;
  for (let got = 8 - shift, at = first + 1; got < width; got += 8, at++) bits += (bytes[at] ?? 0) * 2 ** got;
  return bits % 2 ** width;
}

/** A number of as many bytes as it needs, and the place after it. */
export function varIntAt(bytes: Uint8Array, start: number): readonly [value: number, next: number] {
  let value = 0;
  for (let at = start, scale = 1; scale < 2 ** 35; at++, scale *= 128) {
    const byte = bytes[at];
    if (byte === undefined) throw endOf(bytes);
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) {
      if (value >= 2 ** 32) break;
      return [value, at + 1];
    }
  }
  throw new RangeError('A number of a page is too large.');
}

const endOf = (bytes: Uint8Array) => new RangeError(`The numbers end after ${bytes.length} bytes.`);
