/** Numbers read off planes: explained variance, and experts that a task relies on. */

import { mean } from '../../../src/core/lists.ts';
import { PLANE_GRID, planeOffsets } from '../../../src/data/plane.ts';
import type { Reliance, SourceExpert } from './learned.ts';

const { size } = PLANE_GRID;

/** Standard normal density of the inputs, up to a factor. */
const inputDensities: readonly number[] = planeOffsets.flatMap((y) =>
  planeOffsets.map((x) => Math.exp(-(x * x + y * y) / 2)),
);

function weightedMean(ofPoint: (point: number) => number): number {
  let sum = 0;
  let total = 0;
  for (const [point, weight] of inputDensities.entries()) {
    sum += weight * ofPoint(point);
    total += weight;
  }
  return sum / total;
}

/** 1 - (mean square error) / (variance of the truth), points weighted by input density. */
export function explainedVarianceOf(predicted: Float32Array, truth: Float32Array): number {
  const centre = weightedMean((point) => truth[point] ?? 0);
  const variance = weightedMean((point) => ((truth[point] ?? 0) - centre) ** 2);
  const error = weightedMean((point) => ((predicted[point] ?? Number.NaN) - (truth[point] ?? 0)) ** 2);
  return 1 - error / variance;
}

export function strongestSourceAt(
  { sources, shares }: Reliance,
  point: number,
): readonly [source: number, share: number] {
  const numPoints = shares.length / sources.length;
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (const place of sources.keys()) {
    const share = shares[place * numPoints + point] ?? 0;
    if (share > most) [best, most] = [place, share];
  }
  return [best, most];
}

export interface SideReliance {
  readonly source: SourceExpert;
  readonly share: number;
}

interface RelianceBySide {
  readonly isUp: boolean;
  readonly halves: readonly [SideReliance, SideReliance];
}

export function relianceBySideOf(reliance: Reliance): RelianceBySide {
  const [across, up] = [halvesOfPlane(reliance, false), halvesOfPlane(reliance, true)];
  const isUp = up.difference > across.difference;
  return { isUp, halves: (isUp ? up : across).halves };
}

/** `difference`: the largest of a source's mean weight between the halves. */
function halvesOfPlane(
  reliance: Reliance,
  isUp: boolean,
): Pick<RelianceBySide, 'halves'> & { readonly difference: number } {
  const coordinateOf = (point: number) => (isUp ? Math.floor(point / size) : point % size);
  const sharesOn = (isSecond: boolean) =>
    reliance.sources.map((_, place) =>
      mean(
        sharesOfSource(reliance, place).filter((_, point) => coordinateOf(point) >= size / 2 === isSecond),
      ),
    );
  const [first, second] = [sharesOn(false), sharesOn(true)];
  return {
    halves: [strongestSourceOf(reliance, first), strongestSourceOf(reliance, second)],
    difference: Math.max(...first.map((share, place) => Math.abs(share - (second[place] ?? share)))),
  };
}

const strongestSourceOf = ({ sources }: Reliance, shares: readonly number[]): SideReliance =>
  sources
    .map((source, place) => ({ source, share: shares[place] ?? 0 }))
    .reduce((best, one) => (one.share > best.share ? one : best));

const sharesOfSource = ({ sources, shares }: Reliance, place: number): readonly number[] => {
  const numPoints = shares.length / sources.length;
  return Array.from(shares.subarray(place * numPoints, (place + 1) * numPoints));
};

const EQUAL_SHARE_TOLERANCE = 0.05;

export const isSameSourceOnBothSides = ([first, second]: RelianceBySide['halves']): boolean =>
  first.source === second.source && Math.abs(first.share - second.share) < EQUAL_SHARE_TOLERANCE;
