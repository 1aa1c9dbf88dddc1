/** What a finished run prints: losses, gains and verdicts as tables, then what else there is to say. */
import type { Interval } from '../analysis/statistics.ts';
import { alarmText } from '../experiment/alarmText.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { verdictTable } from '../experiment/verdictWords.ts';
import { answerText } from '../text/answerText.ts';
import { cliText } from '../text/cliText.ts';
import { text } from '../text/text.ts';
import { tableOf } from './command.ts';
import type { ArchitectureResult, Results, TaskResult } from './results.ts';

const words = answerText;

export function resultsTable(experiment: Experiment, results: Results): string {
  const { numReplicas } = experiment.training;
  const { comparison } = results;
  const note = cliText.resultsNote(
    numReplicas,
    comparison.reportingRule,
    results.backend,
    results.stepsPerSecond,
  );
  const parts = [
    tableOf([lossHeader(experiment), ...results.architectures.map((card) => lossRow(card, experiment))]),
    `${note}${comparison.budget === 'asConfigured' ? '' : ` ${cliText.changedNote}`}\n`,
    verdictPart(experiment, results),
    alarmLines(experiment, results),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function lossHeader({ tasks, comparison }: Experiment): string[] {
  return [
    cliText.architecture,
    cliText.parameters,
    ...(comparison.isTuned ? [cliText.learningRate] : []),
    ...tasks.map(({ name, kind }) => cliText.taskLoss(name, kind)),
    cliText.gain,
  ];
}

function lossRow(card: ArchitectureResult, { comparison }: Experiment): string[] {
  const { id, label, numParams, changedOptions, learningRate, tasks, gains } = card;
  const changed = Object.keys(changedOptions).length > 0 ? cliText.changedMark : '';
  return [
    `${id}  ${label}`,
    `${(numParams ?? 0).toLocaleString('en')}${changed}`,
    ...(comparison.isTuned ? [String(learningRate)] : []),
    ...tasks.map(cellOf),
    gains === null
      ? cliText.baseline
      : gainText(
          gains.overall,
          gains.tasks.some((gain) => gain.isNegativeTransfer),
        ),
  ];
}

function cellOf({ mean, interval, loss }: TaskResult): string {
  if (mean === null) return cliText.allDiverged;
  const numLost = loss.filter((value) => value === null).length;
  const halfWidth = interval === null ? '' : ` ± ${(interval[1] - mean).toPrecision(2)}`;
  return `${mean.toPrecision(4)}${halfWidth}${numLost > 0 ? cliText.someDiverged(numLost) : ''}`;
}

function gainText(gain: Interval, isNegative: boolean): string {
  const interval = words.interval(gain.low, gain.high);
  const shown = Number.isFinite(gain.mean) ? words.signed(gain.mean) : cliText.allDiverged;
  return `${shown}${interval === '' ? '' : ` (${interval})`}${isNegative ? `, ${words.negativeTransfer}` : ''}`;
}

function verdictPart(experiment: Experiment, { verdicts, architectures, comparison }: Results): string {
  if (verdicts.length === 0) return '';
  const nameOf = (id: string) => `${id}  ${architectures.find((card) => card.id === id)?.label ?? ''}`;
  const title = cliText.verdictOn(
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
