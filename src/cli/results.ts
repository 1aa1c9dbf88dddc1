/** What a finished run is reported as: losses and metrics of every architecture, gains, verdicts, alarms. */

import { fingerprintText } from '../analysis/fingerprint.ts';
import { type Alarm, alarmsOf } from '../analysis/gateAlarms.ts';
import { type GainLevels, isNegativeTransfer, ofTask } from '../analysis/pairs.ts';
import { type EvaluationSize, type KeptEvaluations, reportedOf } from '../analysis/reported.ts';
import type { Interval } from '../analysis/statistics.ts';
import { UserError } from '../core/errors.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { budgetOf } from '../experiment/plan/budget.ts';
import { topologyOfCard } from '../experiment/plan/cardTopology.ts';
import { withBaseline } from '../experiment/plan/trained.ts';
import { type Answer, answerOf, type CardAnswer, type TaskReport } from '../report/answer.ts';
import { cautionsOf } from '../report/cautions.ts';
import { evaluationSizeOf } from '../report/evaluations.ts';
import { fingerprintOfRun } from '../report/reproduction.ts';
import { scopeOf, type VerdictAgainst, verdictsOf } from '../report/verdictWords.ts';
import { text } from '../text/text.ts';
import type { TrainedRun } from './trainRun.ts';

export interface TaskResult {
  readonly name: string;
  readonly kind: string;
  /** Test loss of each replica at its best step; null: diverged. */
  readonly loss: readonly (number | null)[];
  /** Test loss of each replica at the last evaluation. */
  readonly finalLoss: readonly (number | null)[];
  /** Step at which `loss` was taken, the one of lowest validation score; null: diverged. */
  readonly bestStep: readonly (number | null)[];
  /** Replicas whose reported loss is far from that of the others. */
  readonly isFar: readonly boolean[];
  readonly hasLearnedNothing: boolean;
  /** Of the reported loss, which is one of the two; null: every replica diverged. */
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

/** Over the single-task baseline. */
export interface GainResult {
  readonly levels: GainLevels;
  readonly tasks: readonly (Interval & { readonly isNegativeTransfer: boolean })[];
  readonly overall: Interval;
}

export interface Results {
  readonly backend: string;
  readonly build: string;
  readonly stepsPerSecond: number;
  readonly architectures: readonly ArchitectureResult[];
  readonly comparison: Omit<Answer, 'cards' | 'baseline'>;
  /** The reference against each other card. */
  readonly verdicts: readonly VerdictAgainst[];
  /** What they speak of, in words. */
  readonly holds: string;
  /** What to know before believing them, in words. */
  readonly cautions: readonly string[];
  readonly fingerprint: string | null;
}

/** Throws when the run was not evaluated. */
export function answerOfRun(experiment: Experiment, run: TrainedRun): Answer {
  const answer = answerOf(experiment, run.record);
  if (answer === null) throw new UserError(text.cli.notEvaluated);
  return answer;
}

/** `experiment` is the user's, `run` that of its `trainedExperimentOf`. */
export function resultsOf(experiment: Experiment, run: TrainedRun): Results {
  const answer = answerOfRun(experiment, run);
  const { cards, baseline: _, ...comparison } = answer;
  const fingerprint = fingerprintOfRun(answer, run.ranOn);
  return {
    ...run.ranOn,
    stepsPerSecond: run.stepsPerSecond,
    architectures: cards.map((card) => architectureResult(card, experiment, run)),
    comparison,
    verdicts: verdictsOf(answer),
    holds: scopeOf(experiment),
    cautions: cautionsOf(experiment, answer),
    fingerprint: fingerprint === null ? null : fingerprintText(fingerprint),
  };
}

function architectureResult(card: CardAnswer, experiment: Experiment, run: TrainedRun): ArchitectureResult {
  const { cardId, trainedId, learningRate, numDiverged, numStillImproving } = card;
  const budgeted = budgetOf(withBaseline(experiment)).cards.find((one) => one.card.id === cardId);
  const config = budgeted?.card ?? experiment.cards.find(({ id }) => id === cardId);
  const kept = run.record.networks.get(trainedId)?.kept;
  const topology = config === undefined ? null : topologyOfCard(config, experiment);
  if (config === undefined || kept === undefined) throw new Error(`There is nothing of card ${cardId}.`);
  const size = evaluationSizeOf(experiment);
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
    tasks: experiment.tasks.map(({ name }, task) => taskResult(name, task, card, { kept, size })),
    gains: gainResult(card),
    alarms:
      topology === null ? [] : alarmsOf(topology, run.history.get(trainedId)?.at(-1)?.gates.levels ?? []),
  };
}

interface Evaluations {
  readonly kept: KeptEvaluations;
  readonly size: EvaluationSize;
}

function taskResult(name: string, task: number, card: CardAnswer, { kept, size }: Evaluations): TaskResult {
  const report = card.tasks[task];
  if (report === undefined) throw new Error(`There is nothing of task ${task}.`);
  const valuesOf = (values: readonly number[]) => ofTask(values, task, size.numTasks).map(finiteOrNull);
  const best = reportedOf(kept, size, 'bestValidation');
  const { mean, low, high } = report.loss;
  return {
    name,
    kind: report.kind,
    loss: valuesOf(best.losses),
    finalLoss: valuesOf(reportedOf(kept, size, 'finalStep').losses),
    bestStep: valuesOf(best.steps),
    isFar: report.isFar,
    hasLearnedNothing: report.hasLearnedNothing,
    mean: finiteOrNull(mean),
    interval: Number.isFinite(low) ? [low, high] : null,
    metrics: metricsOf(report),
  };
}

function metricsOf({
  kind,
  loss,
  normalisedLoss,
  r2,
  auc,
  excess,
}: TaskReport): Readonly<Record<string, number | null>> {
  const [main, normalised] = [finiteOrNull(loss.mean), finiteOrNull(normalisedLoss.mean)];
  const aboveFloor = finiteOrNull(excess?.mean ?? Number.NaN);
  return kind === 'binary'
    ? { logLoss: main, normalisedEntropy: normalised, auc: finiteOrNull(auc?.mean ?? Number.NaN), aboveFloor }
    : { mse: main, mseOverVariance: normalised, r2: finiteOrNull(r2?.mean ?? Number.NaN), aboveFloor };
}

function gainResult({ gains }: CardAnswer): GainResult | null {
  if (gains === null) return null;
  const tasks = gains.perTask.map((gain) => ({ ...gain, isNegativeTransfer: isNegativeTransfer(gain) }));
  return { levels: gains.levels, tasks, overall: gains.overall };
}

/** JSON has no NaN. */
function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
