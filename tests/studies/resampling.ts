/**
 * Counts what verdicts and intervals say when there is nothing to find: many replicas of one architecture, drawn again and again.
 * Knows losses only.
 */

import { gainOf, pairedRatios } from '../../src/analysis/pairs.ts';
import { LEVEL, tInterval } from '../../src/analysis/statistics.ts';
import { type Comparison, type Verdict, verdictOf } from '../../src/analysis/verdict.ts';
import { mean, ofReplicas } from '../../src/core/lists.ts';
import { ln } from '../../src/core/math.ts';
import { createStream } from '../../src/core/random.ts';
import { type RatioShape, shapeOf } from './shape.ts';

/** The draws to make, and how many. */
export interface Resampling {
  readonly numTasks: number;
  /** Replicas of one draw, or of each side of a pairing. */
  readonly numReplicas: number;
  readonly numDraws: number;
  readonly seed: number;
}

/** Shares of the experiments drawn in which one of two equal architectures was called better. */
export interface FalseVerdicts {
  readonly overall: number;
  /** The share on each task, at the level of the family of all tasks. */
  readonly tasks: readonly number[];
  /** The share on any of the tasks. */
  readonly anyTask: number;
}

/**
 * Networks that differ in their initial weights alone, trained on the same data: the losses of each are `[N * T]`,
 * replica-major, all finite.
 */
export type EqualNetworks = readonly (readonly number[])[];

/**
 * Draws experiments of two equal architectures, paired by replica as verdicts are: so many different replicas, of each a pair
 * of networks, the 1st with the 2nd or the 3rd with the 4th and so on. Pairs have no network in common, and replicas no data.
 */
export function falseVerdicts(networks: EqualNetworks, resampling: Resampling): FalseVerdicts {
  const { numTasks, numReplicas, numDraws, seed } = resampling;
  const byNetwork = networks.map((losses) => ofReplicas(losses, numTasks));
  const numPairs = Math.floor(networks.length / 2);
  const { permutation, uniform } = createStream(seed, 'falseVerdicts');
  const verdicts = Array.from({ length: numDraws }, () => {
    const drawn = Array.from(permutation(byNetwork[0]?.length ?? 0).subarray(0, numReplicas), (replica) => ({
      replica,
      pair: Math.floor(uniform() * numPairs),
    }));
    const side = (offset: 0 | 1) =>
      drawn.flatMap(({ replica, pair }) => byNetwork[2 * pair + offset]?.[replica] ?? []);
    return equalVerdict(side(0), side(1), numTasks, 1);
  });
  return falseOf(verdicts, numTasks);
}

/**
 * Draws experiments of a reference and so many equal rivals as there are other networks: so many different replicas, and one
 * of the networks as the reference. False is an experiment with any false statement.
 */
export function falseFamilies(
  networks: EqualNetworks,
  resampling: Resampling,
): Pick<FalseVerdicts, 'overall' | 'anyTask'> {
  const { numTasks, numReplicas, numDraws, seed } = resampling;
  const byNetwork = networks.map((losses) => ofReplicas(losses, numTasks));
  const { permutation, uniform } = createStream(seed, 'falseFamilies');
  let [overall, anyTask] = [0, 0];
  for (let draw = 0; draw < numDraws; draw++) {
    const drawn = permutation(byNetwork[0]?.length ?? 0).subarray(0, numReplicas);
    const cards = byNetwork.map((network) => [...drawn].flatMap((replica) => network[replica] ?? []));
    const reference = Math.floor(uniform() * cards.length);
    const verdicts = cards
      .filter((_, card) => card !== reference)
      .map((rival) => equalVerdict(cards[reference] ?? [], rival, numTasks, cards.length - 1));
    if (verdicts.some((verdict) => isFalse(verdict.overall))) overall++;
    if (verdicts.some(({ tasks }) => tasks.some(isFalse))) anyTask++;
  }
  return { overall: overall / numDraws, anyTask: anyTask / numDraws };
}

