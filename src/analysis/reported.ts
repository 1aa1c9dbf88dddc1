/**
 * Chooses the evaluation that a run reports, never by test losses.
 * A score is a validation loss relative to the best constant's, averaged with the loss weights. A network reports one
 * step for all tasks: otherwise gains would include those of choosing more often.
 */
import { mean, valuesByReplica } from '../core/lists.ts';
import { recordByPopulation } from '../data/funnel.ts';
import type { FunnelLosses, LossPoint } from './produced/evaluation.ts';

export type EvaluationPoint = Omit<LossPoint, 'train'>;

/** `bestValidation`: lowest score, earliest of equals; `finalStep`: last evaluation. */
export type ReportingRule = 'bestValidation' | 'finalStep';

export interface EvaluationSize {
  readonly numReplicas: number;
  readonly numTasks: number;
  /** `[T]`; tasks of weight 0 do not count, unless all are 0. */
  readonly taskWeights: readonly number[];
}

export interface StepSelectionRule extends EvaluationSize {
  /** `[R * T]`, validation rows; tasks with NaN (equal labels) do not count. */
  readonly nullLosses: readonly number[];
  readonly numSteps: number;
}

/** Losses and scores at the chosen step, `[R * T]`; NaN if none. */
export interface ChosenLosses {
  readonly steps: readonly number[];
  /** Score of the replica, repeated per task. */
  readonly scores: readonly number[];
  readonly test: readonly number[];
  readonly auc: readonly number[];
  readonly gauc?: LossPoint['gauc'];
  readonly calibration?: LossPoint['calibration'];
  readonly ofRows?: FunnelLosses['ofRows'];
}

/** Losses at each task's own best step, `[R * T]`. */
export interface OwnLosses {
  readonly scores: readonly number[];
  readonly test: readonly number[];
}

export interface ReportableLosses {
  readonly best: ChosenLosses | null;
  readonly last: ChosenLosses | null;
  /** Lowest score within the first nine tenths of the planned steps, `[R * T]`. */
  readonly early: readonly number[];
  /** Absent in funnels, older records and links. */
  readonly own?: OwnLosses;
}

const emptyChosenLosses: ChosenLosses = { steps: [], scores: [], test: [], auc: [] };

export const emptyReportableLosses: ReportableLosses = { best: null, last: null, early: [] };

export const lastStepOf = ({ last }: ReportableLosses): number | null => last?.steps[0] ?? null;

/** NaN for a diverged replica, whatever it reached before. */
export interface ReportedLosses extends Omit<ChosenLosses, 'test'> {
  /** `[R * T]`. */
  readonly losses: readonly number[];
  /** Validation scores `[R]`, by which networks may be chosen. */
  readonly scores: readonly number[];
  /** `[R * T]`. Lowest score at the last evaluation, by more than 1 % or a tenth of all that was learned. */
  readonly isStillImproving: readonly boolean[];
  /** `[R * T]` */
  readonly own?: readonly number[] | undefined;
}

// Share of early steps; relative fall of a later score that counts as improving.
const EARLY_SHARE = 0.9;
const IMPROVEMENT_THRESHOLD = 0.01;

export function afterNextEvaluation(
  { best, early, own }: ReportableLosses,
  point: EvaluationPoint,
  selection: StepSelectionRule,
): ReportableLosses {
  const shares = lossSharesOf(point, selection);
  const scores = scoresOf(shares, selection);
  const isOwnKept = point.funnel === undefined && (own !== undefined || best === null);
  const last = {
    steps: scores.map(() => point.step),
    scores,
    test: point.test,
    auc: point.auc,
    ...(point.gauc && { gauc: point.gauc }),
    ...(point.calibration && { calibration: point.calibration }),
    ...(point.funnel && { ofRows: point.funnel.ofRows }),
  };
  const isEarly = point.step <= EARLY_SHARE * selection.numSteps;
  return {
    best: best === null ? withoutDivergedReplicas(last) : betterLosses(best, last),
    last,
    early: scores.map((score, index) =>
      isEarly ? lowerScore(early[index], score) : (early[index] ?? Number.NaN),
    ),
    ...(isOwnKept && { own: ownLossesAfter(own, shares, point.test) }),
  };
}

