/** Numbers read off planes: how much of a truth is explained, whom a task relies on. Pure. */
import { mean } from '../../../src/core/lists.ts';
import { PLANE, planeOffsets } from '../../../src/data/plane.ts';
import type { Lender, Reliance } from '../../../src/analysis/produced/questions.ts';

const { size } = PLANE;

/** Density of rows near a point, as of standard normal inputs, up to a factor. */
const density: readonly number[] = planeOffsets.flatMap((y) =>
  planeOffsets.map((x) => Math.exp(-(x * x + y * y) / 2)),
);

function weightedMean(ofPoint: (point: number) => number): number {
  let sum = 0;
  let total = 0;
  for (const [point, weight] of density.entries()) {
    sum += weight * ofPoint(point);
    total += weight;
  }
  return sum / total;
}

/** 1 - (mean square of the error) / (variance of the truth), points weighted by how often rows fall near them. */
export function explainedShare(predicted: Float32Array, truth: Float32Array): number {
  const centre = weightedMean((point) => truth[point] ?? 0);
  const variance = weightedMean((point) => ((truth[point] ?? 0) - centre) ** 2);
  const error = weightedMean((point) => ((predicted[point] ?? Number.NaN) - (truth[point] ?? 0)) ** 2);
  return 1 - error / variance;
}

/** The lender with the largest weight in a point, by its place in the list, and that weight. */
export function strongestAt(
  { lenders, shares }: Reliance,
  point: number,
): readonly [lender: number, share: number] {
  const numPoints = shares.length / lenders.length;
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (const place of lenders.keys()) {
    const share = shares[place * numPoints + point] ?? 0;
    if (share > most) [best, most] = [place, share];
  }
  return [best, most];
}

export interface SideReliance {
  readonly lender: Lender;
  readonly share: number;
}

export interface Sides {
  /** True for the lower and the upper half, false for the left and the right one. */
  readonly isUp: boolean;
  /** The lower half or the left one first. */
  readonly halves: readonly [SideReliance, SideReliance];
}

export function sidesOf(reliance: Reliance): Sides {
  const [across, up] = [halvesOf(reliance, false), halvesOf(reliance, true)];
  const isUp = up.difference > across.difference;
  return { isUp, halves: (isUp ? up : across).halves };
}

/** `difference`: the largest one between the mean weights of a lender on both halves. */
function halvesOf(
  reliance: Reliance,
  isUp: boolean,
): Pick<Sides, 'halves'> & { readonly difference: number } {
  const coordinateOf = (point: number) => (isUp ? Math.floor(point / size) : point % size);
  const sharesOn = (isSecond: boolean) =>
    reliance.lenders.map((_, place) =>
      mean(pointsOf(reliance, place).filter((_, point) => coordinateOf(point) >= size / 2 === isSecond)),
    );
  const [first, second] = [sharesOn(false), sharesOn(true)];
  return {
    halves: [strongestOf(reliance, first), strongestOf(reliance, second)],
    difference: Math.max(...first.map((share, place) => Math.abs(share - (second[place] ?? share)))),
  };
}

const strongestOf = ({ lenders }: Reliance, shares: readonly number[]): SideReliance =>
  lenders
    .map((lender, place) => ({ lender, share: shares[place] ?? 0 }))
    .reduce((best, one) => (one.share > best.share ? one : best));

const pointsOf = ({ lenders, shares }: Reliance, place: number): readonly number[] => {
  const numPoints = shares.length / lenders.length;
  return Array.from(shares.subarray(place * numPoints, (place + 1) * numPoints));
};

/** Weights that differ by less are the same for whoever reads a sentence. */
const SAME = 0.05;

/** One lender, about as much of it on either side. */
export const isEverywhere = ([first, second]: Sides['halves']): boolean =>
  first.lender === second.lender && Math.abs(first.share - second.share) < SAME;
