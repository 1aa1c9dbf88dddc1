/** Base-64 texts of bytes and whole numbers, and a short hash of a text. */

function base64Of(bytes: Uint8Array): string {
  let characters = '';
  // Pieces of 8,192 bytes: every JavaScript engine accepts so many arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    characters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(characters);
}

export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  // A loop, since `Uint8Array.from` takes ten times as long.
  for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index);
  return bytes;
}

export const linkLettersOf = (bytes: Uint8Array): string =>
  base64Of(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Throws for other characters. */
export const bytesOfLetters = (letters: string): Uint8Array<ArrayBuffer> =>
  bytesOfBase64(letters.replaceAll('-', '+').replaceAll('_', '/'));

const LINK_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Digits that links carry unescaped, the most significant first. */
export function digitsOf(value: number, numDigits: number): string {
  return Array.from({ length: numDigits }, (_, place) =>
    LINK_DIGITS.charAt(Math.floor(value / 2 ** (6 * (numDigits - 1 - place))) % 64),
  ).join('');
}

export function numberOfDigits(digits: string): number {
  return [...digits].reduce((sum, digit) => sum * 64 + LINK_DIGITS.indexOf(digit), 0);
}

export const HASH_LENGTH = 12;

/** FNV-1a over UTF-16 units in two lanes: chance collisions are 1 in 2^64; not for secrets. */
export function shortHash(written: string): string {
  let [a, b] = [0x811c9dc5, 0x243f6a88];
  for (let index = 0; index < written.length; index++) {
    const code = written.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return [a, b].map((lane) => digitsOf(lane >>> 0, HASH_LENGTH / 2)).join('');
}
