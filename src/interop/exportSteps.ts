/** The steps of a repetition at which its network may be taken out of a run, and how good it was there. */
import type { ReportableLosses } from '../analysis/reported.ts';
import { type ReportingRule, reportedOf } from '../analysis/reported.ts';
import { ofReplicas } from '../core/lists.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { evaluationSizeOf } from '../run/reportable.ts';
import { text } from '../text/text.ts';

/** A network at a step. */
export interface MeasuredStep {
  /** `[T]` */
  readonly steps: readonly number[];
  /** Validation loss as a share of that of the best constant, mean over tasks: what steps are chosen by. */
  readonly score: number;
  /** Test losses, `[T]`. */
  readonly losses: readonly number[];
}

/** The step at which tables and verdict report a repetition, and that of its last evaluation. */
export interface ExportSteps {
  readonly reported: MeasuredStep;
  readonly last: MeasuredStep;
}

/** The steps of a repetition; null: it has diverged, or was not evaluated yet. `kept`: of the network that is shown for the card. */
export function exportStepsOf(
  experiment: Experiment,
  kept: ReportableLosses,
  replica: number,
): ExportSteps | null {
  const numTasks = experiment.tasks.length;
  const measured = (rule: ReportingRule): MeasuredStep => {
    const { steps, scores, losses } = reportedOf(kept, evaluationSizeOf(experiment), rule);
    const ofReplica = (values: readonly number[]) => ofReplicas(values, numTasks)[replica] ?? [];
    return { steps: ofReplica(steps), score: scores[replica] ?? Number.NaN, losses: ofReplica(losses) };
  };
  const reported = measured(experiment.comparison.reportingRule);
  return reported.steps.length > 0 && reported.steps.every(Number.isFinite)
    ? { reported, last: measured('finalStep') }
    : null;
}

/** Sentences on the steps at which a network was `taken`, and on where it is reported; `steps` null: that is not known. */
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
