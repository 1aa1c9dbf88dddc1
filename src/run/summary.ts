/**
 * Summary of a run: reported losses, gains over single-task and verdicts on the reference; page and
 * command line share it.
 */
import { type GainLevels, type Gains, gainsOver, ofTask } from '../analysis/pairs.ts';
import type { RowVariances } from '../analysis/produced/evaluation.ts';
import { lastStepOf, nothingReportable, type ReportedLosses } from '../analysis/reported.ts';
import { familyLevel } from '../analysis/statistics.ts';
import { type Verdict, type VerdictRules, verdictOf } from '../analysis/verdict.ts';
import { ofReplicas } from '../core/lists.ts';
import { overlapOf } from '../data/rows.ts';
import { objectiveKeyOf } from '../experiment/cardFields.ts';
import { LINEAR_ID } from '../experiment/cardIds.ts';
import { referenceOf } from '../experiment/comparison.ts';
import { baselinesOf, type CardTraining, trainingsOf } from '../experiment/derived/trained.ts';
import type { BudgetMode, Experiment } from '../experiment/experiment.ts';
import { type LinearComparison, linearComparisonsOf, linearLevel } from './linearComparison.ts';
import {
  endOf,
  pickCandidate,
  type ReportableNetworks,
  type ReportedNetworks,
  reportedIn,
  trainedIdsOf,
} from './reportable.ts';
import type { Run } from './run.ts';
import { linearTasksOf, pointOf, reportedOfLinear, type TaskSummary, taskSummaryOf } from './taskSummary.ts';

export interface SummarisedRun extends Pick<Run, 'knownLosses' | 'step'> {
  readonly networks: ReportableNetworks;
}

export interface CardSummary {
  readonly cardId: string;
  /** Id, in events, of the network that is shown: in *Tuned* mode, of the one picked. */
  readonly trainedId: string;
  /** Null if not tuned. */
  readonly learningRate: number | null;
  readonly reported: ReportedLosses;
  readonly tasks: readonly TaskSummary[];
  readonly numDiverged: number;
  /** Replicas that improved on some task until the last step. */
  readonly numStillImproving: number;
  /**
   * Baseline that minimises the same losses; a baseline's own id. Null for linear models without
   * one.
   */
  readonly baselineId: string | null;
  /** Gains over the baseline, with intervals corrected for multiple comparisons; null for a baseline. */
  readonly gains: Gains | null;
  /** Gains with each task at its own best step; null if unknown. */
  readonly ownGains: Gains | null;
  /** The reference against this card; null for the reference. */
  readonly verdict: Verdict | null;
}

export interface RunSummary {
  readonly referenceId: string;
  readonly numReplicas: number;
  readonly budget: BudgetMode;
  readonly isTuned: boolean;
  readonly rules: VerdictRules;
  /** True until the planned steps are done. */
  readonly isProvisional: boolean;
  /** In the order of the experiment. */
  readonly cards: readonly CardSummary[];
  /** Some may also be `cards`. */
  readonly baselines: readonly CardSummary[];
  /** Null if not fitted. */
  readonly linear: LinearSummary | null;
}

export interface LinearSummary extends CardSummary {
  /** Gains without intervals, since a model that shares nothing has no transfer. */
  readonly gains: Gains | null;
  readonly verdict: null;
  /** Linear models against each card, with intervals corrected for all these comparisons. */
  readonly against: readonly LinearComparison[];
  readonly level: number;
  /** Labelled test rows, and those compared, `[T]`; null if none. */
  readonly rows: Pick<RowVariances, 'numRows' | 'numCompared'> | null;
}

/** Undefined if the card has no baseline. */
export const baselineOf = (
  { baselines }: Pick<RunSummary, 'baselines'>,
  { baselineId }: Pick<CardSummary, 'baselineId'>,
): CardSummary | undefined => baselines.find(({ cardId }) => cardId === baselineId);

