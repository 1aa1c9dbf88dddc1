/**
 * Whole numbers as bits in link letters. The same code writes and reads; a coder returns the number that a reader
 * will get.
 */
import { digitsOf, numberOfDigits } from '../../core/base64.ts';

export interface Coder {
  /** Writes `given` and returns it, or reads a number of `numBits` bits. */
  readonly whole: (numBits: number, given: number) => number;
  /** Letters written, or left to read (empty if only padding is left). */
  readonly text: () => string;
}

export class UnreadableText extends Error {
  override readonly name = 'UnreadableText';
}

export class TextTooLong extends Error {
  override readonly name = 'TextTooLong';
}

const BITS_PER_LETTER = 6;

/** Throws `TextTooLong` beyond `maxLetters`. */
export function createBitWriter(maxLetters = Number.POSITIVE_INFINITY): Coder {
  const bits: number[] = [];
  return {
    whole: (numBits, given) => {
      if (bits.length + numBits > BITS_PER_LETTER * maxLetters) throw new TextTooLong('There is no room.');
      for (let place = numBits - 1; place >= 0; place--) bits.push(Math.floor(given / 2 ** place) % 2);
      return given;
    },
    text: () => {
      const numLetters = Math.ceil(bits.length / BITS_PER_LETTER);
      return Array.from({ length: numLetters }, (_, letter) => {
        const own = Array.from({ length: BITS_PER_LETTER }, (__, at) => bits[letter * BITS_PER_LETTER + at]);
        return digitsOf(
          own.reduce<number>((sum, bit) => 2 * sum + (bit ?? 0), 0),
          1,
        );
      }).join('');
    },
  };
}

/** `written`: any link letters. Throws `UnreadableText` at its end. */
export function createBitReader(written: string): Coder {
  let at = 0;
  const bitAt = (place: number): number => {
    const letter = numberOfDigits(written.charAt(Math.floor(place / BITS_PER_LETTER)));
    return Math.floor(letter / 2 ** (BITS_PER_LETTER - 1 - (place % BITS_PER_LETTER))) % 2;
  };
  return {
    whole: (numBits) => {
      if (at + numBits > BITS_PER_LETTER * written.length)
        throw new UnreadableText('The text ends too soon.');
      let value = 0;
      for (let place = 0; place < numBits; place++) value = 2 * value + bitAt(at + place);
      at += numBits;
      return value;
    },
    text: () => written.slice(Math.ceil(at / BITS_PER_LETTER)),
  };
}

export const yesOrNo = (coder: Coder, given: boolean): boolean => coder.whole(1, Number(given)) === 1;

/** A single bit if all are false. */
export function marks(coder: Coder, given: readonly boolean[]): readonly boolean[] {
  const hasAny = yesOrNo(coder, given.some(Boolean));
  return given.map((mark) => hasAny && yesOrNo(coder, mark));
}

/** Bits for every whole number below `count`. */
export function bitsFor(count: number): number {
  let numBits = 0;
  while (2 ** numBits < count) numBits++;
  return numBits;
}
