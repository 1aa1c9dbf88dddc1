/** Writes a run as Markdown; escapes all text, because names may come from untrusted links. */

import { valuesOfTask } from '../../analysis/pairs.ts';
import type { Interval } from '../../analysis/statistics.ts';
import type { PairComparison } from '../../analysis/verdict.ts';
import { mean } from '../../core/lists.ts';
import { escapedForMarkdown as escaped } from '../../core/markdown.ts';
import type { Fields } from '../../core/schema/field.ts';
import { sourceInfos } from '../../data/sources/sources.ts';
import { shiftSentences } from '../../data/table/notes/shiftWords.ts';
import {
  type ColumnRole,
  columnRoles,
  columnsWithRole,
  splitMethodOf,
  type TableSetup,
  timeColumnOf,
} from '../../data/table/tableSetup.ts';
import { trainedCardFields } from '../../experiment/cardFields.ts';
import { fieldSettings, nonDefaultSettings } from '../../experiment/differences.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { dataFields } from '../../experiment/fields.ts';
import { linkOfAll } from '../../experiment/link/link.ts';
import { optionText } from '../../experiment/options.ts';
import { trainingFields } from '../../experiment/trainingFields.ts';
import { thisRelease } from '../../experiment/versions.ts';
import { architectureOf } from '../../models/architectures.ts';
import { capitalised, formatCount, formatGain } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { earlyStopOf } from '../reportable.ts';
import { hasLearned } from '../summary.ts';
import type { TaskSummary } from '../taskSummary.ts';
import { alarmText } from './cardAlarms.ts';
import { findingsOf } from './findings/findings.ts';
import {
  type CardOutcome,
  differingAtOwnSteps,
  gainFamiliesOf,
  outcomesOf,
  reportedSteps,
} from './outcomes.ts';
import { type ArchitectureResult, type EvaluatedRun, type RunJson, runJsonOf } from './runJson.ts';
import {
  intervalWords,
  nameOfCardId,
  verdictFacts,
  verdictScopeSentence,
  verdictSentence,
  verdictsOf,
} from './verdictWords.ts';

const fileWords = text.report.file;

const words = text.report;
const { heading, list, said, sentences } = text.punctuation;

const MAX_ALARMS = 5;

/** `address`: URL without fragment; may be empty. */
export function markdownReport(run: EvaluatedRun, address: string): string {
  const results = runJsonOf(run);
  const { experiment, summary } = run;
  const sections = [
    [`# ${escaped(text.verdict.title(nameOfCardId(experiment, summary.referenceId)))}`],
    [`## ${words.question}`, escaped(questionSection(run))],
    [`## ${words.setUp}`, ...bulletLines(setUpSection(run, results))],
    [`## ${words.verdict}`, ...verdictReportSection(run, results)],
    [`## ${words.losses}`, ...lossesSection(run)],
    [`## ${words.gates}`, ...bulletLines(alarmsSection(run, results))],
    [`## ${words.again}`, ...reproductionSection(run, address)],
  ];
  return sections.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

const bulletLines = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => `- ${escaped(line)}`);

const tableLines = ([header = [], ...rows]: readonly (readonly string[])[]): readonly string[] => [
  tableRowLine(header),
  `|${' --- |'.repeat(header.length)}`,
  ...rows.map(tableRowLine),
];

const tableRowLine = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;

function questionSection({ experiment, summary }: EvaluatedRun): string {
  const nameOf = (id: string) => nameOfCardId(experiment, id);
  const rivals = verdictsOf(summary).map(({ cardId }) => nameOf(cardId));
  const budget = text.comparison.choices.budget[summary.budget];
  return words.asked(nameOf(summary.referenceId), rivals, experiment.tasks.length, budget);
}

function setUpSection(run: EvaluatedRun, { architectures }: RunJson): readonly string[] {
  const { data, training } = run.experiment;
  const file = trainingFileOf(run.experiment);
  const unused = sourceInfos.find(({ id }) => id === data.source)?.unusedSettings ?? [];
  return [
    ...(file === null ? generatedTaskLines(run.experiment) : fileFacts(run, file)),
    words.data(settingLines(dataFields, data, unused)),
    words.training([
      ...settingLines(trainingFields, training, ['backend', ...irrelevantSettingsOf(training)]),
      ...training.learningRateChanges.map(({ step, value }) =>
        words.setting(text.differences.learningRateFrom(formatCount(step)), String(value)),
      ),
    ]),
    words.architectures(architectures.map((card) => architectureLine(card, run.experiment))),
  ];
}