/** Null before every network was evaluated, and without cards. `experiment` is the user's. */
export const summaryOf = (
  experiment: Experiment,
  { networks, knownLosses, step }: SummarisedRun,
): RunSummary | null => {
  if (knownLosses === null) return null;
  const isEvaluated = (id: string) => lastStepOf(networks.get(id)?.reportable ?? nothingReportable) !== null;
  if (!trainedIdsOf(experiment).every(isEvaluated)) return null;
  return summaryOfReported(experiment, {
    reported: reportedIn(experiment, networks),
    knownLosses,
    isFinal: step >= endOf(experiment, networks),
  });
};

/** Null without cards. */
export const summaryOfReported = (experiment: Experiment, networks: ReportedNetworks): RunSummary | null => {
  const { comparison, cards, training } = experiment;
  const referenceId = referenceOf(experiment)?.id;
  const picked = new Map(
    trainingsOf(experiment).map((card) => [card.cardId, pickedOf(card, networks.reported)]),
  );
  const reference = picked.get(referenceId ?? '');
  if (referenceId === undefined || reference === undefined) return null;
  const rules = verdictRulesOf(experiment, networks.isFinal);
  const baselines = baselinesOf(experiment);
  const over = (cardId: string | undefined) => picked.get(baselines.get(cardId ?? '')?.id ?? '') ?? null;
  const summaries = [...picked.values()].map((card) => {
    const compared = { reference, baseline: over(card.cardId) ?? card, rules };
    return cardSummaryOf(card, compared, experiment, networks.knownLosses);
  });
  const ofId = (id: string) => summaries.filter(({ cardId }) => cardId === id);
  // Takes a card with the same losses as linear models, which minimise the plain losses of labels.
  const alike = cards.find((card) => objectiveKeyOf(card, experiment.tasks) === '');
  return {
    referenceId,
    numReplicas: training.numReplicas,
    budget: comparison.budget,
    isTuned: comparison.isTuned,
    rules,
    isProvisional: !networks.isFinal,
    cards: cards.flatMap(({ id }) => ofId(id)),
    baselines: summaries.filter(({ cardId, baselineId }) => cardId === baselineId),
    linear: linearSummaryOf(
      { reference, baseline: over(alike?.id), rules },
      experiment,
      networks.knownLosses,
      summaries.filter(({ cardId }) => cards.some(({ id }) => id === cardId)),
    ),
  };
};

const linearSummaryOf = (
  compared: ComparedWith,
  experiment: Experiment,
  knownLosses: ReportedNetworks['knownLosses'],
  cards: readonly CardSummary[],
): LinearSummary | null => {
  const { linear, test } = knownLosses;
  if (linear === undefined || linear.test.length !== test.length) return null;
  const reported = reportedOfLinear(linear);
  const card = { cardId: LINEAR_ID, trainedId: LINEAR_ID, learningRate: null, reported };
  const { gains, ...summary } = cardSummaryOf(card, compared, experiment, knownLosses);
  return {
    ...summary,
    gains: gains && withoutIntervals(gains),
    verdict: null,
    tasks: linearTasksOf(reported, experiment, knownLosses),
    numDiverged: 0,
    against: linearComparisonsOf(experiment, linear, test, cards),
    level: linearLevel(experiment, cards.length),
    rows: linear.byRow ?? null,
  };
};

const withoutIntervals = ({ tasks, overall }: Gains): Gains => ({
  tasks: tasks.map((task) => ({ ...task, gain: pointOf(task.gain), difference: pointOf(task.difference) })),
  overall: { ...overall, gain: pointOf(overall.gain) },
});

export const verdictRulesOf = (
  { tasks, cards, comparison, data }: Experiment,
  isFinal: boolean,
): VerdictRules => ({
  numTasks: tasks.length,
  numRivals: cards.length - 1,
  margin: comparison.margin,
  reportingRule: comparison.reportingRule,
  overlap: overlapOf(data),
  isFinal,
});

