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
export interface ComparedPlace {
  readonly cardId: string;
  readonly task: number | null;
}

/** A number with the ends of its interval; NaN for what there is none of. */
export type Span = Pick<Interval, 'mean' | 'low' | 'high'>;

/**
 * Numbers of a card: its mean loss, also as a share of the best constant's and above the floor, AUC, gain over single-task, also at each task's own
 * step, how the reference and linear models compare with it, and of a task after others its mean prediction, the truth, and how far apart these are.
 */
export type NumberKind =
  | 'mean'
  | 'share'
  | 'excess'
  | 'auc'
  | 'gain'
  | 'ownGain'
  | 'against'
  | 'linear'
  | 'predicted'
  | 'truth'
  | 'bias';

/** A number outside the other's interval, or another verdict of the reference against the card: as it was sent, and as it is here. */
export type Difference = ComparedPlace &
  (
    | { readonly kind: NumberKind; readonly sent: Span; readonly here: Span }
    | { readonly kind: 'conclusion'; readonly sent: Conclusion; readonly here: Conclusion }
  );

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

/** Where the bands and the conclusions of a fingerprint stand. */
type Places = Readonly<Record<'bands' | 'conclusions', readonly ComparedPlace[]>>;

/**
 * Compares what `mine` gave with what `theirs` did; `places` are those of the bands and the conclusions of `mine`. Losses that are the same
 * to the last bit do not excuse bands and conclusions that are not theirs.
 */
export function compareFingerprints(mine: Fingerprint, theirs: Fingerprint, places: Places): Reproduction {
  const differences = differencesOf(mine, theirs, places, areInside);
  if (differences === null) return { kind: 'otherExperiment' };
  if (differences.length > 0) return { kind: 'differs', differences };
  const isExact = mine.hash === theirs.hash;
  return isExact && mine.backend === theirs.backend && mine.build === theirs.build
    ? { kind: 'reproduced' }
    : { kind: 'sameVerdict', isExact };
}

/** The bands that are not `isNear`, and the conclusions that are others; null: they are of other cards or tasks. */
export function differencesOf(
  mine: Fingerprint,
  theirs: Fingerprint,
  places: Places,
  isNear: (here: Span, sent: Span) => boolean,
): readonly Difference[] | null {
  if (mine.bands.length !== theirs.bands.length || mine.conclusions.length !== theirs.conclusions.length)
    return null;
  const means = places.bands.flatMap((place, index): readonly Difference[] => {
    const [here, sent] = [spanOf(mine.bands[index]), spanOf(theirs.bands[index])];
    return isNear(here, sent) ? [] : [{ kind: 'mean', ...place, sent, here }];
  });
  const verdicts = places.conclusions.flatMap((place, index): readonly Difference[] => {
    const [here, sent] = [mine.conclusions[index], theirs.conclusions[index]];
    if (here === undefined || sent === undefined || isSameConclusion(here, sent)) return [];
    return [{ kind: 'conclusion', ...place, sent, here }];
  });
  return [...means, ...verdicts];
}

function spanOf({ mean, halfWidth }: Band = { mean: null, halfWidth: null }): Span {
  const [centre, half] = [mean ?? Number.NaN, halfWidth ?? Number.NaN];
  return { mean: centre, low: centre - half, high: centre + half };
}

const unclear: readonly Conclusion[] = ['undecided', 'tooSmallToSee', 'practicallyEqual'];

/** No kind of no clear difference contradicts another. */
export function isSameConclusion(conclusion: Conclusion, other: Conclusion): boolean {
  const isUnclear = (one: Conclusion) => unclear.includes(one);
  return conclusion === other || (isUnclear(conclusion) && isUnclear(other));
}

/** Means are written to about 1 in 5,000. */
const ROUNDING = 2e-4;

/** Either holds the mean of the other; without an interval only the same mean will do, and nothing is like nothing. */
export const areInside = (one: Span, other: Span): boolean => isInside(one, other) && isInside(other, one);

function isInside({ mean }: Span, { mean: centre, low, high }: Span): boolean {
  if (Number.isNaN(mean) || Number.isNaN(centre)) return Object.is(mean, centre);
  const reach = Number.isFinite(high - low) ? Math.max(high - centre, centre - low) : 0;
  return Math.abs(mean - centre) <= reach + ROUNDING * Math.abs(centre);
}
