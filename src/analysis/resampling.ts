/**
 * What verdicts and intervals do when there is nothing to find: many replicas of one architecture, drawn again and again.
 * Knows losses only.
 */
import { ln } from '../core/math.ts';
import { createStream } from '../core/random.ts';
import { gainOf, ofReplicas } from './pairs.ts';
import { LEVEL, mean, tInterval } from './statistics.ts';
import { verdictOf } from './verdict.ts';

/** What to draw, and how often. */
export interface Resampling {
  readonly numTasks: number;
  /** Replicas of one draw, or of each side of a pairing. */
  readonly numReplicas: number;
  readonly numDraws: number;
  readonly seed: number;
}

/** Shares of the pairings in which one of two equal architectures was called better. */
export interface FalseVerdicts {
  readonly overall: number;
  /** On any of the tasks. */
  readonly anyTask: number;
}

/**
 * Draws two disjoint sets of replicas of the same architecture and asks for the verdict between them. `losses` are
 * `[N * T]`, replica-major, all finite.
 */
export function falseVerdicts(losses: readonly number[], resampling: Resampling): FalseVerdicts {
  const { numTasks, numReplicas, numDraws, seed } = resampling;
  const replicas = ofReplicas(losses, numTasks);
  const { permutation } = createStream(seed, 'falseVerdicts');
  const verdicts = Array.from({ length: numDraws }, () => {
    const drawn = Array.from(permutation(replicas.length), (replica) => replicas[replica] ?? []);
    const reference = drawn.slice(0, numReplicas).flat();
    const other = drawn.slice(numReplicas, 2 * numReplicas).flat();
    return verdictOf({ reference, other, nullLosses: reference.map(() => 1), numTasks });
  });
  const isFalse = ({ conclusion }: { conclusion: string }) => conclusion !== 'noClearDifference';
  return {
    overall: verdicts.filter(({ overall }) => isFalse(overall)).length / numDraws,
    anyTask: verdicts.filter(({ tasks }) => tasks.some(isFalse)).length / numDraws,
  };
}

/** How often the 95 % interval of drawn replicas holds the mean of all. */
export interface DrawnCoverage {
  /** Of the mean loss, over all tasks. */
  readonly loss: number;
  /** Of the gain against the geometric mean of all replicas, over all tasks. */
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
