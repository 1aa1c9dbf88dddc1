/** Summary of a run: reported losses, gains over single-task, verdicts against the reference. */
import {
  type GainConfidenceLevels,
  type GainsOverBaseline,
  gainsOverBaseline,
  valuesOfTask,
} from '../analysis/pairs.ts';
import { emptyReportableLosses, lastStepOf, type ReportedLosses } from '../analysis/reported.ts';
import { bonferroniLevel } from '../analysis/statistics.ts';
import { type Verdict, type VerdictRules, verdictOf } from '../analysis/verdict.ts';
import { valuesByReplica } from '../core/lists.ts';
import { resplitOverlapOf } from '../data/rows.ts';
import { referenceOf } from '../experiment/comparison.ts';
import { baselinesOf, type CardTraining, trainingsOf } from '../experiment/derived/trained.ts';
import type { BudgetMode, Experiment } from '../experiment/experiment.ts';
import {
  finalStepOf,
  pickCandidate,
  type ReportableNetworks,
  type ReportedNetworks,
  reportedLossesIn,
  trainedIdsOf,
} from './reportable.ts';
import type { Run } from './run.ts';
import { type TaskSummary, taskSummaryOf } from './taskSummary.ts';

export interface SummarisedRun extends Pick<Run, 'knownLosses' | 'step'> {
  readonly networks: ReportableNetworks;
}

export interface CardSummary {
  readonly cardId: string;
  /** Id, in events, of the network that is shown: in *Tuned* mode, of the one picked. */
  readonly trainedId: string;
  readonly learningRate: number | null;
  /** Share of the widths of the common budget, see `trainedCardOf`; null unless each is at its best size. */
  readonly sizeFactor: number | null;
  readonly reported: ReportedLosses;
  readonly tasks: readonly TaskSummary[];
  readonly numDiverged: number;
  /** Replicas that improved on some task until the last step. */
  readonly numStillImproving: number;
  /** Baseline with the same losses; a baseline's own id. */
  readonly baselineId: string;
  /** Gains over the baseline, with intervals corrected for multiple comparisons; null for a baseline. */
  readonly gains: GainsOverBaseline | null;
  /** Gains with each task at its own best step; null if unknown. */
  readonly ownGains: GainsOverBaseline | null;
  /** This card against the reference; null for the reference. */
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
  readonly cards: readonly CardSummary[];
  /** Some may also be `cards`. */
  readonly baselines: readonly CardSummary[];
}

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
  const isEvaluated = (id: string) =>
    lastStepOf(networks.get(id)?.reportable ?? emptyReportableLosses) !== null;
  if (!trainedIdsOf(experiment).every(isEvaluated)) return null;
  return summaryOfReported(experiment, {
    reported: reportedLossesIn(experiment, networks),
    knownLosses,
    isFinal: step >= finalStepOf(experiment, networks),
  });
};

