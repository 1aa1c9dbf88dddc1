/**
 * Makes the fingerprint of a finished run, and says whether another run of the same experiment gave the same. Knows losses, verdicts
 * and where they were computed; nothing of links or cards.
 */
import { shortHash } from '../core/base64.ts';
import { type Band, carriedBand, type Fingerprint } from './fingerprint.ts';
import type { Interval } from './statistics.ts';
import type { Conclusion } from './verdict.ts';

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

/** The fingerprint of a finished run. */
export function fingerprintOf({ backend, build, losses, conclusions, bands }: FingerprintInput): Fingerprint {
  const rounded = bands.map(({ mean, low, high }) => carriedBand(mean, (high - low) / 2));
  return { backend, build, hash: shortHash(JSON.stringify(losses)), conclusions, bands: rounded };
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

const unclear: readonly Conclusion[] = ['undecided', 'tooSmallToSee', 'practicallyEqual'];

/** No kind of no clear difference contradicts another. */
function isSame(conclusion: Conclusion | undefined, other: Conclusion | undefined): boolean {
  const isUnclear = (one: Conclusion | undefined) => one !== undefined && unclear.includes(one);
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
