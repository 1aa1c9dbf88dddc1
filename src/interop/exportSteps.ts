/** Finds the steps at which a network can be exported, and its losses there. */
import type { ReportableLosses } from '../analysis/reported.ts';
import { type ReportingRule, reportedOf } from '../analysis/reported.ts';
import { valuesByReplica } from '../core/lists.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { evaluationSizeOf } from '../run/reportable.ts';
import { text } from '../text/text.ts';

interface MeasuredStep {
  readonly steps: readonly number[];
  /** Validation loss relative to the best constant, mean over tasks. */
  readonly score: number;
  /** Test losses, `[T]`. */
  readonly losses: readonly number[];
}

export interface ExportSteps {
  readonly reported: MeasuredStep;
  readonly last: MeasuredStep;
}

export function exportStepsOf(
  experiment: Experiment,
  kept: ReportableLosses,
  replica: number,
): ExportSteps | null {
  const numTasks = experiment.tasks.length;
  const measured = (rule: ReportingRule): MeasuredStep => {
    const { steps, scores, losses } = reportedOf(kept, evaluationSizeOf(experiment), rule);
    const ofReplica = (values: readonly number[]) => valuesByReplica(values, numTasks)[replica] ?? [];
    return { steps: ofReplica(steps), score: scores[replica] ?? Number.NaN, losses: ofReplica(losses) };
  };
  const reported = measured(experiment.comparison.reportingRule);
  return reported.steps.length > 0 && reported.steps.every(Number.isFinite)
    ? { reported, last: measured('finalStep') }
    : null;
}

export function aboutExport(
  { tasks }: Pick<Experiment, 'tasks'>,
  taken: readonly number[],
  steps: ExportSteps | null,
): string {
  const names = tasks.map(({ name }) => name);
  const words = text.weights;
  const isAt = (measured: MeasuredStep) => measured.steps.join() === taken.join();
  if (steps === null) return words.takenAt(names, taken);
  const { reported, last } = steps;
  if (isAt(reported))
    return [
      words.takenWhereReported(names, reported),
      ...(isAt(last) ? [] : [words.lastEvaluated(names, last)]),
    ].join(' ');
  return [
    isAt(last) ? words.takenAtLast(names, last) : words.takenAt(names, taken),
    words.reportedElsewhere(names, reported),
  ].join(' ');
}
