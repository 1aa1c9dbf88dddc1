/**
 * Which of a run's evaluations counts: the numbers reported per replica and task. Never looks at test losses to choose.
 *
 * Steps are chosen by scores: validation losses as shares of the loss of the best constant on the same rows, so that tasks of
 * any unit count alike, averaged over tasks with the loss weights. Every network is reported at one step for all its tasks, also where these
 * share nothing: with a step for each task, a gain over such a network would be that of choosing more often. The test losses of
 * each task at its own best step are kept beside those, as a second number. Tasks after others have the losses of the products along their
 * paths, whatever was minimised, and no second number. Of an evaluation only what is better is kept, so that a run of any length takes the same room.
 */
import { mean, ofReplicas } from '../core/lists.ts';
import { byPopulation } from '../data/funnel.ts';
import type { FunnelLosses, LossPoint } from './produced/evaluation.ts';

/** The part of an evaluation that may be reported. */
export type EvaluationPoint = Omit<LossPoint, 'train'>;

/** `bestValidation`: the step where the score was lowest (the earliest of equals); `finalStep`: the last evaluation. */
export type ReportingRule = 'bestValidation' | 'finalStep';

/** How many replicas and tasks an evaluation holds, and what the tasks count. */
export interface EvaluationSize {
  readonly numReplicas: number;
  readonly numTasks: number;
  /** Loss weights, `[T]`; a task of weight 0 chooses nothing, unless all have weight 0. */
  readonly taskWeights: readonly number[];
}

/** The scores by which the reported step is chosen. */
export interface Selection extends EvaluationSize {
  /** Null losses of the validation rows, `[R * T]`; a task where it is NaN, since all its labels are the same, chooses nothing. */
  readonly nullLosses: readonly number[];
  readonly numSteps: number;
}

/** Measured at the steps that were chosen, each `[R * T]`, replica-major; NaN where there is none. */
export interface ChosenLosses {
  readonly steps: readonly number[];
  /** Scores by which the steps were chosen: all tasks have that of the replica. */
  readonly scores: readonly number[];
  readonly test: readonly number[];
  readonly auc: readonly number[];
  /** Absent where no column names groups. */
  readonly gauc?: LossPoint['gauc'];
  /** Null where there is none; absent in what was recorded before it was measured. */
  readonly calibration?: LossPoint['calibration'];
  /** Absent where no task comes after another. */
  readonly ofRows?: FunnelLosses['ofRows'];
}

/** Test losses of each task at the step that is best for it alone, and the task's validation loss there as a share, `[R * T]`. */
export interface OwnLosses {
  readonly scores: readonly number[];
  readonly test: readonly number[];
}

/** The losses of one network that may be reported: at the best step so far, and at the last. */
export interface ReportableLosses {
  /** Null before the first evaluation. */
  readonly best: ChosenLosses | null;
  readonly last: ChosenLosses | null;
  /** The lowest scores in the first nine tenths of the planned steps, `[R * T]`: is it still improving? */
  readonly early: readonly number[];
  /** Absent where tasks come after tasks, in what was recorded before it was kept, and in links. */
  readonly own?: OwnLosses;
}

/** False for steps, `[R * T]`, of which tasks of one replica have different ones, as was the rule for networks that share nothing. */
export const isOneStepEach = (steps: readonly number[], numTasks: number): boolean =>
  steps.every((step, index) => Object.is(step, steps[index - (index % numTasks)]));

/** Chosen before the first evaluation: nothing. */
export const nothingChosen: ChosenLosses = { steps: [], scores: [], test: [], auc: [] };

/** Losses before the first evaluation: none. */
export const nothingReportable: ReportableLosses = { best: null, last: null, early: [] };

/** The step of the last evaluation; null before the first. */
export const lastStepOf = ({ last }: ReportableLosses): number | null => last?.steps[0] ?? null;

/** Losses that a network reports, at the steps that were chosen; NaN, or null, for a replica that diverged, whatever it had reached before. */
export interface ReportedLosses extends Omit<ChosenLosses, 'test'> {
  /** Test losses, `[R * T]`, replica-major. */
  readonly losses: readonly number[];
  /** The score at the same steps, `[R]`, mean over tasks: what a choice between networks may look at. */
  readonly scores: readonly number[];
  /**
   * The score was lowest at the last evaluation: by more than 1 % lower than in the first nine tenths, or so that the last tenth of
   * the steps brought more than a tenth of all that was learned, as where learning has hardly begun. `[R * T]`.
   */
  readonly isStillImproving: readonly boolean[];
  /** Test losses with each task at its own best step, `[R * T]`; absent where that is not known, or the last step is reported. */
  readonly own?: readonly number[] | undefined;
}

/** Share of the planned steps that are early, and by how much of itself a score must fall after them to be still improving. */
const EARLY_SHARE = 0.9;
const STILL_IMPROVING = 0.01;

