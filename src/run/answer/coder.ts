/**
 * Whole numbers as bits in the letters of a link, written and read by the same code: whoever passes a number through a coder gets the
 * number back that a reader of the text will get. So what is written and what is read cannot differ in form. Knows nothing of what the
 * numbers mean.
 */
import { digitsOf, numberOfDigits } from '../../core/base64.ts';

/** Writes numbers, or reads those that another one wrote. */
export interface Coder {
  /** A whole number of so many bits: of a writer the given one, of a reader the one that stands there. */
  readonly whole: (numBits: number, given: number) => number;
  /** All that was written as letters; of a reader what is left, which is nothing but the padding if it has read all. */
  readonly text: () => string;
}

/** The text is not one that a writer made. */
export class UnreadableText extends Error {
  override readonly name = 'UnreadableText';
}

/** There is no room for the numbers in so many letters. */
export class TextTooLong extends Error {
  override readonly name = 'TextTooLong';
}

const BITS_PER_LETTER = 6;

/** A coder that writes so many letters at most. Throws `TextTooLong` beyond them. */
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

/** A coder that reads `written`, which may be anything of letters that links carry. Throws `UnreadableText` at its end. */
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

/** One bit. */
export const yesOrNo = (coder: Coder, given: boolean): boolean => coder.whole(1, Number(given)) === 1;

/** Yes or no of each of a list; one bit where it is no of all. */
export function marks(coder: Coder, given: readonly boolean[]): readonly boolean[] {
  const hasAny = yesOrNo(coder, given.some(Boolean));
  return given.map((mark) => hasAny && yesOrNo(coder, mark));
}

/** Bits that hold every whole number below `count`. */
export function bitsFor(count: number): number {
  let numBits = 0;
  while (2 ** numBits < count) numBits++;
  return numBits;
}
