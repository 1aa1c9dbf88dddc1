/** Fingerprint of a finished run, as links carry it; `reproduced.ts` makes and compares them. */
import { digitsOf, numberOfDigits } from '../core/base64.ts';
import type { Conclusion } from './verdict.ts';

export interface FingerprintBand {
  readonly mean: number | null;
  readonly halfWidth: number | null;
}

export interface Fingerprint {
  readonly backend: string;
  readonly build: string;
  /** Equal if losses are equal to the last bit. */
  readonly hash: string;
  /** Each other card against the reference: every task, then overall. */
  readonly conclusions: readonly Conclusion[];
  readonly bands: readonly FingerprintBand[];
}

// `b`: the reference is better. `n` stands for every kind of unclear difference in links of release 0.1.
const CONCLUSION_LETTERS: readonly (readonly [Conclusion, string])[] = [
  ['worse', 'b'],
  ['better', 'w'],
  ['undecided', 'n'],
  ['practicallyEqual', 'e'],
  ['tooSmallToSee', 's'],
  ['ofUnlearned', 'u'],
  ['learnedNothing', 'l'],
  ['stillImproving', 'i'],
  ['oneReplica', 'o'],
  ['tooFewReplicas', 'f'],
  ['allDiverged', 'd'],
];

/** Writes a text such as `wasm.relaxed.Xb3-kQ9_0a.nnb.…`. */
export function fingerprintText({ backend, build, hash, conclusions, bands }: Fingerprint): string {
  const letters = conclusions
    .map((conclusion) => CONCLUSION_LETTERS.find(([name]) => name === conclusion)?.[1] ?? '')
    .join('');
  const written = bands
    .map(({ mean, halfWidth }) => bandText(mean ?? Number.NaN, halfWidth ?? Number.NaN))
    .join('');
  return [backend, build, hash, letters, written].join('.');
}

// Enough for 8 cards of 8 tasks.
const MAX_FINGERPRINT_LENGTH = 400;
const FINGERPRINT_PATTERN =
  /^([a-z]{1,12})\.([a-z0-9-]{0,16})\.([A-Za-z0-9_-]{12})\.([bwnesulifod]*)\.((?:[A-Za-z0-9_-]{4})*)$/;

/** Never throws. */
export function readFingerprint(written: string): Fingerprint | null {
  const [, backend, build, hash, letters, bands] =
    (written.length <= MAX_FINGERPRINT_LENGTH && FINGERPRINT_PATTERN.exec(written)) || [];
  if (backend === undefined || build === undefined || hash === undefined) return null;
  const conclusions = [...(letters ?? '')].flatMap((letter) =>
    CONCLUSION_LETTERS.flatMap(([name, other]) => (other === letter ? [name] : [])),
  );
  return { backend, build, hash, conclusions, bands: (bands?.match(/.{4}/g) ?? []).map(bandFromText) };
}

/**
 * Logarithmic scale of numbers as digits; 0 stands for null. Comparisons allow for one step, so the
 * browser's logarithm suffices; ours would enlarge the first download by 6 %.
 */
/* eslint-disable no-restricted-properties */
interface DigitScale {
  readonly lowest: number;
  readonly highest: number;
  readonly numDigits: number;
}

const MEAN_SCALE: DigitScale = { lowest: Math.log(1e-10), highest: Math.log(1e10), numDigits: 3 };
const WIDTH_SCALE: DigitScale = { lowest: Math.log(1e-4), highest: Math.log(10), numDigits: 1 };

export const roundedBand = (mean: number, halfWidth: number): FingerprintBand =>
  bandFromText(bandText(mean, halfWidth));

/** Three digits of the mean, one of the relative half-width. */
function bandText(mean: number, halfWidth: number): string {
  return digitsOnScale(mean, MEAN_SCALE) + digitsOnScale(halfWidth / mean, WIDTH_SCALE);
}

function bandFromText(written: string): FingerprintBand {
  const mean = numberFromDigits(written.slice(0, MEAN_SCALE.numDigits), MEAN_SCALE);
  const share = numberFromDigits(written.slice(MEAN_SCALE.numDigits), WIDTH_SCALE);
  return { mean, halfWidth: mean === null || share === null ? null : share * mean };
}

function digitsOnScale(value: number, { lowest, highest, numDigits }: DigitScale): string {
  const steps = 2 ** (6 * numDigits) - 2;
  const share = (Math.log(value) - lowest) / (highest - lowest);
  const step =
    Number.isFinite(value) && value >= 0 ? 1 + Math.round(Math.min(Math.max(share, 0), 1) * steps) : 0;
  return digitsOf(step, numDigits);
}

function numberFromDigits(digits: string, { lowest, highest, numDigits }: DigitScale): number | null {
  const step = numberOfDigits(digits);
  if (step === 0) return null;
  return Math.exp(lowest + ((step - 1) / (2 ** (6 * numDigits) - 2)) * (highest - lowest));
}