const irrelevantSettingsOf = (training: Experiment['training']): readonly string[] =>
  (['weightDecay', 'dropout', 'stopEarly'] as const).filter((key) => training[key] === 0);

const generatedTaskLines = (experiment: Experiment): readonly string[] => {
  const { tasks, data } = experiment;
  return [
    words.tasks(tasks.map((task) => words.task(task.name, text.app.tasks.summary(task, data.noiseUnit)))),
    ...(tasks.length > 1 ? [labelCorrelationText(experiment)] : []),
    ...(data.secondCorrelation === null ? [] : [words.second]),
  ];
};

function labelCorrelationText({ tasks, data }: Experiment): string {
  const pairs = tasks.flatMap((a, row) =>
    tasks.slice(row + 1).map((b, index) => ({ a, b, value: data.correlation[row]?.[row + index + 1] ?? 0 })),
  );
  const related = pairs.filter(({ value }) => value !== 0);
  return words.correlation(
    related.map(({ a, b, value }) => words.pair(a.name, b.name, String(value).replace('-', '−'))),
    pairs.length - related.length,
  );
}

const settingLines = (fields: Fields, values: object, unused: readonly string[]): readonly string[] => {
  const used = Object.fromEntries(Object.entries(fields).filter(([key]) => !unused.includes(key)));
  return fieldSettings('', used, values).map(({ label, value }) => words.setting(label, value));
};

const architectureLine = (card: ArchitectureResult, { cards }: Experiment): string => {
  const { numParams, multiplyAdds, learningRate, sizeFactor } = card;
  const [parameters, work] = [countText(numParams), countText(multiplyAdds)];
  return words.architecture(text.app.architectures.name(card.id, card.label), [
    architectureOf(card.architecture)?.label ?? card.architecture,
    words.costs(parameters, work),
    ...(sizeFactor === null ? [] : [words.size(sizeFactor)]),
    ...(learningRate === null ? [] : [words.setting(words.learningRate, String(learningRate))]),
    ...cards
      .filter(({ id }) => id === card.id)
      .flatMap((own) => nonDefaultSettings(trainedCardFields, own))
      .map(({ label, value }) => words.setting(label, value)),
    ...changedOptionLines(card),
  ]);
};

const countText = (count: number | null): string =>
  count === null ? text.app.ui.noValue : formatCount(count);

function changedOptionLines({ architecture: id, changedOptions }: ArchitectureResult): readonly string[] {
  const fields = architectureOf(id)?.options ?? {};
  const changed = Object.entries(changedOptions).flatMap(([key, value]) => {
    const field = fields[key];
    return field === undefined ? [] : [words.setting(field.label.toLowerCase(), optionText(field, value))];
  });
  return changed.length === 0 ? [] : [words.changed(changed)];
}

function verdictReportSection(run: EvaluatedRun, { cautions }: RunJson): readonly string[] {
  const { experiment, summary } = run;
  // Leaves out findings that the cautions already state.
  const findings = findingsOf(run).filter(({ rule }) => rule !== 'stillImproving');
  const verdicts = verdictsOf(summary);
  const facts = verdictFacts(experiment, summary).join(' · ');
  const reference = nameOfCardId(experiment, summary.referenceId);
  const header = [
    text.verdict.against(reference),
    text.answer.overall,
    ...experiment.tasks.map(({ name }) => name),
  ];
  const rows = verdicts.map(({ cardId, overall, tasks }) => [
    nameOfCardId(experiment, cardId),
    ...[overall, ...tasks].map(comparisonLine),
  ]);
  return [
    escaped(sentences([verdictSentence(experiment, summary), ...findings.map(({ sentence }) => sentence)])),
    '',
    ...bulletLines([
      ...(summary.isProvisional ? [words.noVerdict] : []),
      ...cautions,
      sentences([
        verdictScopeSentence(experiment, summary),
        text.punctuation.sentence(capitalised(facts)),
        ...(summary.numReplicas > 1 ? [text.verdict.lists] : []),
      ]),
      ...(rows.length === 0 ? [] : [words.lowerBy(reference)]),
    ]),
    ...(rows.length === 0 ? [] : ['', ...tableLines([header, ...rows])]),
  ];
}