export const summaryOfReported = (experiment: Experiment, networks: ReportedNetworks): RunSummary | null => {
  const { comparison, cards, training } = experiment;
  const referenceId = referenceOf(experiment)?.id;
  const picked = new Map(
    trainingsOf(experiment).map((card) => [card.cardId, pickedNetworkOf(card, networks.reported)]),
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
  return {
    referenceId,
    numReplicas: training.numReplicas,
    budget: comparison.budget,
    isTuned: comparison.isTuned,
    rules,
    isProvisional: !networks.isFinal,
    cards: cards.flatMap(({ id }) => ofId(id)),
    baselines: summaries.filter(({ cardId, baselineId }) => cardId === baselineId),
  };
};

const verdictRulesOf = ({ tasks, cards, comparison, data }: Experiment, isFinal: boolean): VerdictRules => ({
  numTasks: tasks.length,
  numRivals: cards.length - 1,
  margin: comparison.margin,
  reportingRule: comparison.reportingRule,
  overlap: resplitOverlapOf(data),
  isFinal,
});

export const pickedNetworks = (
  experiment: Experiment,
  networks: ReportableNetworks,
): ReadonlyMap<string, string> =>
  new Map(
    trainingsOf(experiment).map((card) => [
      card.cardId,
      pickedNetworkOf(card, reportedLossesIn(experiment, networks)).trainedId,
    ]),
  );

type PickedNetwork = Pick<CardSummary, 'cardId' | 'trainedId' | 'learningRate' | 'sizeFactor' | 'reported'>;

const pickedNetworkOf = (
  { cardId, trained }: CardTraining,
  reported: ReportedNetworks['reported'],
): PickedNetwork => {
  const candidates = trained.map(({ id, ...choice }) => ({
    cardId,
    trainedId: id,
    ...choice,
    reported: reported(id),
  }));
  const picked = pickCandidate(candidates);
  if (picked === undefined) throw new Error(`No network is trained for card ${cardId}.`);
  return picked;
};

const cardSummaryOf = (
  card: PickedNetwork,
  { reference, baseline, rules }: ComparisonPartners,
  experiment: Experiment,
  knownLosses: ReportedNetworks['knownLosses'],
): CardSummary => {
  const numTasks = experiment.tasks.length;
  const gainOver = (losses: readonly number[] | undefined, others: readonly number[] | undefined) =>
    card === baseline || losses === undefined || others === undefined
      ? null
      : gainsOverBaseline(others, losses, numTasks, gainLevelsOf(experiment), rules.overlap);
  return {
    ...card,
    tasks: experiment.tasks.map((_, task) => taskSummaryOf(card.reported, task, experiment, knownLosses)),
    ...replicaCountsOf(card.reported, numTasks),
    baselineId: baseline.cardId,
    gains: gainOver(card.reported.losses, baseline.reported.losses),
    ownGains: gainOver(card.reported.own, baseline.reported.own),
    verdict:
      card === reference
        ? null
        : verdictOf({ own: card.reported, other: reference.reported, nullLosses: knownLosses.test }, rules),
  };
};

interface ComparisonPartners {
  readonly reference: PickedNetwork;
  readonly baseline: PickedNetwork;
  readonly rules: VerdictRules;
}

/** Two families: gains of all cards over all tasks, and on single tasks. */
const gainLevelsOf = (experiment: Experiment): GainConfidenceLevels => {
  const { cards, tasks } = experiment;
  const numGains = cards.filter((card) => baselinesOf(experiment).get(card.id) !== card).length;
  return { overall: bonferroniLevel(numGains), perTask: bonferroniLevel(numGains * tasks.length) };
};

/** Numbers of replicas that diverged on every task, and that still improve on any. */
const replicaCountsOf = (
  { steps, isStillImproving }: ReportedLosses,
  numTasks: number,
): Pick<CardSummary, 'numDiverged' | 'numStillImproving'> => ({
  numDiverged: valuesByReplica(steps, numTasks).filter((ofReplica) => ofReplica.every(Number.isNaN)).length,
  numStillImproving: valuesByReplica(isStillImproving, numTasks).filter((is) => is.includes(true)).length,
});

// Share of the best constant's loss above which little was learned, if the loss is still falling.
const LITTLE_LEARNED_SHARE = 0.95;

// Better than a constant, after the first step, and by more than the first few steps bring.
export function hasLearnedOn({ tasks, reported }: CardSummary, task: number): boolean {
  const found = tasks[task];
  if (found === undefined || found.hasLearnedNothing) return false;
  const replicas = valuesOfTask([...reported.losses.keys()], task, tasks.length).filter((index) =>
    Number.isFinite(reported.losses[index]),
  );
  const hasBegun = replicas.some((index) => (reported.steps[index] ?? 0) > 0);
  const isAllFalling = replicas.every((index) => reported.isStillImproving[index] === true);
  return (
    hasBegun && !(isAllFalling && !found.isMiscalibrated && found.normalisedLoss.mean > LITTLE_LEARNED_SHARE)
  );
}

export const hasLearned = (card: CardSummary): boolean =>
  card.tasks.some((_, task) => hasLearnedOn(card, task));
