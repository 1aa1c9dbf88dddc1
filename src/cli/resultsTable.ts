/** What a finished run prints: losses, gains and verdicts as tables, then what else there is to say. */
import type { Interval } from '../analysis/statistics.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { alarmText } from '../report/alarmText.ts';
import { verdictTable } from '../report/verdictWords.ts';
import { text } from '../text/text.ts';
import { tableOf } from './command.ts';
import type { ArchitectureResult, Results, TaskResult } from './results.ts';

const words = text.answer;

export function resultsTable(experiment: Experiment, results: Results): string {
  const { numReplicas } = experiment.training;
  const { comparison } = results;
  const note = text.cli.resultsNote(
    numReplicas,
    comparison.reportingRule,
    results.backend,
    results.stepsPerSecond,
  );
  const parts = [
    tableOf([lossHeader(experiment), ...results.architectures.map((card) => lossRow(card, experiment))]),
    `${note}${comparison.budget === 'asConfigured' ? '' : ` ${text.cli.changedNote}`}\n`,
    verdictPart(experiment, results),
    alarmLines(experiment, results),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function lossHeader({ tasks, comparison }: Experiment): string[] {
  return [
    text.cli.architecture,
    text.cli.parameters,
    ...(comparison.isTuned ? [text.cli.learningRate] : []),
    ...tasks.map(({ name, kind }) => text.cli.taskLoss(name, kind)),
    text.cli.gain,
  ];
}

function lossRow(card: ArchitectureResult, { comparison }: Experiment): string[] {
  const { id, label, numParams, changedOptions, learningRate, tasks, gains } = card;
  const changed = Object.keys(changedOptions).length > 0 ? text.cli.changedMark : '';
  return [
    `${id}  ${label}`,
    `${(numParams ?? 0).toLocaleString('en')}${changed}`,
    ...(comparison.isTuned ? [String(learningRate)] : []),
    ...tasks.map(cellOf),
    gains === null
      ? text.cli.baseline
      : gainText(
          gains.overall,
          gains.tasks.some((gain) => gain.isNegativeTransfer),
        ),
  ];
}

function cellOf({ mean, interval, loss }: TaskResult): string {
  if (mean === null) return text.cli.allDiverged;
  const numLost = loss.filter((value) => value === null).length;
  const halfWidth = interval === null ? '' : ` ± ${(interval[1] - mean).toPrecision(2)}`;
  return `${mean.toPrecision(4)}${halfWidth}${numLost > 0 ? text.cli.someDiverged(numLost) : ''}`;
}

function gainText(gain: Interval, isNegative: boolean): string {
  const interval = words.interval(gain.low, gain.high);
  const shown = Number.isFinite(gain.mean) ? words.signed(gain.mean) : text.cli.allDiverged;
  return `${shown}${interval === '' ? '' : ` (${interval})`}${isNegative ? `, ${words.negativeTransfer}` : ''}`;
}

function verdictPart(experiment: Experiment, { verdicts, architectures, comparison }: Results): string {
  if (verdicts.length === 0) return '';
  const nameOf = (id: string) => `${id}  ${architectures.find((card) => card.id === id)?.label ?? ''}`;
  const title = text.cli.verdictOn(
    nameOf(comparison.referenceId),
    text.comparison.choices.budget[comparison.budget],
  );
  return `${title}\n${tableOf(verdictTable(experiment, verdicts, nameOf))}`;
}

function alarmLines(experiment: Experiment, { architectures }: Results): string {
  return architectures
    .flatMap(({ id, alarms }) => alarms.map((alarm) => `${id}  ${alarmText(experiment, alarm)}\n`))
    .join('');
}
