/** Compares losses of two architectures as log ratios paired by replica; positive is better, as in LibMTL. */
import { mean, valuesByReplica } from '../core/lists.ts';
import { expm1, ln } from '../core/math.ts';
import { type Interval, LEVEL, tInterval } from './statistics.ts';

/** Fewest replicas from which anything is concluded. */
export const MIN_REPLICAS = 3;

/** Takes `[R * T]` of the same replicas and data. Ratios are not finite where a loss is 0 or NaN. */
export function pairedRatios(losses: readonly number[], otherLosses: readonly number[], numTasks: number) {
  const others = losses.map((_, index) => otherLosses[index] ?? Number.NaN);
  // A difference of logarithms is antisymmetric to the last bit, the logarithm of a quotient is not.
  const ratios = losses.map((loss, index) => ln(others[index] ?? Number.NaN) - ln(loss)); // [R * T]
  const differences = losses.map((loss, index) => (others[index] ?? Number.NaN) - loss); // [R * T]
  const tasks = Array.from({ length: numTasks }, (_, task) => task);
  return {
    /** ln(other loss / loss), `[T][R]`: positive where the first network is better. */
    perTask: tasks.map((task) => valuesOfTask(ratios, task, numTasks)),
    /** Mean over tasks, `[R]`. */
    overall: valuesByReplica(ratios, numTasks).map(mean),
    /** Other loss - loss, `[T][R]`: tells large ratios of tiny losses from real ones. */
    differences: tasks.map((task) => valuesOfTask(differences, task, numTasks)),
  };
}

/** 1 - exp(-mean r) with its t interval. Swapped losses negate that of r, so both exclude 0 or neither. */
export function gainOf(ratios: readonly number[], level: number, overlap = 0): Interval {
  const { mean: centre, low, high, n, numLeftOut } = tInterval(ratios, level, overlap);
  // Adding 0 turns -0, which would be printed, into 0.
  const gain = (ratio: number) => -expm1(-ratio) + 0;
  return { mean: gain(centre), low: gain(low), high: gain(high), n, numLeftOut };
}

export function gainOfOther<T extends Pick<Interval, 'mean' | 'low' | 'high'>>(gain: T): T {
  const ofOther = (share: number) => -share / (1 - share) + 0;
  return { ...gain, mean: ofOther(gain.mean), low: ofOther(gain.high), high: ofOther(gain.low) };
}

export interface PairedGain {
  /** Relative gain: 0.1 means a loss that is 10 % lower. */
  readonly gain: Interval;
  readonly level: number;
  /** `[R]`; NaN where one diverged or its loss is 0. */
  readonly perReplica: readonly number[];
}

export interface TaskGain extends PairedGain {
  readonly difference: Interval;
}

export function pairedGain(ratios: readonly number[], level: number, overlap = 0): PairedGain {
  const perReplica = ratios.map((ratio) =>
    Number.isFinite(ratio) ? gainOf([ratio], LEVEL).mean : Number.NaN,
  );
  return { gain: gainOf(ratios, level, overlap), level, perReplica };
}

export function valuesOfTask<T>(values: readonly T[], task: number, numTasks: number): readonly T[] {
  return values.filter((_, index) => index % numTasks === task);
}

export interface GainsOverBaseline {
  readonly tasks: readonly TaskGain[];
  readonly overall: PairedGain;
}

export interface GainConfidenceLevels {
  readonly perTask: number;
  readonly overall: number;
}

/** Takes `[R * T]` of the same replicas and data; leaves out and counts losses of NaN or 0. */
export function gainsOverBaseline(
  baselineLosses: readonly number[],
  losses: readonly number[],
  numTasks: number,
  levels: GainConfidenceLevels,
  overlap = 0,
): GainsOverBaseline {
  const { perTask, overall, differences } = pairedRatios(losses, baselineLosses, numTasks);
  return {
    tasks: perTask.map((ratios, task) => ({
      ...pairedGain(ratios, levels.perTask, overlap),
      difference: tInterval(differences[task] ?? [], levels.perTask, overlap),
    })),
    overall: pairedGain(overall, levels.overall, overlap),
  };
}

export function isNegativeTransfer({ high, n }: Interval): boolean {
  return n >= MIN_REPLICAS && high < 0;
}
