/**
 * Texts and numbers as links carry them: of letters that no browser, mail program or form decoder changes. Knows no setting.
 *
 * A space is `+`. Characters outside `A-Za-z0-9._-` stand between two `~`, three base-64 digits each: a name in any script
 * then costs a third of what percent signs would take.
 */
import { digitsOf, numberOfDigits } from '../../core/base64.ts';

const SPECIAL = /[^A-Za-z0-9._ -]+/gu;
const ESCAPED = /~((?:[A-Za-z0-9_-]{3})+)~/g;
const PERCENT = /(?:%[0-9a-f]{2})+/gi;

/** The largest code point that three digits hold; those beyond are written as the two halves of UTF-16. */
const LARGEST = 64 ** 3 - 1;

const unitsOf = (character: string): readonly number[] => {
  const codePoint = character.codePointAt(0) ?? 0;
  return codePoint <= LARGEST ? [codePoint] : [character.charCodeAt(0), character.charCodeAt(1)];
};

/** `written` in letters that need no further escaping in a link, apart from the `+` that `decoded` takes back. */
export const escaped = (written: string): string =>
  written
    .replace(
      SPECIAL,
      (run) =>
        `~${[...run]
          .flatMap(unitsOf)
          .map((unit) => digitsOf(unit, 3))
          .join('')}~`,
    )
    .replaceAll(' ', '+');

/** Takes `escaped` back, after `decoded`. What is not escaped stays as it is. */
export const unescaped = (written: string): string =>
  written.replace(ESCAPED, (_, groups: string) => {
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

/** Undoes what form encoders do: `+` and percent signs, wherever they make sense. Never throws. */
export const decoded = (written: string): string =>
  written.replaceAll('+', ' ').replace(PERCENT, decodedBytes);

/** The shortest way to write a number that people still read: `.05`, `1.5e-6`, `2000`. */
export const shortNumber = (value: number): string => {
  const plain = String(value).replace(/^(-?)0\./, '$1.');
  const exponential = value.toExponential();
  return Math.abs(value) < 1 && exponential.length < plain.length ? exponential : plain;
};
