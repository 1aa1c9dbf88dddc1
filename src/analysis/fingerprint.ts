/**
 * A finished run in a few characters, and whether another run of the same experiment gave the same. Knows losses, verdicts and
 * where they were computed; nothing of links or cards.
 */
import { digitsOf, numberOfDigits } from '../core/base64.ts';
import type { Interval } from './statistics.ts';
import type { Conclusion } from './verdict.ts';

/** The mean loss of one card on one task and the half-width of its band; null where there is none. */
export interface Band {
  readonly mean: number | null;
  readonly halfWidth: number | null;
}

/** The part of a run that another run of it is compared with. */
export interface Fingerprint {
  readonly backend: string;
  /** Which build of the kernels; empty where there is only one. */
  readonly build: string;
  /** Equal for equal losses, to the last bit of every replica. */
  readonly hash: string;
  /** The reference against each other card: every task, then overall. */
  readonly conclusions: readonly Conclusion[];
  /** Card by card, task by task. */
  readonly bands: readonly Band[];
}

/** The parts that a fingerprint is made of. */
export interface FingerprintInput extends Omit<Fingerprint, 'hash' | 'bands'> {
  /** Reported losses of every card in order, `[R * T]` each. */
  readonly losses: readonly (readonly number[])[];
  /** The interval of the mean loss, card by card, task by task. */
  readonly bands: readonly Interval[];
}

/** The card and task of a band or a conclusion; a task of null: all tasks. */
interface Place {
  readonly cardId: string;
  readonly task: number | null;
}

/** A mean loss outside the other's band, or another verdict of the reference against the card. */
interface Difference extends Place {
  readonly kind: 'mean' | 'conclusion';
}

/**
 * `reproduced`: the same losses on the same backend and build; `sameVerdict`: every mean inside the other's band and no other
 * verdict (`isExact`: even the same losses, elsewhere); `otherExperiment`: it has other cards or tasks; else what differs.
 */
export type Reproduction =
  | { readonly kind: 'reproduced' | 'otherExperiment' }
  | { readonly kind: 'sameVerdict'; readonly isExact: boolean }
  | { readonly kind: 'differs'; readonly differences: readonly Difference[] };

/** Two lanes of 32 bits. */
const HASH_LENGTH = 12;

/** Conclusions of finished runs as letters; in links of release 0.1 `n` is no clear difference of either kind. */
const LETTERS: readonly (readonly [Conclusion, string])[] = [
  ['better', 'b'],
  ['worse', 'w'],
  ['undecided', 'n'],
  ['practicallyEqual', 'e'],
  ['learnedNothing', 'l'],
  ['stillImproving', 'i'],
  ['oneReplica', 'o'],
  ['tooFewReplicas', 'f'],
  ['allDiverged', 'd'],
];

/** The fingerprint of a finished run. */
export function fingerprintOf({ backend, build, losses, conclusions, bands }: FingerprintInput): Fingerprint {
  const rounded = bands.map(({ mean, low, high }) => bandIn(bandText(mean, (high - low) / 2)));
  return { backend, build, hash: hashOf(JSON.stringify(losses)), conclusions, bands: rounded };
}

/** The fingerprint as letters, digits and `._-`: `wasm.relaxed.Xb3-kQ9_0a.nnb.…`. */
export function fingerprintText({ backend, build, hash, conclusions, bands }: Fingerprint): string {
  const letters = conclusions
    .map((conclusion) => LETTERS.find(([name]) => name === conclusion)?.[1] ?? '')
    .join('');
  const written = bands
    .map(({ mean, halfWidth }) => bandText(mean ?? Number.NaN, halfWidth ?? Number.NaN))
    .join('');
  return [backend, build, hash, letters, written].join('.');
}

/** Characters that the largest run has: 8 cards of 8 tasks. */
const MAX_LENGTH = 400;
const FORM =
  /^([a-z]{1,12})\.([a-z0-9-]{0,16})\.([A-Za-z0-9_-]{12})\.([bwnelifod]*)\.((?:[A-Za-z0-9_-]{4})*)$/;

/** Reads what `fingerprintText` wrote; null for anything else. Never throws. */
export function readFingerprint(written: string): Fingerprint | null {
  const [, backend, build, hash, letters, bands] = (written.length <= MAX_LENGTH && FORM.exec(written)) || [];
  if (backend === undefined || build === undefined || hash === undefined) return null;
  const conclusions = [...(letters ?? '')].flatMap((letter) =>
    LETTERS.flatMap(([name, other]) => (other === letter ? [name] : [])),
  );
  return { backend, build, hash, conclusions, bands: (bands?.match(/.{4}/g) ?? []).map(bandIn) };
}

