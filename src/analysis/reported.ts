/** Which of a run's evaluations counts: the number reported per repetition and task. Never looks at test losses to choose. */

/** Losses of one evaluation, each `[R * T]`, replica-major; NaN for a diverged replica. */
export interface EvaluationPoint {
  readonly step: number;
  readonly validation: readonly number[];
  readonly test: readonly number[];
}

/**
 * `bestValidation`: the step where the repetition's validation loss, averaged over tasks, was lowest (the earliest of
 * equals); `finalStep`: the last evaluation.
 */
export type ReportingRule = 'bestValidation' | 'finalStep';

/** What is reported of a run. */
export interface ReportedLosses {
  /** Test losses, `[R * T]`, replica-major; NaN for a replica that diverged, whatever it had reached before. */
  readonly losses: readonly number[];
  /** The step each replica's losses were taken at, `[R]`; NaN for one that diverged. */
  readonly steps: readonly number[];
}

/** Picks per replica. `points` are in order of steps; without any, every loss is NaN. */
export function reportedLosses(
  points: readonly EvaluationPoint[],
  { numReplicas, numTasks }: { readonly numReplicas: number; readonly numTasks: number },
  rule: ReportingRule,
): ReportedLosses {
  const picked = Array.from({ length: numReplicas }, (_, replica) =>
    pickedPoint(points, replica, numTasks, rule),
  );
  const steps = picked.map((point) => point?.step ?? Number.NaN);
  const losses = picked.flatMap((point, replica) =>
    Array.from({ length: numTasks }, (_, task) => point?.test[replica * numTasks + task] ?? Number.NaN),
  );
  return { losses, steps };
}

function pickedPoint(
  points: readonly EvaluationPoint[],
  replica: number,
  numTasks: number,
  rule: ReportingRule,
): EvaluationPoint | undefined {
  const totalOf = ({ validation }: EvaluationPoint) =>
    validation.slice(replica * numTasks, (replica + 1) * numTasks).reduce((sum, loss) => sum + loss, 0);
  const last = points.at(-1);
  if (last === undefined || !Number.isFinite(totalOf(last))) return undefined;
  if (rule === 'finalStep') return last;
  return points.reduce((best, point) => (totalOf(point) < totalOf(best) ? point : best));
}
