/** Numbers as the pictures print them. */

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const MINUS = '−';

export function formatStep(step: number): string {
  return WHOLE.format(step);
}

/** Three significant digits, a true minus sign, a dash for what is not a number. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const digits = size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(1) : precise(value);
  return digits.replaceAll('-', MINUS);
}

function decimalsOf(value: number): number {
  return Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
}

function precise(value: number): string {
  return value.toFixed(decimalsOf(value));
}

/** A mean and the half-width of its interval with as many decimals as the mean has. */
export function formatPair(mean: number, halfWidth: number): readonly [mean: string, halfWidth: string] {
  const size = Math.abs(mean);
  if (size < 1e-3 || size >= 1e5 || !Number.isFinite(halfWidth))
    return [formatValue(mean), formatValue(halfWidth)];
  return [formatValue(mean), halfWidth.toFixed(decimalsOf(mean))];
}

/** A weight: a fixed number of decimals, a true minus sign, never "−0.00". */
export function formatWeight(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return '–';
  const rounded = value.toFixed(digits);
  return Number(rounded) === 0 ? rounded.replace('-', '') : rounded.replace('-', MINUS);
}

/** A tick: no trailing zeros, at most six characters for what axes show. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e7) return shortExponential(value);
  if (size >= 1e5)
    return WHOLE.format(value / 1000)
      .replace('-', MINUS)
      .concat('k');
  if (size !== 0 && size < 1e-3) return shortExponential(value);
  return String(Number(value.toPrecision(6))).replace('-', MINUS);
}

/** `2e12`, `1.5e8`: as many digits as tell ticks apart, and no plus sign, which says nothing. */
function shortExponential(value: number): string {
  return Number(value.toPrecision(2)).toExponential().replace('+', '').replaceAll('-', MINUS);
}

/** Of a character of a picture's text, at its usual size. */
const PIXELS_PER_CHARACTER = 6.4;

/** About as wide, in pixels, as a label of a picture is. */
export const roughWidth = (label: string): number => label.length * PIXELS_PER_CHARACTER;

/** Cuts a label that would be wider than `pixels` at about `perCharacter` pixels a character. */
export function fitted(label: string, pixels: number, perCharacter = PIXELS_PER_CHARACTER): string {
  const room = Math.floor(pixels / perCharacter);
  if (label.length <= room) return label;
  return room < 2 ? '' : `${label.slice(0, room - 1)}…`;
}

/** The same of a name, shortened in the middle: names often differ in their last letters. */
export function fittedName(name: string, pixels: number): string {
  const { length } = fitted(name, pixels);
  if (length < 2 || length === name.length) return fitted(name, pixels);
  const numLast = Math.floor((length - 1) / 2);
  return `${name.slice(0, length - 1 - numLast)}…${name.slice(name.length - numLast)}`;
}