/** Compares what `mine` gave with what `theirs` did; `places` are those of the bands and the conclusions of `mine`. */
export function compareFingerprints(
  mine: Fingerprint,
  theirs: Fingerprint,
  places: Readonly<Record<'bands' | 'conclusions', readonly Place[]>>,
): Reproduction {
  const isExact = mine.hash === theirs.hash;
  if (isExact && mine.backend === theirs.backend && mine.build === theirs.build)
    return { kind: 'reproduced' };
  if (mine.bands.length !== theirs.bands.length || mine.conclusions.length !== theirs.conclusions.length)
    return { kind: 'otherExperiment' };
  const areNear = (one: Band | undefined, other: Band | undefined) =>
    isInside(one, other) && isInside(other, one);
  const means = places.bands.filter((_, index) => !areNear(mine.bands[index], theirs.bands[index]));
  const verdicts = places.conclusions.filter(
    (_, index) => !isSame(mine.conclusions[index], theirs.conclusions[index]),
  );
  const differences = [
    ...means.map((place): Difference => ({ kind: 'mean', ...place })),
    ...verdicts.map((place): Difference => ({ kind: 'conclusion', ...place })),
  ];
  return differences.length === 0 ? { kind: 'sameVerdict', isExact } : { kind: 'differs', differences };
}

/** Neither kind of no clear difference contradicts the other. */
function isSame(conclusion: Conclusion | undefined, other: Conclusion | undefined): boolean {
  const isUnclear = (one: Conclusion | undefined) => one === 'undecided' || one === 'practicallyEqual';
  return conclusion === other || (isUnclear(conclusion) && isUnclear(other));
}

/** Means are written to about 1 in 5,000. */
const ROUNDING = 2e-4;

/** Contains the mean of the other; without a band only the same mean will do, a card without any mean is inside another without. */
function isInside(band: Band | undefined, other: Band | undefined): boolean {
  const [mean, centre] = [band?.mean ?? null, other?.mean ?? null];
  if (mean === null || centre === null) return mean === centre;
  return Math.abs(mean - centre) <= (other?.halfWidth ?? 0) + ROUNDING * centre;
}

/** FNV-1a over UTF-16 units in two lanes of their own start and multiplier: chance collisions are 1 in 2^64, no secret is kept. */
function hashOf(written: string): string {
  let [a, b] = [0x811c9dc5, 0x243f6a88];
  for (let index = 0; index < written.length; index++) {
    const code = written.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return [a, b].map((lane) => digitsOf(lane >>> 0, HASH_LENGTH / 2)).join('');
}

/**
 * Logarithms between the ends in equal steps; digit value 0 is kept for what does not exist. The engine's own logarithm will do:
 * a comparison allows for a step, and the exact one would make what is loaded before the first paint 6 % larger.
 */
/* eslint-disable no-restricted-properties */
interface Scale {
  readonly lowest: number;
  readonly highest: number;
  readonly numDigits: number;
}

const MEAN: Scale = { lowest: Math.log(1e-10), highest: Math.log(1e10), numDigits: 3 };
/** The half-width as a share of the mean. */
const WIDTH: Scale = { lowest: Math.log(1e-4), highest: Math.log(10), numDigits: 1 };

/** Three digits of the mean, one of the half-width as a share of it. */
function bandText(mean: number, halfWidth: number): string {
  return scaledDigits(mean, MEAN) + scaledDigits(halfWidth / mean, WIDTH);
}

function bandIn(written: string): Band {
  const mean = numberIn(written.slice(0, MEAN.numDigits), MEAN);
  const share = numberIn(written.slice(MEAN.numDigits), WIDTH);
  return { mean, halfWidth: mean === null || share === null ? null : share * mean };
}

function scaledDigits(value: number, { lowest, highest, numDigits }: Scale): string {
  const steps = 2 ** (6 * numDigits) - 2;
  const share = (Math.log(value) - lowest) / (highest - lowest);
  const step =
    Number.isFinite(value) && value >= 0 ? 1 + Math.round(Math.min(Math.max(share, 0), 1) * steps) : 0;
  return digitsOf(step, numDigits);
}

function numberIn(digits: string, { lowest, highest, numDigits }: Scale): number | null {
  const step = numberOfDigits(digits);
  if (step === 0) return null;
  return Math.exp(lowest + ((step - 1) / (2 ** (6 * numDigits) - 2)) * (highest - lowest));
}