const comparisonLine = (one: PairComparison): string =>
  words.comparison(
    Number.isFinite(one.gain.mean) ? formatGain(one.gain.mean) : '',
    intervalWords(one),
    one.isIdentical ? text.answer.identical : text.answer.conclusion(one.conclusion),
  );

function lossesSection(run: EvaluatedRun): readonly string[] {
  const { experiment, summary } = run;
  const header = [
    text.app.ui.architecture.toLowerCase(),
    ...experiment.tasks.map(({ name, kind }) => words.taskLoss(name, kind)),
    said(text.answer.overall, text.verdict.outcomes.gain),
  ];
  const rows = outcomesOf(experiment, summary).map((outcome) => lossTableRow(outcome, summary.rules.margin));
  const hasBinary = experiment.tasks.some(({ kind }) => kind === 'binary');
  const note = sentences([words.lossNote(gainFamiliesOf(summary), hasBinary), ...usedStepsOf(run)]);
  return [escaped(note), '', ...tableLines([header, ...rows])];
}

function lossTableRow({ name, summary }: CardOutcome, margin: number): readonly string[] {
  const { cardId, baselineId, tasks, gains, ownGains } = summary;
  const cells = tasks.map((report, task) =>
    lossTableCell(report, gains?.tasks[task]?.gain.mean ?? Number.NaN),
  );
  if (gains === null) return [name, ...cells, cardId === baselineId ? text.verdict.outcomes.baseline : ''];
  const { mean, low, high } = gains.overall.gain;
  if (!Number.isFinite(mean)) return [name, ...cells, words.allDiverged];
  const own = differingAtOwnSteps(gains.overall.gain, ownGains?.overall.gain, margin);
  const gain = words.gain(formatGain(mean), text.answer.interval(low, high));
  const { atOwnSteps } = text.verdict.outcomes;
  return [name, ...cells, list([gain, ...(own === null ? [] : [atOwnSteps(formatGain(own.mean))])])];
}

function lossTableCell({ loss: { mean, high }, auc, gauc }: TaskSummary, gain: number): string {
  if (!Number.isFinite(mean)) return words.allDiverged;
  const half = Number.isFinite(high) ? (high - mean).toPrecision(2) : '';
  const loss = words.loss(mean.toPrecision(4), half);
  const withGain = Number.isFinite(gain) ? words.withGain(loss, formatGain(gain)) : loss;
  const areas = [auc && areaText(auc, words.auc), gauc && areaText(gauc, words.gauc)];
  return list([withGain, ...areas.filter((area) => area !== null)]);
}

function areaText({ mean, low, high }: Interval, wordsOf: typeof words.auc): string {
  const interval = Number.isFinite(low) ? [low, high].map((end) => end.toFixed(3)).join(' to ') : '';
  return wordsOf(mean.toFixed(3), interval);
}

function alarmsSection({ experiment, summary }: EvaluatedRun, { architectures }: RunJson): readonly string[] {
  const all = architectures.flatMap((card) =>
    card.alarms.map((alarm) =>
      words.alarm(text.app.architectures.name(card.id, card.label), alarmText(experiment, alarm)),
    ),
  );
  const idle = summary.cards.filter((card) => !hasLearned(card));
  const unread =
    idle.length === 0 ? [] : [text.gates.unread(idle.map(({ cardId }) => nameOfCardId(experiment, cardId)))];
  if (all.length === 0) return idle.length === summary.cards.length ? unread : [words.noAlarms, ...unread];
  const left = all.length - MAX_ALARMS;
  return [...all.slice(0, MAX_ALARMS), ...(left > 0 ? [words.moreAlarms(left)] : []), ...unread];
}

// Links consist of characters without meaning in Markdown; the address is the reader's own.
function reproductionSection(
  { experiment, fingerprint, run, numThreads }: EvaluatedRun,
  address: string,
): readonly string[] {
  const link = linkOfAll(experiment, fingerprint);
  const { backend, build } = run.ranOn;
  const file = trainingFileOf(experiment);
  const shownLink = address === '' ? `\`#${link}\`` : `<${address}#${link}>`;
  return [
    `- ${heading(address === '' ? words.linkWithoutPage : words.link)} ${shownLink}`,
    `- ${heading(words.command)} \`npm run -s train -- 'LINK'${file === null ? '' : " --csv 'FILE'"} --markdown\``,
    ...bulletLines(file === null ? [] : [words.csvFile(file.fileName)]),
    ...bulletLines([words.versions(thisRelease, text.session.backendLabel(backend), build, numThreads)]),
  ];
}

