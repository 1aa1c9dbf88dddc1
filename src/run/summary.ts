/**
 * The summary of a run: what is reported of every card, its gain over single-task, and the verdict on the reference card. The
 * one place where page and command line take it from, so that they say the same. Knows losses, no texts.
 */
import { type GainLevels, type Gains, gainsOver } from '../analysis/pairs.ts';
import { lastStepOf, nothingReportable, type ReportedLosses } from '../analysis/reported.ts';
import { familyLevel } from '../analysis/statistics.ts';
import { type Verdict, type VerdictRules, verdictOf } from '../analysis/verdict.ts';
import { ofReplicas } from '../core/lists.ts';
import { overlapOf } from '../data/copies.ts';
import { objectiveKeyOf } from '../experiment/cardFields.ts';
import { LINEAR_ID } from '../experiment/cardIds.ts';
import { referenceOf } from '../experiment/comparison.ts';
import { baselinesOf, type CardTraining, trainingsOf } from '../experiment/derived/trained.ts';
import type { BudgetMode, Experiment } from '../experiment/experiment.ts';
import { type LinearComparison, linearComparisonsOf, linearLevel } from './linearComparison.ts';
import type { RowVariances } from '../analysis/produced/evaluation.ts';
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

/** The part of a run that is summarised. */
export interface SummarisedRun extends Pick<Run, 'knownLosses' | 'step'> {
  readonly networks: ReportableNetworks;
}

/** The part of a summary that is about one card. */
export interface CardSummary {
  readonly cardId: string;
  /** Id of the events of the network that is shown: in *Tuned* mode the one picked. */
  readonly trainedId: string;
  /** The learning rate picked; null when the card was not tuned. */
  readonly learningRate: number | null;
  readonly reported: ReportedLosses;
  readonly tasks: readonly TaskSummary[];
  readonly numDiverged: number;
  /** Replicas that are best at the last step on any task, and improved until then. */
  readonly numStillImproving: number;
  /** Id of the card's baseline, which minimises the same losses: its own where it is one. Null for linear models without such a network. */
  readonly baselineId: string | null;
  /** Gains over the baseline, a family of its own; null for a baseline itself. */
  readonly gains: Gains | null;
  /** The same with each task of both networks at its own best step; null where one of them is not known so. */
  readonly ownGains: Gains | null;
  /** The reference card against this one; null for the reference itself. */
  readonly verdict: Verdict | null;
}

/** The summary of a run. */
export interface RunSummary {
  readonly referenceId: string;
  readonly numReplicas: number;
  /** Named by every verdict. */
  readonly budget: BudgetMode;
  readonly isTuned: boolean;
  /** How verdicts were reached: how many rivals share the error rate, and the margin. */
  readonly rules: VerdictRules;
  /** The planned steps are not done yet: whatever it says may change. */
  readonly isProvisional: boolean;
  /** Cards in the order of the experiment. */
  readonly cards: readonly CardSummary[];
  /** The baselines, of which some may be among `cards`. */
  readonly baselines: readonly CardSummary[];
  /** Null: none were fitted. */
  readonly linear: LinearSummary | null;
}

/** Linear models beside the networks. */
export interface LinearSummary extends CardSummary {
  /** Gains without intervals: these would count in no list, and a model that shares nothing has no transfer. */
  readonly gains: Gains | null;
  readonly verdict: null;
  /** The linear models against each card, one family, whose intervals are of this level. */
  readonly against: readonly LinearComparison[];
  readonly level: number;
  /** Labelled test rows, and those whose differences were measured, `[T]` each; null: none were. */
  readonly rows: Pick<RowVariances, 'numRows' | 'numCompared'> | null;
}

/** The summary of the network that gains of a card are over; undefined where there is none. */
export const baselineOf = (
  { baselines }: Pick<RunSummary, 'baselines'>,
  { baselineId }: Pick<CardSummary, 'baselineId'>,
): CardSummary | undefined => baselines.find(({ cardId }) => cardId === baselineId);

/** The summary so far; null before every network was evaluated once, and without cards. `experiment` is the user's. */
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

/** The summary from what is reported; null without cards. */
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
  // Linear models minimise the losses of the labels that there are.
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

/** How verdicts of an experiment are reached. */
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

/** Which network is shown for each card, from the evaluations so far; for whoever shows curves while they grow. */
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

/** Report of a card, from the network picked for it. */
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

/** Networks that a card is compared with, and the rules. */
interface ComparedWith {
  readonly reference: Picked;
  /** The card itself where it is a baseline. */
  readonly baseline: Picked | null;
  readonly rules: VerdictRules;
}

/** Gains are read together: those of all cards over all tasks, and those of all cards on all tasks. */
const gainLevelsOf = (experiment: Experiment): GainLevels => {
  const { cards, tasks } = experiment;
  const numGains = cards.filter((card) => baselinesOf(experiment).get(card.id) !== card).length;
  return { overall: familyLevel(numGains), perTask: familyLevel(numGains * tasks.length) };
};

/** How many replicas diverged on every task, and how many are still improving on any. */
const replicasOf = (
  { steps, isStillImproving }: ReportedLosses,
  numTasks: number,
): Pick<CardSummary, 'numDiverged' | 'numStillImproving'> => ({
  numDiverged: ofReplicas(steps, numTasks).filter((ofReplica) => ofReplica.every(Number.isNaN)).length,
  numStillImproving: ofReplicas(isStillImproving, numTasks).filter((is) => is.includes(true)).length,
});
