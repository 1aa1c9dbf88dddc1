/**
 * Which of a run's evaluations counts: the number reported per replica and task. Never looks at test losses to choose.
 *
 * Evaluations are kept one by one, so that a run of any length is reported from as many of them as there are replicas.
 */
import type { LossPoint } from '../results/results.ts';

/** What of an evaluation may be reported. */
export type EvaluationPoint = Omit<LossPoint, 'train'>;

/**
 * `bestValidation`: the step where the replica's validation loss, averaged over tasks, was lowest (the earliest of
 * equals); `finalStep`: the last evaluation.
 */
export type ReportingRule = 'bestValidation' | 'finalStep';

/** How many replicas and tasks an evaluation holds. */
export interface EvaluationSize {
  readonly numReplicas: number;
  readonly numTasks: number;
}

/** Those evaluations of one card that may be reported, of bounded number. */
export interface KeptEvaluations {
  /** The evaluation of lowest validation loss per replica, `[R]`; undefined while there is none that is finite. */
  readonly best: readonly (EvaluationPoint | undefined)[];
  readonly last: EvaluationPoint | null;
}

/** Before the first evaluation. */
export const noEvaluations: KeptEvaluations = { best: [], last: null };

/** What is reported of a run. */
export interface ReportedLosses {
  /** Test losses, `[R * T]`, replica-major; NaN for a replica that diverged, whatever it had reached before. */
  readonly losses: readonly number[];
  /** Area under the ROC curve at the same steps, `[R * T]`; NaN for tasks that are not binary, too. */
  readonly auc: readonly number[];
  /** Validation loss at the same steps, mean over tasks, `[R]`: what a choice between architectures may look at. */
  readonly validation: readonly number[];
  /** The step each replica's losses were taken at, `[R]`; NaN for one that diverged. */
  readonly steps: readonly number[];
}

/** Keeps the next evaluation of a card. */
export function keepEvaluation(
  { best }: KeptEvaluations,
  point: EvaluationPoint,
  { numReplicas, numTasks }: EvaluationSize,
): KeptEvaluations {
  const isBetter = (replica: number, kept: EvaluationPoint | undefined): boolean =>
    kept === undefined || validationOf(point, replica, numTasks) < validationOf(kept, replica, numTasks);
  return {
    best: Array.from({ length: numReplicas }, (_, replica) => {
      const kept = best[replica];
      const isUsable = Number.isFinite(validationOf(point, replica, numTasks));
      return isUsable && isBetter(replica, kept) ? point : kept;
    }),
    last: point,
  };
}

/** Picks per replica; without any evaluation every loss is NaN. */
export function reportedOf(kept: KeptEvaluations, size: EvaluationSize, rule: ReportingRule): ReportedLosses {
  const { numReplicas, numTasks } = size;
  const points = Array.from({ length: numReplicas }, (_, replica) =>
    pickedPoint(kept, replica, numTasks, rule),
  );
  const valuesOf = (key: 'test' | 'auc') =>
    points.flatMap((point, replica) =>
      Array.from({ length: numTasks }, (_, task) => point?.[key][replica * numTasks + task] ?? Number.NaN),
    );
  return {
    losses: valuesOf('test'),
    auc: valuesOf('auc'),
    validation: points.map((point, replica) =>
      point === undefined ? Number.NaN : validationOf(point, replica, numTasks),
    ),
    steps: points.map((point) => point?.step ?? Number.NaN),
  };
}

function pickedPoint(
  { best, last }: KeptEvaluations,
  replica: number,
  numTasks: number,
  rule: ReportingRule,
): EvaluationPoint | undefined {
  if (last === null || !Number.isFinite(validationOf(last, replica, numTasks))) return undefined;
  return rule === 'finalStep' ? last : best[replica];
}

/** Validation loss of a replica, mean over tasks. */
function validationOf({ validation }: EvaluationPoint, replica: number, numTasks: number): number {
  const losses = validation.slice(replica * numTasks, (replica + 1) * numTasks);
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