/** Network shown per card from the evaluations so far, for growing curves. */
export const pickedNetworks = (
  experiment: Experiment,
  networks: ReportableNetworks,
): ReadonlyMap<string, string> =>
  new Map(
    trainingsOf(experiment).map((card) => [
      card.cardId,
      pickedOf(card, reportedIn(experiment, networks)).trainedId,
    ]),
  );

type Picked = Pick<CardSummary, 'cardId' | 'trainedId' | 'learningRate' | 'reported'>;

const pickedOf = ({ cardId, trained }: CardTraining, reported: ReportedNetworks['reported']): Picked => {
  const candidates = trained.map(({ id, learningRate }) => ({
    cardId,
    trainedId: id,
    learningRate,
    reported: reported(id),
  }));
  const picked = pickCandidate(candidates);
  if (picked === undefined) throw new Error(`No network is trained for card ${cardId}.`);
  return picked;
};

const cardSummaryOf = (
  card: Picked,
  { reference, baseline, rules }: ComparedWith,
  experiment: Experiment,
  knownLosses: ReportedNetworks['knownLosses'],
): CardSummary => {
  const numTasks = experiment.tasks.length;
  const gainOver = (losses: readonly number[] | undefined, others: readonly number[] | undefined) =>
    baseline === null || card === baseline || losses === undefined || others === undefined
      ? null
      : gainsOver(others, losses, numTasks, gainLevelsOf(experiment), rules.overlap);
  return {
    ...card,
    tasks: experiment.tasks.map((_, task) => taskSummaryOf(card.reported, task, experiment, knownLosses)),
    ...replicasOf(card.reported, numTasks),
    baselineId: baseline?.cardId ?? null,
    gains: gainOver(card.reported.losses, baseline?.reported.losses),
    ownGains: gainOver(card.reported.own, baseline?.reported.own),
    verdict:
      card === reference
        ? null
        : verdictOf(
            { reference: reference.reported, other: card.reported, nullLosses: knownLosses.test },
            rules,
          ),
  };
};

interface ComparedWith {
  readonly reference: Picked;
  /** The card itself if it is a baseline. */
  readonly baseline: Picked | null;
  readonly rules: VerdictRules;
}

/** Two families: gains of all cards over all tasks, and on single tasks. */
const gainLevelsOf = (experiment: Experiment): GainLevels => {
  const { cards, tasks } = experiment;
  const numGains = cards.filter((card) => baselinesOf(experiment).get(card.id) !== card).length;
  return { overall: familyLevel(numGains), perTask: familyLevel(numGains * tasks.length) };
};

/** Numbers of replicas that diverged on every task, and that still improve on any. */
const replicasOf = (
  { steps, isStillImproving }: ReportedLosses,
  numTasks: number,
): Pick<CardSummary, 'numDiverged' | 'numStillImproving'> => ({
  numDiverged: ofReplicas(steps, numTasks).filter((ofReplica) => ofReplica.every(Number.isNaN)).length,
  numStillImproving: ofReplicas(isStillImproving, numTasks).filter((is) => is.includes(true)).length,
});

// Share of the best constant's loss above which little was learned, if the loss is still falling.
const LITTLE = 0.95;

// Better than a constant, after the first step, and by more than the first few steps bring.
export function hasLearnedOn({ tasks, reported }: CardSummary, task: number): boolean {
  const found = tasks[task];
  if (found === undefined || found.hasLearnedNothing) return false;
  const replicas = ofTask([...reported.losses.keys()], task, tasks.length).filter((index) =>
    Number.isFinite(reported.losses[index]),
  );
  const hasBegun = replicas.some((index) => (reported.steps[index] ?? 0) > 0);
  const isAllFalling = replicas.every((index) => reported.isStillImproving[index] === true);
  return hasBegun && !(isAllFalling && !found.isMiscalibrated && found.normalisedLoss.mean > LITTLE);
}

export const hasLearned = (card: CardSummary): boolean =>
  card.tasks.some((_, task) => hasLearnedOn(card, task));