/** Keeps the next evaluation of a network. */
export function afterEvaluation(
  { best, early, own }: ReportableLosses,
  point: EvaluationPoint,
  selection: Selection,
): ReportableLosses {
  const shares = sharesOf(point, selection);
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
    best: best === null ? withoutDead(last) : betterOf(best, last),
    last,
    early: scores.map((score, index) =>
      isEarly ? lower(early[index], score) : (early[index] ?? Number.NaN),
    ),
    ...(isOwnKept && { own: ownAfter(own, shares, point.test) }),
  };
}

/** Picks per replica; without any evaluation every loss is NaN. */
export function reportedOf(
  { best, last, early, own }: ReportableLosses,
  { numReplicas, numTasks, taskWeights }: EvaluationSize,
  rule: ReportingRule,
): ReportedLosses {
  const places = Array.from({ length: numReplicas * numTasks }, (_, index) => index);
  const isAlive = (index: number) => Number.isFinite(last?.scores[index]);
  const chosen = (rule === 'finalStep' ? last : best) ?? nothingChosen;
  const { test, scores, ...others } = combined(chosen, chosen, (list, _, none) =>
    places.map((index) => (isAlive(index) ? (list[index] ?? none) : none)),
  );
  return {
    ...others,
    losses: test,
    scores: ofReplicas(scores, numTasks).map((ofReplica) => weightedMean(ofReplica, taskWeights)),
    isStillImproving: places.map((index) => {
      const score = last?.scores[index] ?? Number.NaN;
      const before = early[index] ?? Number.NaN;
      const isBest = best?.steps[index] === last?.steps[index];
      // A score of 1 is that of the best constant.
      const ofLearned = (1 - EARLY_SHARE) * Math.max(0, 1 - score);
      return isBest && before - score > Math.min(STILL_IMPROVING * before, ofLearned);
    }),
    ...(own &&
      rule === 'bestValidation' && {
        own: places.map((index) => (isAlive(index) ? (own.test[index] ?? Number.NaN) : Number.NaN)),
      }),
  };
}

/** Validation losses as shares of those of the best constant, `[R * T]`. */
const sharesOf = ({ funnel, validation }: EvaluationPoint, { nullLosses }: Selection): readonly number[] =>
  (funnel?.validation ?? validation).map((loss, index) => loss / (nullLosses[index] || 1));

/** Mean share of the replica, for each of its tasks, `[R * T]`. */
function scoresOf(
  shares: readonly number[],
  { numTasks, taskWeights, nullLosses }: Selection,
): readonly number[] {
  const basesOf = ofReplicas(nullLosses, numTasks);
  return ofReplicas(shares, numTasks).flatMap((ofReplica, replica) => {
    const counting = taskWeights.map((weight, task) =>
      Number.isFinite(basesOf[replica]?.[task]) ? weight : 0,
    );
    const score = weightedMean(ofReplica, counting);
    return ofReplica.map(() => score);
  });
}

function ownAfter(own: OwnLosses | undefined, shares: readonly number[], test: readonly number[]): OwnLosses {
  const isBetter = shares.map((share, index) => isLower(own?.scores[index], share));
  const better = (kept: readonly number[] = [], given: readonly number[]) =>
    given.map((value, index) => (isBetter[index] ? value : (kept[index] ?? Number.NaN)));
  return { scores: better(own?.scores, shares), test: better(own?.test, test) };
}

/** Mean by weights; with all weights 0, the plain one; what has weight 0 is not looked at, even where it is NaN. */
function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return mean(values);
  return values.reduce((sum, value, task) => {
    const weight = weights[task] ?? 0;
    return weight === 0 ? sum : sum + (weight / total) * value;
  }, 0);
}

const lower = (kept: number | undefined, score: number): number =>
  kept === undefined || !Number.isFinite(kept) || score < kept ? score : kept;

const isLower = (kept: number | undefined, score: number): boolean =>
  Number.isFinite(score) && lower(kept, score) !== kept;

/** A score that is not finite was never reached. */
const withoutDead = (losses: ChosenLosses): ChosenLosses =>
  combined(losses, losses, (list, _, none) =>
    list.map((value, index) => (Number.isFinite(losses.scores[index]) ? value : none)),
  );

/** `next` where its score is lower, value by value. */
function betterOf(best: ChosenLosses, next: ChosenLosses): ChosenLosses {
  const isBetter = next.scores.map((score, index) => isLower(best.scores[index], score));
  return combined(best, next, (kept, given) =>
    kept.map((value, index) => (isBetter[index] ? (given[index] ?? value) : value)),
  );
}

/** Each list of the one with that of the other; `none`: the value in place of one that is not there. */
function combined(
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
  const ofRows = byPopulation((population) => ({
    losses: numbers(ofA[population].losses, ofB[population].losses),
    predicted: numbers(ofA[population].predicted, ofB[population].predicted),
  }));
  return { ...lists, ofRows };
}
