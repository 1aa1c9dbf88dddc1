/** Whole numbers as bits, the most significant first. */

export class UnreadableBits extends Error {
  override readonly name = 'UnreadableBits';
}

export class TooManyBits extends Error {
  override readonly name = 'TooManyBits';
}

export class BitWriter {
  readonly #maxBytes: number;
  readonly #bytes: number[] = [];
  #numBits = 0;

  /** Throws `TooManyBits` above `maxBytes`. */
  constructor(maxBytes = Number.POSITIVE_INFINITY) {
    this.#maxBytes = maxBytes;
  }

  /** `numBits`: at most 32. */
  whole(value: number, numBits: number): void {
    for (let left = numBits; left > 0; ) {
      const place = Math.floor(this.#numBits / 8);
      if (place >= this.#maxBytes) throw new TooManyBits('There is no room.');
      const free = 8 - (this.#numBits % 8);
      const taken = Math.min(free, left);
      const part = Math.floor(value / 2 ** (left - taken)) % 2 ** taken;
      this.#bytes[place] = (this.#bytes[place] ?? 0) + part * 2 ** (free - taken);
      this.#numBits += taken;
      left -= taken;
    }
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#bytes);
  }
}

// Twice what the largest histories have: a few bits may stand for many equal numbers.
const MAX_NUMBERS = 8e6;

/** Throws `UnreadableBits` past the end. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #numRead = 0;
  #numExpected = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  whole(numBits: number): number {
    if (this.#numRead + numBits > 8 * this.#bytes.length) throw new UnreadableBits('The bits end too soon.');
    let value = 0;
    for (let left = numBits; left > 0; ) {
      const free = 8 - (this.#numRead % 8);
      const taken = Math.min(free, left);
      const byte = this.#bytes[Math.floor(this.#numRead / 8)] ?? 0;
      value = value * 2 ** taken + (Math.floor(byte / 2 ** (free - taken)) % 2 ** taken);
      this.#numRead += taken;
      left -= taken;
    }
    return value;
  }

  /** Call before making room for `count` numbers. Throws if a text would take too much memory. */
  expect(count: number): void {
    this.#numExpected += count;
    if (this.#numExpected > MAX_NUMBERS) throw new UnreadableBits('There are more numbers than a run has.');
  }

  /** Throws unless only padding is left. */
  end(): void {
    if (this.#numRead + 8 <= 8 * this.#bytes.length) throw new UnreadableBits('There are bits left over.');
  }
}