function equalVerdict(
  reference: readonly number[],
  other: readonly number[],
  numTasks: number,
  numRivals: number,
): Verdict {
  const sideOf = (losses: readonly number[]) => ({ losses, isStillImproving: losses.map(() => false) });
  return verdictOf(
    // A null loss far above them all, so that losses are all that decides.
    { reference: sideOf(reference), other: sideOf(other), nullLosses: reference.map(() => Number.MAX_VALUE) },
    { numTasks, numRivals, margin: MARGIN, reportingRule: 'bestValidation', overlap: 0, isFinal: true },
  );
}

/** The margin of equality, which concerns no test of who is better. */
const MARGIN = 0.03;

const isFalse = ({ conclusion }: Pick<Comparison, 'conclusion'>): boolean =>
  conclusion === 'better' || conclusion === 'worse';

function falseOf(verdicts: readonly Verdict[], numTasks: number): FalseVerdicts {
  const shareOf = (isSo: (verdict: Verdict) => boolean) => verdicts.filter(isSo).length / verdicts.length;
  return {
    overall: shareOf((verdict) => isFalse(verdict.overall)),
    tasks: Array.from({ length: numTasks }, (_, task) =>
      shareOf(({ tasks }) => tasks[task] !== undefined && isFalse(tasks[task])),
    ),
    anyTask: shareOf(({ tasks }) => tasks.some(isFalse)),
  };
}

/** The shapes of the pairs of `falseVerdicts`: of the mean over tasks, then of each task. */
export function ratioShapes(networks: EqualNetworks, numTasks: number): readonly RatioShape[] {
  const pairs = networks.flatMap((first, index) => {
    const second = networks[index + 1];
    return index % 2 === 0 && second !== undefined ? [pairedRatios(first, second, numTasks)] : [];
  });
  return [
    shapeOf(pairs.flatMap(({ overall }) => overall)),
    ...Array.from({ length: numTasks }, (_, task) =>
      shapeOf(pairs.flatMap(({ perTask }) => perTask[task] ?? [])),
    ),
  ];
}

/** The share of 95 % intervals of drawn replicas that hold the mean of all. */
export interface DrawnCoverage {
  /** The share for the mean loss, over all tasks. */
  readonly loss: number;
  /** The share for the gain against the geometric mean of all replicas, over all tasks. */
  readonly gain: number;
}

/** Draws sets of replicas and looks whether their intervals hold what all replicas together say. */
export function drawnCoverage(losses: readonly number[], resampling: Resampling): DrawnCoverage {
  const { numTasks, numReplicas, numDraws, seed } = resampling;
  const replicas = ofReplicas(losses, numTasks);
  const means = Array.from({ length: numTasks }, (_, task) =>
    mean(replicas.map((one) => one[task] ?? Number.NaN)),
  );
  const logMeans = means.map((_, task) => mean(replicas.map((one) => ln(one[task] ?? Number.NaN))));
  const { permutation } = createStream(seed, 'drawnCoverage');
  let ofLoss = 0;
  let ofGain = 0;
  for (let draw = 0; draw < numDraws; draw++) {
    const drawn = [...permutation(replicas.length).subarray(0, numReplicas)];
    for (let task = 0; task < numTasks; task++) {
      const values = drawn.map((replica) => replicas[replica]?.[task] ?? Number.NaN);
      const target = means[task] ?? Number.NaN;
      const loss = tInterval(values, LEVEL);
      const gain = gainOf(
        values.map((value) => (logMeans[task] ?? 0) - ln(value)),
        LEVEL,
      );
      if (loss.low <= target && target <= loss.high) ofLoss++;
      if (gain.low <= 0 && gain.high >= 0) ofGain++;
    }
  }
  return { loss: ofLoss / (numDraws * numTasks), gain: ofGain / (numDraws * numTasks) };
}