function usedStepsOf({ experiment, summary, run }: EvaluatedRun): readonly string[] {
  const { numSteps, stopEarly } = experiment.training;
  const stopped = earlyStopOf(experiment, run.networks);
  const ofNetworks = outcomesOf(experiment, summary).flatMap(({ name, summary: card }) => {
    const steps = reportedSteps(card);
    return steps === null ? [] : [{ name, steps }];
  });
  const said = ofNetworks.map(({ name, steps: [first, last] }) =>
    words.bestAt(name, text.verdict.outcomes.steps(formatCount(first), formatCount(last))),
  );
  const hasLater = ofNetworks.some(({ steps: [, last] }) => last < (stopped ?? run.step));
  return [
    ...(stopped === null ? [] : [words.stopped(formatCount(stopped), formatCount(numSteps), stopEarly)]),
    ...(said.length === 0 ? [] : [words.usedSteps(said, hasLater)]),
  ];
}

const trainingFileOf = ({ data }: Experiment): TableSetup | null =>
  data.source === 'table' ? data.table : null;

function fileFacts(run: EvaluatedRun, file: TableSetup): readonly string[] {
  const { tasks, data } = run.experiment;
  return [
    text.report.tasks(tasks.map((task, index) => text.report.task(task.name, taskFacts(run, file, index)))),
    ...labelCorrelation(run),
    fileWords.file(file.fileName, file.hash, data.inputDim),
    ...columnTexts(file),
    ...(file.numVectors.length === 0 ? [] : [fileWords.vectors(file.numVectors, file.embeddingDim)]),
    fileWords.split(
      [data.numTrainRows, data.numValidationRows, data.numTestRows],
      splitText(file),
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
  if (target === null) return fileWords.noTarget;
  const { column, positive, mask } = target;
  const lossWeight = run.experiment.tasks[task]?.lossWeight ?? 1;
  return text.punctuation.clauses([
    positive === null ? fileWords.number(column) : fileWords.yes(column, positive),
    ...(mask === null ? [] : [fileWords.masked(mask)]),
    ...(positive === null ? [] : shareOfYesText(run, task)),
    ...(lossWeight === 1 ? [] : [fileWords.lossWeight(lossWeight)]),
  ]);
}

/** Share on the test rows, averaged over replicas; empty if not counted. */
function shareOfYesText({ experiment, run: { knownLosses } }: EvaluatedRun, task: number): readonly string[] {
  const numTasks = experiment.tasks.length;
  const meanOf = (counts: readonly number[] = []) => mean(valuesOfTask(counts, task, numTasks));
  const numYes = meanOf(knownLosses.numPositive);
  const numLabelled = numYes + meanOf(knownLosses.numNegative);
  return numLabelled > 0 ? [fileWords.shareOfYes(numYes / numLabelled, Math.round(numLabelled))] : [];
}

function labelCorrelation({ experiment: { tasks }, run }: EvaluatedRun): readonly string[] {
  const pairs = tasks.flatMap((a, row) =>
    tasks.slice(row + 1).flatMap((b, index) => {
      const value = run.measuredCorrelation[row]?.[row + 1 + index] ?? Number.NaN;
      return Number.isFinite(value) ? [fileWords.pair(a.name, b.name, value)] : [];
    }),
  );
  return pairs.length === 0 ? [] : [fileWords.correlation(pairs)];
}

function splitText(file: TableSetup): string {
  const by = splitMethodOf(file);
  switch (by) {
    case 'column':
      return fileWords.dealing.column(columnsWithRole(file, 'split')[0] ?? '');
    case 'time':
      return fileWords.dealing.time(timeColumnOf(file));
    case 'group':
      return fileWords.dealing.group(file.group);
    case 'random':
      return fileWords.dealing.random;
    default:
      return by satisfies never;
  }
}

const columnTexts = (file: TableSetup): readonly string[] =>
  (Object.keys(columnRoles) as readonly ColumnRole[]).flatMap((role) => {
    const names = columnsWithRole(file, role);
    return role === 'target' || names.length === 0 ? [] : [fileWords.columns(fileWords.roles[role], names)];
  });
