/** Bins of the map and the one rule by which a contestant wins one. */
import { bonferroniLevel } from '../../analysis/statistics.ts';
import { mean } from '../../core/lists.ts';
import { log1p } from '../../core/math.ts';
import { type Contestant, contestants } from './contestants.ts';
import { isWhere, levelsOfAxes, type MapAxisId, type Where } from './levels.ts';
import { advantageIn, advantageOver, type SetUpReading } from './readings.ts';

export const MIN_SET_UPS = 10;

export const EQUAL_MARGIN = 0.03;

/** The best one's intervals over all its rivals hold together. */
export const BIN_LEVEL = bonferroniLevel(contestants.length - 1);

export type BinOutcome =
  /** Ahead of every rival. */
  | { readonly kind: 'won'; readonly winner: Contestant }
  /** Every rival's whole interval lies within the margin of the best. */
  | { readonly kind: 'equal' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'tooFew' };

export interface MapBin {
  readonly where: Where;
  readonly setUps: readonly SetUpReading[];
  readonly outcome: BinOutcome;
}

/** Bins by row and column, in the order of the levels. */
export const binsOf = (
  setUps: readonly SetUpReading[],
  x: MapAxisId,
  y: MapAxisId,
): readonly (readonly MapBin[])[] =>
  levelsOfAxes[y].map((row) =>
    levelsOfAxes[x].map((column) => {
      const where: Where = { [x]: [column], [y]: [row] };
      const inside = setUps.filter(({ circumstances }) => isWhere(where, circumstances));
      return { where, setUps: inside, outcome: outcomeOf(inside) };
    }),
  );

export function outcomeOf(setUps: readonly SetUpReading[]): BinOutcome {
  if (setUps.length < MIN_SET_UPS) return { kind: 'tooFew' };
  const best = bestOf(setUps);
  const overRivals = contestants
    .filter((rival) => rival !== best)
    .map((rival) => advantageOver(setUps, best, rival, BIN_LEVEL));
  if (overRivals.every(({ low }) => low > 0)) return { kind: 'won', winner: best };
  const margin = log1p(EQUAL_MARGIN);
  const isEqual = overRivals.every(({ low, high }) => low > -margin && high < margin);
  return { kind: isEqual ? 'equal' : 'unclear' };
}

function bestOf(setUps: readonly SetUpReading[]): Contestant {
  const [first] = contestants;
  const meanOver = (one: Contestant): number =>
    mean(setUps.map((setUp) => advantageIn(setUp, one, first)).filter(Number.isFinite));
  return contestants.reduce((best, one) => (meanOver(one) > meanOver(best) ? one : best));
}
