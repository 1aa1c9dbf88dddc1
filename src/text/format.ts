/** Number formats of page, files and commands: rounding and signs. */
import { percentSigns } from './en/parts/page.ts';

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2 });
const MINUS = '−';
const NOTHING = '–';

const withTrueMinus = (written: string): string => written.replaceAll('-', MINUS);

export const formatCount = (count: number): string => WHOLE.format(count);

/** Two significant digits. */
export const formatShort = (value: number): string => SHORT.format(value);

/** Two digits below 10, then whole numbers. */
export const formatSpeed = (stepsPerSecond: number): string =>
  stepsPerSecond < 10 ? formatShort(stepsPerSecond) : formatCount(stepsPerSecond);

const FOUR_DIGITS = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });

/** "−1,234": four significant digits. */
export const formatNumber = (value: number): string => withTrueMinus(FOUR_DIGITS.format(value));

/** Three significant digits; a dash for NaN and infinities. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return NOTHING;
  const size = Math.abs(value);
  const isExtreme = size !== 0 && (size < 1e-3 || size >= 1e5);
  return withTrueMinus(isExtreme ? value.toExponential(1) : value.toFixed(decimalsOf(value)));
}

const decimalsOf = (value: number): number => Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));

/** Gives both as many decimals as the mean has. */
export function formatPair(mean: number, halfWidth: number): readonly [mean: string, halfWidth: string] {
  const size = Math.abs(mean);
  if (size < 1e-3 || size >= 1e5 || !Number.isFinite(halfWidth))
    return [formatValue(mean), formatValue(halfWidth)];
  return [formatValue(mean), halfWidth.toFixed(decimalsOf(mean))];
}

/** Fixed decimals, never "−0.00". */
export function formatWeight(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return NOTHING;
  const rounded = value.toFixed(digits);
  return Number(rounded) === 0 ? rounded.replace('-', '') : withTrueMinus(rounded);
}

/** "+0.10". */
export const formatChange = (change: number, digits = 2): string =>
  `${change > 0 ? '+' : ''}${formatWeight(change, digits)}`;

/** Two digits: `0.0041`, `−0.001`. */
export const formatAmount = (difference: number): string =>
  withTrueMinus(String(Number(difference.toPrecision(2))));

/** No trailing zeros, at most six characters. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e7) return shortExponential(value);
  if (size >= 1e5) return withTrueMinus(formatCount(value / 1000)).concat('k');
  if (size !== 0 && size < 1e-3) return shortExponential(value);
  return withTrueMinus(String(Number(value.toPrecision(6))));
}

/** `2e12`, `1.5e8`: enough digits to tell ticks apart. */
const shortExponential = (value: number): string =>
  withTrueMinus(Number(value.toPrecision(2)).toExponential().replace('+', ''));

/** 0.034 as `3.4 %`; only 0 is printed as 0, so that intervals visibly exclude it. */
export function formatPercent(share: number): string {
  const value = 100 * share;
  const size = Math.abs(value);
  const isTiny = size > 0 && size < 0.05;
  const usual = isTiny ? String(Number(value.toPrecision(1))) : value.toFixed(size < 9.95 ? 1 : 0);
  // Intervals of two repetitions may end anywhere.
  const shown = size < 1e5 ? usual : value.toExponential(1).replace('e+', 'e');
  return `${withTrueMinus(shown.replace(/^-(0(\.0+)?)$/, '$1'))}${percentSigns.usual}`;
}

/** 0.034 as `3.4`: points of 100. */
export const formatPoints = (difference: number): string =>
  formatPercent(difference).replace(percentSigns.usual, '');

/** 0.034 as `+3.4 %`. */
export function formatGain(share: number): string {
  const shown = formatPercent(share);
  return share > 0 && shown !== formatPercent(0) ? `+${shown}` : shown;
}

/** 0.034 as `3.4 %`, with equal decimals for columns and lists. */
export const formatFixedPercent = (share: number, decimals = 1): string =>
  `${(100 * share).toFixed(decimals)}${percentSigns.usual}`;

/** 0.995 as `99.5 %`, 0.5 as `50 %`: up to three significant digits. */
export const formatShare = (share: number): string =>
  `${Number((100 * share).toPrecision(3))}${percentSigns.usual}`;

/** 0.9875 as `98.75 %`. */
export const formatLevel = (level: number): string =>
  `${Number((100 * level).toFixed(2))}${percentSigns.usual}`;

const CHANGE = new Intl.NumberFormat('en-GB', {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});

/** "+26.3 %", "−2 %": no trailing zeros. */
export const formatPercentChange = (share: number): string =>
  withTrueMinus(CHANGE.format(share)).replace('%', percentSigns.narrow);

/** 0.25 as `25 %`. */
export const formatPercentTick = (share: number): string =>
  `${formatTick(100 * share)}${percentSigns.narrow}`;

/** '1 step', '2 steps'. */
export const plural = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

/** "A, B and C". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
