/** The table a finished run prints: a row per architecture, a column per task. */
import type { Experiment } from '../experiment/experiment.ts';
import { text } from '../text/text.ts';
import { tableOf } from './command.ts';
import type { Results, TaskResult } from './results.ts';

export function resultsTable(experiment: Experiment, results: Results): string {
  const { numReplicas } = experiment.training;
  const header = [
    text.cli.architecture,
    text.cli.parameters,
    ...experiment.tasks.map(({ name, kind }) => text.cli.taskLoss(name, kind)),
  ];
  const rows = results.architectures.map(({ id, label, numParams, tasks }) => [
    `${id}  ${label}`,
    numParams.toLocaleString('en'),
    ...tasks.map(cellOf),
  ]);
  const note = text.cli.resultsNote(numReplicas, results.backend, results.stepsPerSecond);
  return `${tableOf([header, ...rows])}\n${note}\n`;
}

function cellOf({ mean, interval, loss }: TaskResult): string {
  if (mean === null) return text.cli.allDiverged;
  const numLost = loss.filter((value) => value === null).length;
  const halfWidth = interval === null ? '' : ` ± ${(interval[1] - mean).toPrecision(2)}`;
  return `${mean.toPrecision(4)}${halfWidth}${numLost > 0 ? text.cli.someDiverged(numLost) : ''}`;
}