export function reportedOf(
  { best, last, early, own }: ReportableLosses,
  { numReplicas, numTasks, taskWeights }: EvaluationSize,
  rule: ReportingRule,
): ReportedLosses {
  const places = Array.from({ length: numReplicas * numTasks }, (_, index) => index);
  const isAlive = (index: number) => Number.isFinite(last?.scores[index]);
  const chosen = (rule === 'finalStep' ? last : best) ?? emptyChosenLosses;
  const { test, scores, ...others } = combinedPerReplica(chosen, chosen, (list, _, none) =>
    places.map((index) => (isAlive(index) ? (list[index] ?? none) : none)),
  );
  return {
    ...others,
    losses: test,
    scores: valuesByReplica(scores, numTasks).map((ofReplica) => weightedMean(ofReplica, taskWeights)),
    isStillImproving: places.map((index) => {
      const score = last?.scores[index] ?? Number.NaN;
      const before = early[index] ?? Number.NaN;
      const isBest = best?.steps[index] === last?.steps[index];
      // A score of 1 is the best constant's.
      const ofLearned = (1 - EARLY_SHARE) * Math.max(0, 1 - score);
      return isBest && before - score > Math.min(IMPROVEMENT_THRESHOLD * before, ofLearned);
    }),
    ...(own &&
      rule === 'bestValidation' && {
        own: places.map((index) => (isAlive(index) ? (own.test[index] ?? Number.NaN) : Number.NaN)),
      }),
  };
}

/** `[R * T]` */
const lossSharesOf = (
  { funnel, validation }: EvaluationPoint,
  { nullLosses }: StepSelectionRule,
): readonly number[] =>
  (funnel?.validation ?? validation).map((loss, index) => loss / (nullLosses[index] || 1));

/** Score of the replica, repeated per task, `[R * T]`. */
function scoresOf(
  shares: readonly number[],
  { numTasks, taskWeights, nullLosses }: StepSelectionRule,
): readonly number[] {
  const basesOf = valuesByReplica(nullLosses, numTasks);
  return valuesByReplica(shares, numTasks).flatMap((ofReplica, replica) => {
    const counting = taskWeights.map((weight, task) =>
      Number.isFinite(basesOf[replica]?.[task]) ? weight : 0,
    );
    const score = weightedMean(ofReplica, counting);
    return ofReplica.map(() => score);
  });
}

function ownLossesAfter(
  own: OwnLosses | undefined,
  shares: readonly number[],
  test: readonly number[],
): OwnLosses {
  const isBetter = shares.map((share, index) => isLowerScore(own?.scores[index], share));
  const better = (kept: readonly number[] = [], given: readonly number[]) =>
    given.map((value, index) => (isBetter[index] ? value : (kept[index] ?? Number.NaN)));
  return { scores: better(own?.scores, shares), test: better(own?.test, test) };
}

/** Unweighted if all weights are 0; ignores weight 0, even of NaN. */
function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return mean(values);
  return values.reduce((sum, value, task) => {
    const weight = weights[task] ?? 0;
    return weight === 0 ? sum : sum + (weight / total) * value;
  }, 0);
}

const lowerScore = (kept: number | undefined, score: number): number =>
  kept === undefined || !Number.isFinite(kept) || score < kept ? score : kept;

const isLowerScore = (kept: number | undefined, score: number): boolean =>
  Number.isFinite(score) && lowerScore(kept, score) !== kept;

// A score that is not finite means that no step was chosen.
const withoutDivergedReplicas = (losses: ChosenLosses): ChosenLosses =>
  combinedPerReplica(losses, losses, (list, _, none) =>
    list.map((value, index) => (Number.isFinite(losses.scores[index]) ? value : none)),
  );

function betterLosses(best: ChosenLosses, next: ChosenLosses): ChosenLosses {
  const isBetter = next.scores.map((score, index) => isLowerScore(best.scores[index], score));
  return combinedPerReplica(best, next, (kept, given) =>
    kept.map((value, index) => (isBetter[index] ? (given[index] ?? value) : value)),
  );
}

function combinedPerReplica(
  a: ChosenLosses,
  b: ChosenLosses,
  of: <V>(a: readonly V[], b: readonly V[], none: V) => readonly V[],
): ChosenLosses {
  const numbers = (one: readonly number[], other: readonly number[]) => of(one, other, Number.NaN);
  const lists = {
    steps: numbers(a.steps, b.steps),
    scores: numbers(a.scores, b.scores),
    test: numbers(a.test, b.test),
    auc: numbers(a.auc, b.auc),
    ...(a.gauc && b.gauc && { gauc: numbers(a.gauc, b.gauc) }),
    ...(a.calibration && b.calibration && { calibration: of(a.calibration, b.calibration, null) }),
  };
  const [ofA, ofB] = [a.ofRows, b.ofRows];
  if (ofA === undefined || ofB === undefined) return lists;
  const ofRows = recordByPopulation((population) => ({
    losses: numbers(ofA[population].losses, ofB[population].losses),
    predicted: numbers(ofA[population].predicted, ofB[population].predicted),
  }));
  return { ...lists, ofRows };
}
