/** Care for columns of numbers before they are standardised: numbers that stand for blanks, and heavy tails. */
import { minAndMax } from '../../core/lists.ts';
import { ln } from '../../core/math.ts';
import { MAX_BLANK_NUMBERS, type NumberTreatment } from './tableSetup.ts';

export interface AppliedTreatment extends NumberTreatment {
  readonly ends?: readonly [low: number, high: number];
}

// Share of the rows on either side that a clipped column gives up.
const CLIPPED_SHARE = 0.005;

/** Null without a treatment. */
export function appliedTreatment(
  { blanks = [], form }: NumberTreatment,
  values: Float64Array,
  rows: Int32Array,
): AppliedTreatment | null {
  if (blanks.length === 0 && form === undefined) return null;
  if (form !== 'clip') return { blanks, ...(form && { form }) };
  const sorted = sortedNumbers(values, rows, blanks);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { blanks, form, ends: [at(CLIPPED_SHARE), at(1 - CLIPPED_SHARE)] };
}

/** NaN for a blank. */
export function treatedNumber({ blanks = [], form, ends }: AppliedTreatment, value: number): number {
  if (Number.isNaN(value) || blanks.includes(value)) return Number.NaN;
  if (form === 'log') return Math.sign(value) * ln(1 + Math.abs(value));
  return ends === undefined ? value : Math.max(ends[0], Math.min(value, ends[1]));
}

function sortedNumbers(values: Float64Array, rows: Int32Array, blanks: readonly number[]): Float64Array {
  const known = Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  return known.filter((value) => Number.isFinite(value) && !blanks.includes(value)).sort();
}

export interface TreatmentOffer extends NumberTreatment {
  /** Cells with the numbers of `blanks`, or the largest number of a heavy tail. */
  readonly amount: number;
}

const MIN_ROWS = 20;
const MAX_ROWS = 20_000;
/** Times the width of the middle 80 % that a number lies away from the median. */
const GIANT_DISTANCE = 1000;
const SENTINEL_DISTANCE = 3;
const TAIL_DISTANCE = 25;
/** Widths of the middle half that the middle 80 % can have. */
const MAX_STRETCH = 1000;
const MAX_GIANT_SHARE = 0.2;
const NEGATIVE_SENTINEL_PATTERN = /^-9{2,}$/;
const SENTINEL_PATTERN = /^-?9{2,}$|^-1$|^-?(?:2147483647|2147483648|32767|32768)$/;

/** Treatments that the column seems to need beyond the one it has: first blanks, then a form. */
export function treatmentOffersFor(
  values: Float64Array,
  rows: Int32Array,
  { blanks = [], form }: NumberTreatment,
): readonly TreatmentOffer[] {
  const sampled = sortedNumbers(values, rows.subarray(0, MAX_ROWS), blanks);
  // A single giant is enough, wherever it stands.
  const ends = minAndMax(values.filter((value) => !blanks.includes(value))) ?? [];
  const sorted = rows.length > MAX_ROWS ? Float64Array.of(...sampled, ...ends).sort() : sampled;
  if (sorted.length < MIN_ROWS) return [];
  const giants = blankNumbersIn(sorted);
  const rest = sorted.filter((value) => !giants.includes(value));
  const offer = form === undefined ? tailOffer(rest) : null;
  const all = [...blanks, ...giants].slice(0, MAX_BLANK_NUMBERS);
  const amount = values.reduce((count, value) => count + Number(giants.includes(value)), 0);
  return [...(giants.length > 0 ? [{ blanks: all, amount }] : []), ...(offer ? [offer] : [])];
}

const middleOf = (sorted: Float64Array) => {
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { median: at(0.5), width: at(0.9) - at(0.1), halfWidth: at(0.75) - at(0.25) };
};

/** Few different numbers that lie far from all others, or that people write for a blank. */
function blankNumbersIn(sorted: Float64Array): readonly number[] {
  const { median, width: wide, halfWidth } = middleOf(sorted);
  if (wide === 0) return [];
  // A number in more than a tenth of the cells stretches the middle itself.
  const width = halfWidth > 0 ? Math.min(wide, MAX_STRETCH * halfWidth) : wide;
  // The only negative number of its column, such as -999 among amounts.
  const [lowest = 0] = sorted;
  const isAlone = lowest < 0 && (sorted.find((value) => value !== lowest) ?? -1) >= 0;
  const isFar = (value: number): boolean => {
    if (isAlone && value === lowest && NEGATIVE_SENTINEL_PATTERN.test(String(value))) return true;
    const distance = Math.abs(value - median) / width;
    return (
      distance > GIANT_DISTANCE || (distance > SENTINEL_DISTANCE && SENTINEL_PATTERN.test(String(value)))
    );
  };
  const far = sorted.filter(isFar);
  const different = [...new Set(far)];
  const isFew = far.length <= MAX_GIANT_SHARE * sorted.length && different.length <= MAX_BLANK_NUMBERS;
  return isFew ? different : [];
}

function tailOffer(sorted: Float64Array): TreatmentOffer | null {
  const { median, width } = middleOf(sorted);
  const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
  const reach = Math.max(high - median, median - low);
  if (width === 0 || reach <= TAIL_DISTANCE * width) return null;
  return { form: low >= 0 ? 'log' : 'clip', amount: high - median >= median - low ? high : low };
}

export const exportedTreatment = ({ blanks = [], form, ends }: AppliedTreatment = {}) => [
  ...(blanks.length > 0 ? ([['blanks', blanks]] as const) : []),
  ...(form === 'log' ? ([['is_log', true]] as const) : []),
  ...(ends === undefined ? [] : ([['ends', ends]] as const)),
];
