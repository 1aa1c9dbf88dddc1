/**
 * Texts and numbers in letters that browsers, mail programs and form decoders leave alone. A space is `+`.
 * Characters outside `A-Za-z0-9._-` stand between two `~`, three base-64 digits each: a third of what percent
 * signs take.
 */
import { digitsOf, numberOfDigits } from '../../core/base64.ts';

const SPECIAL_CHARACTERS = /[^A-Za-z0-9._ -]+/gu;
const ESCAPED_PATTERN = /~((?:[A-Za-z0-9_-]{3})+)~/g;
const PERCENT_PATTERN = /(?:%[0-9a-f]{2})+/gi;

// Largest code point that three digits hold; larger ones are written as two UTF-16 halves.
const MAX_CODE_POINT = 64 ** 3 - 1;

const codeUnitsOf = (character: string): readonly number[] => {
  const codePoint = character.codePointAt(0) ?? 0;
  return codePoint <= MAX_CODE_POINT ? [codePoint] : [character.charCodeAt(0), character.charCodeAt(1)];
};

/** Needs no further escaping, except the `+` that `decoded` undoes. */
export const escapedForLink = (written: string): string =>
  written
    .replace(
      SPECIAL_CHARACTERS,
      (run) =>
        `~${[...run]
          .flatMap(codeUnitsOf)
          .map((unit) => digitsOf(unit, 3))
          .join('')}~`,
    )
    .replaceAll(' ', '+');

/** Inverts `escaped`, after `decoded`. */
export const unescapedFromLink = (written: string): string =>
  written.replace(ESCAPED_PATTERN, (_, groups: string) => {
    const units = groups.match(/.{3}/g) ?? [];
    return units.map((digits) => String.fromCodePoint(numberOfDigits(digits))).join('');
  });

const decodedBytes = (bytes: string): string => {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes;
  }
};

/** Undoes the encoding of forms (`+` and percent signs). Never throws. */
export const formDecoded = (written: string): string =>
  written.replaceAll('+', ' ').replace(PERCENT_PATTERN, decodedBytes);

/** Writes a number in its shortest readable form: `.05`, `1.5e-6`, `2000`. */
export const shortNumberText = (value: number): string => {
  const plain = String(value).replace(/^(-?)0\./, '$1.');
  const exponential = value.toExponential();
  return Math.abs(value) < 1 && exponential.length < plain.length ? exponential : plain;
};
