/** Words a training file's columns, tasks, split and labels. */
import { ofTask } from '../../analysis/pairs.ts';
import { mean } from '../../core/lists.ts';
import { shiftSentences } from '../../data/table/notes/shiftWords.ts';
import {
  type ColumnRole,
  columnRoles,
  columnsWith,
  dealingOf,
  type TableSetup,
  timeColumnOf,
} from '../../data/table/tableSetup.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { text } from '../../text/text.ts';
import type { EvaluatedRun } from './runJson.ts';

const words = text.report.file;

/** Null if the tasks are generated. */
export const fileOf = ({ data }: Experiment): TableSetup | null =>
  data.source === 'table' ? data.table : null;

export function fileFacts(run: EvaluatedRun, file: TableSetup): readonly string[] {
  const { tasks, data } = run.experiment;
  return [
    text.report.tasks(tasks.map((task, index) => text.report.task(task.name, taskFacts(run, file, index)))),
    ...correlation(run),
    words.file(file.fileName, file.hash, data.inputDim),
    ...columns(file),
    ...(file.numVectors.length === 0 ? [] : [words.vectors(file.numVectors, file.embeddingDim)]),
    words.split(
      [data.numTrainRows, data.numValidationRows, data.numTestRows],
      dealing(file),
      file.resplits ? null : file.splitSeed,
    ),
    ...(run.shifts
      ? shiftSentences(
          run.shifts,
          tasks.map(({ name }) => name),
        )
      : []),
  ];
}

function taskFacts(run: EvaluatedRun, file: TableSetup, task: number): string {
  const target = file.targets[task] ?? null;
  if (target === null) return words.noTarget;
  const { column, positive, mask } = target;
  const lossWeight = run.experiment.tasks[task]?.lossWeight ?? 1;
  return text.punctuation.clauses([
    positive === null ? words.number(column) : words.yes(column, positive),
    ...(mask === null ? [] : [words.masked(mask)]),
    ...(positive === null ? [] : shareOfYes(run, task)),
    ...(lossWeight === 1 ? [] : [words.lossWeight(lossWeight)]),
  ]);
}

/** Share on the test rows, averaged over replicas; empty if not counted. */
function shareOfYes({ experiment, run: { knownLosses } }: EvaluatedRun, task: number): readonly string[] {
  const numTasks = experiment.tasks.length;
  const meanOf = (counts: readonly number[] = []) => mean(ofTask(counts, task, numTasks));
  const numYes = meanOf(knownLosses.numPositive);
  const numLabelled = numYes + meanOf(knownLosses.numNegative);
  return numLabelled > 0 ? [words.shareOfYes(numYes / numLabelled, Math.round(numLabelled))] : [];
}

function correlation({ experiment: { tasks }, run }: EvaluatedRun): readonly string[] {
  const pairs = tasks.flatMap((a, row) =>
    tasks.slice(row + 1).flatMap((b, index) => {
      const value = run.measuredCorrelation[row]?.[row + 1 + index] ?? Number.NaN;
      return Number.isFinite(value) ? [words.pair(a.name, b.name, value)] : [];
    }),
  );
  return pairs.length === 0 ? [] : [words.correlation(pairs)];
}

function dealing(file: TableSetup): string {
  const by = dealingOf(file);
  switch (by) {
    case 'column':
      return words.dealing.column(columnsWith(file, 'split')[0] ?? '');
    case 'time':
      return words.dealing.time(timeColumnOf(file));
    case 'group':
      return words.dealing.group(file.group);
    case 'random':
      return words.dealing.random;
    default:
      return by satisfies never;
  }
}

const columns = (file: TableSetup): readonly string[] =>
  (Object.keys(columnRoles) as readonly ColumnRole[]).flatMap((role) => {
    const names = columnsWith(file, role);
    return role === 'target' || names.length === 0 ? [] : [words.columns(words.roles[role], names)];
  });
