/** A short hash of a text, to tell two texts apart. */
import { digitsOf } from './base64.ts';

/** Characters of `shortHash`: two lanes of 32 bits. */
export const HASH_LENGTH = 12;

/** FNV-1a over UTF-16 units in two lanes of their own start and multiplier: chance collisions are 1 in 2^64, no secret is kept. */
export function shortHash(written: string): string {
  let [a, b] = [0x811c9dc5, 0x243f6a88];
  for (let index = 0; index < written.length; index++) {
    const code = written.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return [a, b].map((lane) => digitsOf(lane >>> 0, HASH_LENGTH / 2)).join('');
}
