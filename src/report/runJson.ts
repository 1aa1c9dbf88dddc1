/**
 * A run as one JSON object, for programs: losses and metrics of every architecture, gains, verdicts, alarms. Page and command write
 * the same.
 */

import { type Fingerprint, fingerprintText } from '../analysis/fingerprint.ts';
import { type Alarm, alarmsOf } from '../analysis/gateAlarms.ts';
import { type GainLevels, isNegativeTransfer, ofTask } from '../analysis/pairs.ts';
import { type EvaluationSize, type ReportableLosses, reportedOf } from '../analysis/reported.ts';
import type { Interval } from '../analysis/statistics.ts';
import { budgetOf } from '../experiment/derived/budget.ts';
import { topologyOfCard } from '../experiment/derived/cardTopology.ts';
import { withBaseline } from '../experiment/derived/trained.ts';
import { linkOf } from '../experiment/link/link.ts';
import { thisRelease } from '../experiment/link/release.ts';
import { evaluationSizeOf } from '../run/reportable.ts';
import type { StartedRun } from '../run/run.ts';
import type { CardSummary, RunSummary } from '../run/summary.ts';
import type { TaskSummary } from '../run/taskSummary.ts';
import { text } from '../text/text.ts';
import { cautionsOf } from './cautions.ts';
import type { SpokenRun } from './findings/finding.ts';
import type { NamedReproduction } from './reproduction.ts';
import { scopeOf, type VerdictAgainst, verdictsOf } from './verdictWords.ts';

const words = text.verdict;

/** A run that was evaluated, whoever trained it. */
export interface EvaluatedRun extends SpokenRun {
  readonly run: StartedRun;
  /** Null: not finished, or known to fewer digits than it was trained with. */
  readonly fingerprint: Fingerprint | null;
  /** Repetitions of a smaller plan whose result was seen first; null: none. */
  readonly seenWithFewer: number | null;
  /** Threads that trained; null: not known. */
  readonly numThreads: number | null;
  /** Null: not known. */
  readonly stepsPerSecond: number | null;
}

export interface TaskResult {
  readonly name: string;
  readonly kind: string;
  /** Test loss of each replica at its best step; null: diverged. */
  readonly loss: readonly (number | null)[];
  /** Test loss of each replica at the last evaluation. */
  readonly finalLoss: readonly (number | null)[];
  /** Metrics of a binary task, as `loss`: area under the ROC curve, normalised entropy, and the loss by its name. */
  readonly auc?: readonly (number | null)[];
  /** 95 % interval of the mean area; of one file's test rows with their sampling error. */
  readonly aucInterval?: readonly [low: number, high: number] | null;
  readonly ne?: readonly (number | null)[];
  readonly logLoss?: readonly (number | null)[];
  /** Step at which `loss` was taken, the one of lowest validation score; null: diverged. */
  readonly bestStep: readonly (number | null)[];
  /** Replicas whose reported loss is far from that of the others. */
  readonly isFar: readonly boolean[];
  readonly hasLearnedNothing: boolean;
  /** Mean of the reported loss, which is one of the two; null: every replica diverged. */
  readonly mean: number | null;
  /** 95 % t interval of the mean; null with fewer than two replicas. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Means over replicas, of the reported loss. */
  readonly metrics: Readonly<Record<string, number | null>>;
}

export interface ArchitectureResult {
  readonly id: string;
  readonly label: string;
  readonly architecture: string;
  readonly numParams: number | null;
  readonly multiplyAdds: number | null;
  /** Options that the budget changed, with their new values. */
  readonly changedOptions: Readonly<Record<string, unknown>>;
  /** Picked on validation; null when the card was not tuned. */
  readonly learningRate: number | null;
  readonly numDiverged: number;
  readonly numStillImproving: number;
  readonly tasks: readonly TaskResult[];
  readonly gains: GainResult | null;
  readonly alarms: readonly Alarm[];
}

/** Gains over the single-task baseline. */
export interface GainResult {
  readonly levels: GainLevels;
  readonly tasks: readonly (Interval & { readonly isNegativeTransfer: boolean })[];
  readonly overall: Interval;
}

export interface RunJson {
  readonly backend: string;
  readonly build: string;
  readonly stepsPerSecond: number | null;
  readonly architectures: readonly ArchitectureResult[];
  readonly comparison: Omit<RunSummary, 'cards' | 'baseline'>;
  /** The reference against each other card. */
  readonly verdicts: readonly VerdictAgainst[];
  /** Scope of the verdicts, in words. */
  readonly holds: string;
  /** Cautions about the verdicts, in words. */
  readonly cautions: readonly string[];
  readonly fingerprint: string | null;
}

