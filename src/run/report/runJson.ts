/** A run as one JSON object for programs; page and command write the same. */

import { type Fingerprint, fingerprintText } from '../../analysis/fingerprint.ts';
import { isNegativeTransfer, valuesOfTask } from '../../analysis/pairs.ts';
import type { KnownLosses } from '../../analysis/produced/evaluation.ts';
import { type ReportedLosses, reportedOf } from '../../analysis/reported.ts';
import type { Reproduction } from '../../analysis/reproduced.ts';
import type { Interval } from '../../analysis/statistics.ts';
import { precedingTaskOf, recordByPopulation } from '../../data/funnel.ts';
import type { DataShifts } from '../../data/table/notes/shift.ts';
import { trainedCardOf } from '../../experiment/derived/trainedCard.ts';
import { linkOfAll } from '../../experiment/link/link.ts';
import { text } from '../../text/text.ts';
import { evaluationSizeOf } from '../reportable.ts';
import type { StartedRun } from '../run.ts';
import type { CardSummary } from '../summary.ts';
import type { TaskSummary } from '../taskSummary.ts';
import { alarmsOfCard } from './cardAlarms.ts';
import { cautionsOf } from './cautions.ts';
import type { SpokenRun } from './findings/finding.ts';
import { verdictScopeText, verdictsOf } from './verdictWords.ts';

const words = text.verdict;

export interface EvaluatedRun extends SpokenRun {
  readonly run: StartedRun;
  /** Null if not finished, or known to fewer digits than trained with. */
  readonly fingerprint: Fingerprint | null;
  /** Repetitions of a smaller plan whose result was seen first; null if none. */
  readonly seenWithFewer: number | null;
  readonly givenTo?: readonly string[];
  /** Differences between parts of the file; absent if unknown or resplit per repetition. */
  readonly shifts?: DataShifts | null;
  readonly numThreads: number | null;
  readonly stepsPerSecond: number | null;
}

export type RunJson = ReturnType<typeof runJsonOf>;
export type ArchitectureResult = RunJson['architectures'][number];
export type TaskResult = ArchitectureResult['tasks'][number];

export function runJsonOf(run: EvaluatedRun) {
  const { experiment, summary, stepsPerSecond, fingerprint, seenWithFewer } = run;
  const { cards, baselines: _, ...comparison } = summary;
  return {
    ...run.run.ranOn,
    stepsPerSecond,
    architectures: cards.map((card) => architectureResult(card, run)),
    comparison,
    /** Of each card against the reference: positive where the card is better. */
    verdicts: verdictsOf(summary),
    holds: verdictScopeText(experiment),
    cautions: [
      ...(seenWithFewer === null ? [] : [words.cautions.raised(summary.numReplicas, seenWithFewer)]),
      ...cautionsOf(experiment, summary, run.givenTo, run.run.knownLosses),
    ],
    fingerprint: fingerprint === null ? null : fingerprintText(fingerprint),
  };
}

/** Results file. `reproduction`: comparison with the opened link, null without one. */
export const resultsJson = (run: EvaluatedRun, reproduction: Reproduction | null): string => {
  const config = linkOfAll(run.experiment);
  return `${JSON.stringify({ config, ...runJsonOf(run), reproduction })}\n`;
};

function architectureResult(card: CardSummary, evaluated: EvaluatedRun) {
  const { experiment, run } = evaluated;
  const { cardId, trainedId, baselineId, learningRate, sizeFactor, numDiverged, numStillImproving } = card;
  const trained = trainedCardOf(experiment, cardId, sizeFactor);
  const config = trained?.card ?? experiment.cards.find(({ id }) => id === cardId);
  const network = run.networks.get(trainedId);
  if (config === undefined || network === undefined) throw new Error(`There is nothing of card ${cardId}.`);
  const size = evaluationSizeOf(experiment);
  const losses = {
    best: reportedOf(network.reportable, size, 'bestValidation'),
    final: reportedOf(network.reportable, size, 'finalStep'),
    null: run.knownLosses.test,
  };
  return {
    id: cardId,
    label: config.name,
    architecture: config.architecture,
    numParams: trained?.costs?.parameters.total ?? null,
    multiplyAdds: trained?.costs?.multiplyAdds.total ?? null,
    changedOptions: Object.fromEntries((trained?.changed ?? []).map((key) => [key, config.options[key]])),
    /** Picked on validation; null if not tuned. */
    learningRate,
    /** Share of the common budget's widths, picked on validation; null unless each is at its best size. */
    sizeFactor,
    numDiverged,
    numStillImproving,
    tasks: experiment.tasks.map(({ name }, task) => {
      const report = card.tasks[task];
      if (report === undefined) throw new Error(`There is nothing of task ${task}.`);
      const valuesOf = (values: readonly number[]) =>
        valuesOfTask(values, task, size.numTasks).map(finiteOrNull);
      const isAfter = precedingTaskOf(experiment.tasks, task) !== null;
      const ofRows = isAfter ? populationResult(losses.best.ofRows, run.knownLosses.funnel, valuesOf) : null;
      return {
        name,
        ...taskResult(report, losses, valuesOf),
        ...(ofRows && { ofRows }),
      };
    }),
    /** Single-task network with the same losses; a baseline's own id. */
    baselineId,
    gains: gainResult(card.gains),
    /** Gains with each task at its own best step in both networks; null if unknown. */
    gainsAtOwnSteps: gainResult(card.ownGains),
    alarms: alarmsOfCard(evaluated, card) ?? [],
  };
}

