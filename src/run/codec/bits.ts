/** Whole numbers as bits, the most significant first. */

export class UnreadableBits extends Error {
  override readonly name = 'UnreadableBits';
}

export class TooManyBits extends Error {
  override readonly name = 'TooManyBits';
}

// Operators on bits take 32, of which 7 may be left of the last number.
const HALF_BITS = 16;

export class BitWriter {
  readonly #maxBytes: number;
  readonly #bytes: number[] = [];
  #left = 0;
  #numLeft = 0;

  /** Throws `TooManyBits` above `maxBytes`. */
  constructor(maxBytes = Number.POSITIVE_INFINITY) {
    this.#maxBytes = maxBytes;
  }

  /** `numBits`: at most 32. */
  whole(value: number, numBits: number): void {
    if (numBits > HALF_BITS) {
      this.whole(Math.floor(value / 2 ** HALF_BITS), numBits - HALF_BITS);
      this.whole(value % 2 ** HALF_BITS, HALF_BITS);
      return;
    }
    this.#left = (this.#left << numBits) | value;
    for (this.#numLeft += numBits; this.#numLeft >= 8; this.#numLeft -= 8)
      this.#bytes.push((this.#left >> (this.#numLeft - 8)) & 0xff);
    this.#left &= 2 ** this.#numLeft - 1;
    if (this.#bytes.length + Math.sign(this.#numLeft) > this.#maxBytes)
      throw new TooManyBits('There is no room.');
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    const last = this.#numLeft === 0 ? [] : [this.#left << (8 - this.#numLeft)];
    return Uint8Array.from(this.#bytes.concat(last));
  }
}

// Twice what the largest histories have: a few bits may stand for many equal numbers.
const MAX_NUMBERS = 8e6;

/** Throws `UnreadableBits` past the end. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #numTaken = 0;
  #left = 0;
  #numLeft = 0;
  #numExpected = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** `numBits`: at most 32. */
  whole(numBits: number): number {
    if (numBits > HALF_BITS) return this.whole(numBits - HALF_BITS) * 2 ** HALF_BITS + this.whole(HALF_BITS);
    while (this.#numLeft < numBits) {
      const byte = this.#bytes[this.#numTaken++];
      if (byte === undefined) throw new UnreadableBits('The bits end too soon.');
      this.#left = (this.#left << 8) | byte;
      this.#numLeft += 8;
    }
    this.#numLeft -= numBits;
    const value = this.#left >> this.#numLeft;
    this.#left &= 2 ** this.#numLeft - 1;
    return value;
  }

  /** Call before allocating memory for `count` numbers. Throws if a text would need too much. */
  expect(count: number): void {
    this.#numExpected += count;
    if (this.#numExpected > MAX_NUMBERS) throw new UnreadableBits('There are more numbers than a run has.');
  }

  /** Throws unless only padding is left. */
  end(): void {
    if (this.#numTaken < this.#bytes.length) throw new UnreadableBits('There are bits left over.');
  }
}
