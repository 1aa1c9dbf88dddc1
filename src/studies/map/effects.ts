/** Effects of each circumstance on AdaTT-sp's advantage over a rival. */
import { bonferroniLevel, type Interval, standardDeviation, tQuantile } from '../../analysis/statistics.ts';
import { mean } from '../../core/lists.ts';
import { MIN_SET_UPS } from './bins.ts';
import type { Contestant } from './contestants.ts';
import { isWhere, type MapAxisId, type Where } from './levels.ts';
import { advantageIn, type SetUpReading } from './readings.ts';

export interface Contrast {
  readonly axis: MapAxisId;
  readonly at: readonly string[];
  readonly ratherThan: readonly string[];
  /** Set-ups that could have been drawn on either side: not every number of tasks allows every relation. */
  readonly among: Where;
}

const contrast = (
  axis: MapAxisId,
  at: readonly string[],
  ratherThan: readonly string[],
  among: Where = {},
): Contrast => ({ axis, at, ratherThan, among });

const contrasts: readonly Contrast[] = [
  contrast('tasks', ['8'], ['2'], { relation: ['alike', 'rowDependent', 'outsider'] }),
  contrast('relation', ['pairs'], ['alike'], { tasks: ['4', '8'] }),
  contrast('relation', ['groups'], ['alike'], { tasks: ['8'] }),
  contrast('relation', ['outsider'], ['alike']),
  contrast('relation', ['rowDependent'], ['alike']),
  contrast('labels', ['3000', '10000'], ['300', '1000']),
  contrast('correlation', ['high'], ['low']),
  contrast('noise', ['high'], ['low']),
  contrast('sparse', ['with'], ['without']),
  contrast('experts', ['2'], ['1']),
  contrast('common', ['half'], ['none']),
];

/** All intervals of a rival's effects hold together. */
export const EFFECT_LEVEL = bonferroniLevel(contrasts.length);

export interface MapEffect {
  readonly contrast: Contrast;
  /** As a log ratio: positive where the circumstance helps AdaTT-sp. */
  readonly difference: Interval;
}

const MIN_PER_SIDE = MIN_SET_UPS / 2;

export const effectsOn = (setUps: readonly SetUpReading[], rival: Contestant): readonly MapEffect[] =>
  contrasts
    .map((one) => {
      const advantagesAt = (levels: readonly string[]): readonly number[] =>
        setUps
          .filter(({ circumstances }) => isWhere({ ...one.among, [one.axis]: levels }, circumstances))
          .map((setUp) => advantageIn(setUp, 'adattSp', rival))
          .filter(Number.isFinite);
      const [at, others] = [advantagesAt(one.at), advantagesAt(one.ratherThan)];
      const numFewest = Math.min(at.length, others.length);
      return { contrast: one, numFewest, difference: welchInterval(at, others, EFFECT_LEVEL) };
    })
    .filter(({ numFewest }) => numFewest >= MIN_PER_SIDE)
    .toSorted((a, b) => Math.abs(b.difference.mean) - Math.abs(a.difference.mean));

/** Difference of two means without equal variances (Welch 1947); leaves out and counts values not finite. */
export function welchInterval(values: readonly number[], others: readonly number[], level: number): Interval {
  const [one, other] = [values.filter(Number.isFinite), others.filter(Number.isFinite)];
  const n = one.length + other.length;
  const difference = mean(one) - mean(other);
  const [a, b] = [one, other].map((sample) => standardDeviation(sample) ** 2 / sample.length);
  const [ofOne, ofOther] = [a ?? Number.NaN, b ?? Number.NaN];
  const sum = ofOne + ofOther;
  const degrees =
    (sum * sum) / ((ofOne * ofOne) / (one.length - 1) + (ofOther * ofOther) / (other.length - 1));
  const half = degrees >= 1 ? tQuantile(level, Math.floor(degrees)) * Math.sqrt(sum) : Number.NaN;
  return {
    mean: difference,
    low: difference - half,
    high: difference + half,
    n,
    numLeftOut: values.length + others.length - n,
  };
}
