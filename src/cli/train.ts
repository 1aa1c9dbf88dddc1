/** `npm run train -- LINK|FILE.json|PRESET|RECIPE [--csv FILE] [--compare-all]`: trains with the page's engine in Node, and prints the summary. */
import type { Reproduction } from '../analysis/reproduced.ts';
import { encodedTableOf } from '../data/table/encode.ts';
import { type DataShifts, dataShiftsIn } from '../data/table/notes/shift.ts';
import type { Table } from '../data/table/table.ts';
import { compareAll } from '../experiment/costs/compareAll.ts';
import { trainedExperimentOf } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { alarmText } from '../run/report/cardAlarms.ts';
import { warningsOf } from '../run/report/findings/findings.ts';
import { markdownReport } from '../run/report/markdown.ts';
import { differingAtOwnSteps, gainFamiliesOf } from '../run/report/outcomes.ts';
import { reproductionOf, reproductionText } from '../run/report/reproduction.ts';
import {
  type ArchitectureResult,
  type EvaluatedRun,
  type RunJson,
  resultsJson,
  runJsonOf,
  type TaskResult,
} from '../run/report/runJson.ts';
import { verdictTable } from '../run/report/verdictTables.ts';
import { intervalFamilyTexts, verdictScopeText, verdictsOf } from '../run/report/verdictWords.ts';
import type { RunSummary } from '../run/summary.ts';
import { formatGain } from '../text/format.ts';
import { text } from '../text/text.ts';
import { parseArguments } from './arguments.ts';
import { alignedTable, gainText, megabytesOf, printMessage, printResult, runCommand } from './command.ts';
import { csvOptions, experimentWithFile } from './csvFile.ts';
import { withSettings, withSettingsHelp } from './settings.ts';
import { evaluatedRunOf, withRunner } from './trainRun.ts';

await runCommand(async (argv) => {
  const args = parseArguments(argv, { ...csvOptions, '--markdown': null, '--compare-all': null });
  const { positions, json, options } = args;
  const { experiment: given, table, fingerprint } = await experimentWithFile(args, text.cli.trainUsage);
  // What is set on the command line stays.
  const experiment = options.has('--compare-all') ? withSettings(compareAll(given), args) : given;
  if (table !== null) printMessage(memoryLine(experiment, args.numWorkers));
  const trained = await withRunner({ ...args, table }, ({ trainAll }) => trainAll(experiment));
  const run = { ...evaluatedRunOf(experiment, trained), shifts: dataShiftsOf(experiment, table) };
  const reproduction = fingerprint === null ? null : reproductionOf(run.summary, trained.ranOn, fingerprint);
  if (json) await printResult(resultsJson(run, reproduction));
  else if (options.has('--markdown')) await printResult(markdownReport(run, linkAddressOf(positions)));
  else await printResult(resultsText(run, reproduction));
  return 0;
}, withSettingsHelp(text.cli.trainUsage));

function dataShiftsOf({ data }: Experiment, table: Table | null): DataShifts | null {
  if (table === null || data.table === null) return null;
  return dataShiftsIn(table, data.table, encodedTableOf(table, data.table));
}

function memoryLine(experiment: Experiment, numWorkers: number | null): string {
  return text.ownData.memory(megabytesOf(trainedExperimentOf(experiment), numWorkers));
}