/** A run as the object that is written. */
export function runJsonOf(run: EvaluatedRun): RunJson {
  const { experiment, summary, stepsPerSecond, fingerprint, seenWithFewer } = run;
  const { cards, baseline: _, ...comparison } = summary;
  return {
    ...run.run.ranOn,
    stepsPerSecond,
    architectures: cards.map((card) => architectureResult(card, run)),
    comparison,
    verdicts: verdictsOf(summary),
    holds: scopeOf(experiment),
    cautions: [
      ...(seenWithFewer === null ? [] : [words.cautions.raised(summary.numReplicas, seenWithFewer)]),
      ...cautionsOf(experiment, summary),
    ],
    fingerprint: fingerprint === null ? null : fingerprintText(fingerprint),
  };
}

/** Experiment and results as a file. `reproduction`: whether it is what the link promised; null where none did. */
export const resultsJson = (run: EvaluatedRun, reproduction: NamedReproduction | null): string => {
  const config = linkOf(run.experiment, null, thisRelease);
  return `${JSON.stringify({ config, ...runJsonOf(run), reproduction })}\n`;
};

function architectureResult(card: CardSummary, { experiment, run }: EvaluatedRun): ArchitectureResult {
  const { cardId, trainedId, learningRate, numDiverged, numStillImproving } = card;
  const budgeted = budgetOf(withBaseline(experiment)).cards.find((one) => one.card.id === cardId);
  const config = budgeted?.card ?? experiment.cards.find(({ id }) => id === cardId);
  const network = run.networks.get(trainedId);
  const topology = config === undefined ? null : topologyOfCard(config, experiment);
  if (config === undefined || network === undefined) throw new Error(`There is nothing of card ${cardId}.`);
  const { reportable, history } = network;
  const evaluations = {
    reportable,
    size: evaluationSizeOf(experiment),
    nullLosses: run.knownLosses.test,
  };
  return {
    id: cardId,
    label: config.name,
    architecture: config.architecture,
    numParams: budgeted?.costs?.parameters.total ?? null,
    multiplyAdds: budgeted?.costs?.multiplyAdds.total ?? null,
    changedOptions: Object.fromEntries((budgeted?.changed ?? []).map((key) => [key, config.options[key]])),
    learningRate,
    numDiverged,
    numStillImproving,
    tasks: experiment.tasks.map(({ name }, task) => taskResult(name, task, card, evaluations)),
    gains: gainResult(card),
    alarms: topology === null ? [] : alarmsOf(topology, history.at(-1)?.gates.levels ?? []),
  };
}

interface Evaluations {
  readonly reportable: ReportableLosses;
  readonly size: EvaluationSize;
  /** Null losses of the test rows, `[R * T]`. */
  readonly nullLosses: readonly number[];
}

function taskResult(
  name: string,
  task: number,
  card: CardSummary,
  { reportable, size, nullLosses }: Evaluations,
): TaskResult {
  const report = card.tasks[task];
  if (report === undefined) throw new Error(`There is nothing of task ${task}.`);
  const valuesOf = (values: readonly number[]) => ofTask(values, task, size.numTasks).map(finiteOrNull);
  const best = reportedOf(reportable, size, 'bestValidation');
  const { mean } = report.loss;
  const loss = valuesOf(best.losses);
  return {
    name,
    kind: report.kind,
    loss,
    ...(report.kind === 'binary' && {
      auc: valuesOf(best.auc),
      aucInterval: endsOf(report.auc),
      ne: valuesOf(best.losses.map((value, index) => value / (nullLosses[index] ?? Number.NaN))),
      logLoss: loss,
    }),
    finalLoss: valuesOf(reportedOf(reportable, size, 'finalStep').losses),
    bestStep: valuesOf(best.steps),
    isFar: report.isFar,
    hasLearnedNothing: report.hasLearnedNothing,
    mean: finiteOrNull(mean),
    interval: endsOf(report.loss),
    metrics: metricsOf(report),
  };
}

function endsOf(interval: Interval | null): readonly [low: number, high: number] | null {
  return interval !== null && Number.isFinite(interval.low) ? [interval.low, interval.high] : null;
}

function metricsOf({
  kind,
  loss,
  normalisedLoss,
  r2,
  auc,
  excess,
}: TaskSummary): Readonly<Record<string, number | null>> {
  const [main, normalised] = [finiteOrNull(loss.mean), finiteOrNull(normalisedLoss.mean)];
  const aboveFloor = finiteOrNull(excess?.mean ?? Number.NaN);
  return kind === 'binary'
    ? { logLoss: main, normalisedEntropy: normalised, auc: finiteOrNull(auc?.mean ?? Number.NaN), aboveFloor }
    : { mse: main, mseOverVariance: normalised, r2: finiteOrNull(r2?.mean ?? Number.NaN), aboveFloor };
}

function gainResult({ gains }: CardSummary): GainResult | null {
  if (gains === null) return null;
  const tasks = gains.perTask.map((gain) => ({ ...gain, isNegativeTransfer: isNegativeTransfer(gain) }));
  return { levels: gains.levels, tasks, overall: gains.overall };
}

/** JSON has no NaN. */
function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