/**
 * For a task after another, by whether earlier tasks happened in a test row: loss, mean predicted
 * and mean true probability per replica at its best step, null if unknown. Truth is as if everybody
 * were asked; with noise dependence also given the path.
 */
const populationResult = (
  measured: ReportedLosses['ofRows'],
  known: KnownLosses['funnel'],
  valuesOf: (values: readonly number[]) => readonly (number | null)[],
) =>
  measured &&
  known &&
  recordByPopulation((population) => {
    const { truth, truthGivenPath } = known.ofRows[population];
    return {
      loss: valuesOf(measured[population].losses),
      predicted: valuesOf(measured[population].predicted),
      truth: valuesOf(truth),
      ...(truthGivenPath && { truthGivenPath: valuesOf(truthGivenPath) }),
    };
  });

/** Values are null for diverged replicas, means if all diverged. */
function taskResult(
  report: TaskSummary,
  losses: { readonly best: ReportedLosses; readonly final: ReportedLosses; readonly null: readonly number[] },
  valuesOf: (values: readonly number[]) => readonly (number | null)[],
) {
  const { best, final } = losses;
  const loss = valuesOf(best.losses);
  return {
    kind: report.kind,
    loss,
    ...(report.kind === 'binary' && {
      auc: valuesOf(best.auc),
      /** 95 % interval of the mean AUC, with sampling error if all repetitions share test rows. */
      aucInterval: intervalEndsOf(report.auc),
      ...(best.gauc && { gauc: valuesOf(best.gauc), gaucInterval: intervalEndsOf(report.gauc) }),
      ne: valuesOf(best.losses.map((value, index) => value / (losses.null[index] ?? Number.NaN))),
      logLoss: loss,
    }),
    finalLoss: valuesOf(final.losses),
    /** Step of `loss`, with the lowest validation score. */
    bestStep: valuesOf(best.steps),
    isFar: report.isFar,
    hasLearnedNothing: report.hasLearnedNothing,
    isMiscalibrated: report.isMiscalibrated,
    /** Mean of the loss named by `reported`, with its 95 % t interval. */
    mean: finiteOrNull(report.loss.mean),
    interval: intervalEndsOf(report.loss),
    metrics: metricResultsOf(report),
  };
}

function intervalEndsOf(interval: Interval | null): readonly [low: number, high: number] | null {
  return interval !== null && Number.isFinite(interval.low) ? [interval.low, interval.high] : null;
}

function metricResultsOf({
  kind,
  loss,
  normalisedLoss,
  r2,
  auc,
}: TaskSummary): Readonly<Record<string, number | null>> {
  const [main, normalised] = [finiteOrNull(loss.mean), finiteOrNull(normalisedLoss.mean)];
  return kind === 'binary'
    ? { logLoss: main, normalisedEntropy: normalised, auc: finiteOrNull(auc?.mean ?? Number.NaN) }
    : { mse: main, mseOverVariance: normalised, r2: finiteOrNull(r2?.mean ?? Number.NaN) };
}

function gainResult(gains: CardSummary['gains']) {
  if (gains === null) return null;
  const { tasks, overall } = gains;
  return {
    levels: { overall: overall.level, perTask: tasks[0]?.level },
    tasks: tasks.map(({ gain }) => ({ ...gain, isNegativeTransfer: isNegativeTransfer(gain) })),
    overall: overall.gain,
  };
}

/** JSON has no NaN. */
function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
