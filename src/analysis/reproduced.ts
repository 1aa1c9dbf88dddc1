/** Fingerprint of a finished run, and comparison with another run of the same experiment. */
import { shortHash } from '../core/base64.ts';
import { type Fingerprint, type FingerprintBand, roundedBand } from './fingerprint.ts';
import type { Interval } from './statistics.ts';
import type { Conclusion } from './verdict.ts';

export interface FingerprintInput extends Omit<Fingerprint, 'hash' | 'bands'> {
  /** Reported losses per card, `[R * T]`. */
  readonly losses: readonly (readonly number[])[];
  readonly bands: readonly Interval[];
}

export interface ComparedPlace {
  readonly cardId: string;
  readonly task: number | null;
}

/** Mean and interval; missing numbers are NaN. */
export type ComparedInterval = Pick<Interval, 'mean' | 'low' | 'high'>;

/** `share`: of the best constant's loss; `excess`: above the irreducible loss; `bias`: prediction minus truth. */
export type NumberKind =
  | 'mean'
  | 'share'
  | 'excess'
  | 'auc'
  | 'gain'
  | 'ownGain'
  | 'against'
  | 'predicted'
  | 'truth'
  | 'bias';

/** Number outside the other's interval, or another verdict: as sent, and here. */
export type RunDifference = ComparedPlace &
  (
    | { readonly kind: NumberKind; readonly sent: ComparedInterval; readonly here: ComparedInterval }
    | { readonly kind: 'conclusion'; readonly sent: Conclusion; readonly here: Conclusion }
  );

/**
 * `sameVerdict`: every mean within the other's interval and the same verdicts; `isExact`: also the same losses.
 * `reproduced`: the same losses, backend and build.
 */
export type Reproduction =
  | { readonly kind: 'reproduced' | 'otherExperiment' }
  | { readonly kind: 'sameVerdict'; readonly isExact: boolean }
  | { readonly kind: 'differs'; readonly differences: readonly RunDifference[] };

export function fingerprintOf({ backend, build, losses, conclusions, bands }: FingerprintInput): Fingerprint {
  const rounded = bands.map(({ mean, low, high }) => roundedBand(mean, (high - low) / 2));
  return { backend, build, hash: shortHash(JSON.stringify(losses)), conclusions, bands: rounded };
}

type ComparedPlaces = Readonly<Record<'bands' | 'conclusions', readonly ComparedPlace[]>>;

/** Other bands or conclusions count as different even if losses are bit-equal. */
export function compareFingerprints(
  mine: Fingerprint,
  theirs: Fingerprint,
  places: ComparedPlaces,
): Reproduction {
  const differences = differencesOf(mine, theirs, places, areMutuallyInside);
  if (differences === null) return { kind: 'otherExperiment' };
  if (differences.length > 0) return { kind: 'differs', differences };
  const isExact = mine.hash === theirs.hash;
  return isExact && mine.backend === theirs.backend && mine.build === theirs.build
    ? { kind: 'reproduced' }
    : { kind: 'sameVerdict', isExact };
}

/** Bands not near and conclusions that contradict; null for other cards or tasks. */
export function differencesOf(
  mine: Fingerprint,
  theirs: Fingerprint,
  places: ComparedPlaces,
  isNear: (here: ComparedInterval, sent: ComparedInterval) => boolean,
): readonly RunDifference[] | null {
  if (mine.bands.length !== theirs.bands.length || mine.conclusions.length !== theirs.conclusions.length)
    return null;
  const means = places.bands.flatMap((place, index): readonly RunDifference[] => {
    const [here, sent] = [intervalOfBand(mine.bands[index]), intervalOfBand(theirs.bands[index])];
    return isNear(here, sent) ? [] : [{ kind: 'mean', ...place, sent, here }];
  });
  const verdicts = places.conclusions.flatMap((place, index): readonly RunDifference[] => {
    const [here, sent] = [mine.conclusions[index], theirs.conclusions[index]];
    if (here === undefined || sent === undefined || isSameConclusion(here, sent)) return [];
    return [{ kind: 'conclusion', ...place, sent, here }];
  });
  return [...means, ...verdicts];
}

function intervalOfBand(
  { mean, halfWidth }: FingerprintBand = { mean: null, halfWidth: null },
): ComparedInterval {
  const [centre, half] = [mean ?? Number.NaN, halfWidth ?? Number.NaN];
  return { mean: centre, low: centre - half, high: centre + half };
}

const unclearConclusions: readonly Conclusion[] = ['undecided', 'tooSmallToSee', 'practicallyEqual'];

/** All conclusions that find no clear difference count as the same. */
export function isSameConclusion(conclusion: Conclusion, other: Conclusion): boolean {
  const isUnclear = (one: Conclusion) => unclearConclusions.includes(one);
  return conclusion === other || (isUnclear(conclusion) && isUnclear(other));
}

const MEAN_ROUNDING_ERROR = 2e-4;

/** True if each interval contains the other's mean; without intervals, if the means are equal or both NaN. */
export const areMutuallyInside = (one: ComparedInterval, other: ComparedInterval): boolean =>
  isMeanInside(one, other) && isMeanInside(other, one);

function isMeanInside({ mean }: ComparedInterval, { mean: centre, low, high }: ComparedInterval): boolean {
  if (Number.isNaN(mean) || Number.isNaN(centre)) return Object.is(mean, centre);
  const reach = Number.isFinite(high - low) ? Math.max(high - centre, centre - low) : 0;
  return Math.abs(mean - centre) <= reach + MEAN_ROUNDING_ERROR * Math.abs(centre);
}
