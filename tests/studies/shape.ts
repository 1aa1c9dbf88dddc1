/** The shape of a distribution, by its moments: t intervals suffer when it is far from normal. */
import { mean } from '../../src/core/lists.ts';

/** The shape of paired log ratios, for example. */
export interface RatioShape {
  readonly n: number;
  readonly deviation: number;
  /** Third and fourth standardised moment, the latter less 3: both 0 of a normal distribution. */
  readonly skewness: number;
  readonly excessKurtosis: number;
}

/** Moments with divisor n. */
export function shapeOf(values: readonly number[]): RatioShape {
  const centre = mean(values);
  const offs = values.map((value) => value - centre);
  const variance = mean(offs.map((off) => off * off));
  return {
    n: values.length,
    deviation: Math.sqrt(variance),
    skewness: mean(offs.map((off) => off * off * off)) / (variance * Math.sqrt(variance)),
    excessKurtosis: mean(offs.map((off) => off * off * off * off)) / (variance * variance) - 3,
  };
}