function linkAddressOf([source = '']: readonly string[]): string {
  return /^https?:[^\s#<>]+(?=#)/.exec(source)?.[0] ?? '';
}

function resultsText(run: EvaluatedRun, reproduction: Reproduction | null): string {
  const { experiment } = run;
  const table = resultsTable(run, runJsonOf(run));
  return reproduction === null ? table : `${table}\n${reproductionText(experiment, reproduction)}\n`;
}

function resultsTable(run: EvaluatedRun, results: RunJson): string {
  const { experiment, summary } = run;
  const { numReplicas } = experiment.training;
  const { comparison } = results;
  const note = text.cli.resultsNote(
    numReplicas,
    comparison.rules.reportingRule,
    results.backend,
    results.stepsPerSecond ?? 0,
  );
  const rows = results.architectures.map((card) => lossRow(card, experiment));
  const parts = [
    alignedTable([lossHeader(experiment), ...rows]),
    `${note}${comparison.budget === 'asConfigured' ? '' : ` ${text.cli.changedNote}`} ${text.cli.gainsNote(gainFamiliesOf(summary))}\n`,
    verdictSection(experiment, summary),
    [...warningsOf(run), ...results.cautions].map((said) => `${said}\n`).join(''),
    alarmLines(experiment, results),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function lossHeader({ tasks, comparison }: Experiment): string[] {
  return [
    text.cli.architecture,
    text.cli.parameters,
    ...(comparison.budget === 'bestSize' ? [text.cli.multiplyAdds, text.cli.widths] : []),
    ...(comparison.isTuned ? [text.report.learningRate] : []),
    ...tasks.map(({ name, kind }) => text.report.taskLoss(name, kind)),
    text.verdict.outcomes.gain,
  ];
}

function lossRow(card: ArchitectureResult, { comparison }: Experiment): string[] {
  const { id, label, numParams, multiplyAdds, changedOptions, learningRate, sizeFactor, tasks, gains } = card;
  const own = gains && differingAtOwnSteps(gains.overall, card.gainsAtOwnSteps?.overall, comparison.margin);
  const changed = Object.keys(changedOptions).length > 0 ? text.cli.changedMark : '';
  return [
    `${id}  ${label}`,
    `${countText(numParams)}${changed}`,
    ...(comparison.budget === 'bestSize'
      ? [countText(multiplyAdds), sizeFactor === null ? '' : `× ${sizeFactor}`]
      : []),
    ...(comparison.isTuned ? [String(learningRate)] : []),
    ...tasks.map(taskResultCell),
    gains === null
      ? text.cli.baseline
      : `${gainText(gains.overall)}${negativeTransferNote(gains)}${own === null ? '' : `, ${text.verdict.outcomes.atOwnSteps(formatGain(own.mean))}`}`,
  ];
}

function countText(count: number | null): string {
  return (count ?? 0).toLocaleString('en');
}

function taskResultCell({ mean, interval, loss }: TaskResult): string {
  if (mean === null) return text.report.allDiverged;
  const numLost = loss.filter((value) => value === null).length;
  const halfWidth = interval === null ? '' : ` ± ${(interval[1] - mean).toPrecision(2)}`;
  return `${mean.toPrecision(4)}${halfWidth}${numLost > 0 ? text.cli.someDiverged(numLost) : ''}`;
}

function negativeTransferNote({ tasks }: NonNullable<ArchitectureResult['gains']>): string {
  return tasks.some((gain) => gain.isNegativeTransfer) ? `, ${text.answer.negativeTransfer}` : '';
}

function verdictSection(experiment: Experiment, summary: RunSummary): string {
  const verdicts = verdictsOf(summary);
  if (verdicts.length === 0) return '';
  const nameOf = (id: string) => `${id}  ${experiment.cards.find((card) => card.id === id)?.name ?? ''}`;
  const budget = text.comparison.choices.budget[summary.budget];
  const title = text.cli.verdictOn(nameOf(summary.referenceId), budget, verdictScopeText(experiment));
  const families = `${text.cli.familiesNote(intervalFamilyTexts(verdicts))} ${text.verdict.lists}`;
  return `${title}\n${alignedTable(verdictTable(experiment, summary, nameOf))}${families}\n`;
}

function alarmLines(experiment: Experiment, { architectures }: RunJson): string {
  return architectures
    .flatMap(({ id, alarms }) => alarms.map((alarm) => `${id}  ${alarmText(experiment, alarm)}\n`))
    .join('');
}
