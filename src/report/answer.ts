/**
 * The answer of a run: what is reported of every card, its gain over single-task, and the verdict on the reference card. The
 * one place where page and command line take it from, so that they say the same. Knows losses, no texts.
 */
import { type GainLevels, type Gains, gainsOver } from '../analysis/pairs.ts';
import {
  type KeptEvaluations,
  lastStepOf,
  noEvaluations,
  type ReportedLosses,
} from '../analysis/reported.ts';
import { familyLevel } from '../analysis/statistics.ts';
import { type Verdict, type VerdictRules, verdictOf } from '../analysis/verdict.ts';
import { overlapOf } from '../data/copies.ts';
import { BASELINE_ID } from '../experiment/cardIds.ts';
import { baselineOf, referenceOf } from '../experiment/comparison.ts';
import { type CardTraining, trainingsOf } from '../experiment/derived/trained.ts';
import type { BudgetMode, Experiment } from '../experiment/experiment.ts';
import type { KnownLosses } from '../results/results.ts';
import { pickCandidate } from './pickCandidate.ts';
import { type ReportedNetworks, reportedIn, trainedIdsOf } from './reportedNetworks.ts';
import { type TaskReport, taskReportOf } from './taskReport.ts';

/** What a run has given so far. */
export interface RunRecord {
  /** By id of the events, see `trainingsOf`; folded by `keepReportable`. */
  readonly networks: ReadonlyMap<string, { readonly kept: KeptEvaluations }>;
  /** As the session's `ready` event says. */
  readonly knownLosses: KnownLosses;
  /** Steps done. */
  readonly step: number;
}

/** What is reported of one card. */
export interface CardAnswer {
  readonly cardId: string;
  /** Id of the events of the network that is shown: in *Tuned* mode the one picked. */
  readonly trainedId: string;
  /** The learning rate picked; null when the card was not tuned. */
  readonly learningRate: number | null;
  readonly reported: ReportedLosses;
  readonly tasks: readonly TaskReport[];
  /** Replicas that diverged. */
  readonly numDiverged: number;
  /** Replicas that are best at the last step on any task, and improved until then. */
  readonly numStillImproving: number;
  /** Over the baseline, a family of its own; null for the baseline itself. */
  readonly gains: Gains | null;
  /** The reference card against this one; null for the reference itself. */
  readonly verdict: Verdict | null;
}

/** The answer of a run. */
export interface Answer {
  readonly referenceId: string;
  /** A card's id, or `BASELINE_ID` for the one trained unseen. */
  readonly baselineId: string;
  readonly numReplicas: number;
  /** Named by every verdict. */
  readonly budget: BudgetMode;
  readonly isTuned: boolean;
  /** How verdicts were reached: how many rivals share the error rate, and the margin. */
  readonly rules: VerdictRules;
  /** The planned steps are not done yet: whatever it says may change. */
  readonly isProvisional: boolean;
  /** In the order of the experiment. */
  readonly cards: readonly CardAnswer[];
  /** The baseline, which may be one of `cards`. */
  readonly baseline: CardAnswer;
}

/** The answer so far; null before every network was evaluated once, and without cards. `experiment` is the user's. */
export const answerOf = (
  experiment: Experiment,
  { networks, knownLosses, step }: RunRecord,
): Answer | null => {
  const isEvaluated = (id: string) => lastStepOf(networks.get(id)?.kept ?? noEvaluations) !== null;
  if (!trainedIdsOf(experiment).every(isEvaluated)) return null;
  return answerOfReported(experiment, {
    reported: reportedIn(experiment, networks),
    knownLosses,
    isFinal: step >= experiment.training.numSteps,
  });
};

/** The answer from what is reported; null without cards. */
export const answerOfReported = (experiment: Experiment, networks: ReportedNetworks): Answer | null => {
  const { comparison, cards, training } = experiment;
  const referenceId = referenceOf(experiment)?.id;
  const baselineId = baselineOf(cards)?.id ?? BASELINE_ID;
  const picked = new Map(
    trainingsOf(experiment).map((card) => [card.cardId, pickedOf(card, networks.reported)]),
  );
  const [reference, baseline] = [picked.get(referenceId ?? ''), picked.get(baselineId)];
  if (referenceId === undefined || reference === undefined || baseline === undefined) return null;
  const rules: VerdictRules = {
    numTasks: experiment.tasks.length,
    numRivals: cards.length - 1,
    margin: comparison.margin,
    reportingRule: comparison.reportingRule,
    overlap: overlapOf(experiment.data),
    isFinal: networks.isFinal,
  };
  const answers = [...picked.values()].map((card) =>
    cardAnswer(card, { reference, baseline, rules }, experiment, networks.knownLosses),
  );
  const ofId = (id: string) => answers.filter(({ cardId }) => cardId === id);
  const [baselineAnswer] = ofId(baselineId);
  if (baselineAnswer === undefined) return null;
  return {
    referenceId,
    baselineId,
    numReplicas: training.numReplicas,
    budget: comparison.budget,
    isTuned: comparison.isTuned,
    rules,
    isProvisional: !networks.isFinal,
    cards: cards.flatMap(({ id }) => ofId(id)),
    baseline: baselineAnswer,
  };
};

/** Which network is shown for each card, from the evaluations so far; for whoever shows curves while they grow. */
export const pickedNetworks = (
  experiment: Experiment,
  networks: RunRecord['networks'],
): ReadonlyMap<string, string> =>
  new Map(
    trainingsOf(experiment).map((card) => [
      card.cardId,
      pickedOf(card, reportedIn(experiment, networks)).trainedId,
    ]),
  );

/** What a card reports, from the network picked for it. */
type Picked = Pick<CardAnswer, 'cardId' | 'trainedId' | 'learningRate' | 'reported'>;

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

const cardAnswer = (
  card: Picked,
  { reference, baseline, rules }: ComparedWith,
  experiment: Experiment,
  knownLosses: ReportedNetworks['knownLosses'],
): CardAnswer => {
  const numTasks = experiment.tasks.length;
  const { losses } = card.reported;
  return {
    ...card,
    tasks: experiment.tasks.map((_, task) => taskReportOf(card.reported, task, experiment, knownLosses)),
    ...replicasOf(card.reported, numTasks),
    gains:
      card === baseline
        ? null
        : gainsOver(baseline.reported.losses, losses, numTasks, gainLevelsOf(experiment), rules.overlap),
    verdict:
      card === reference
        ? null
        : verdictOf(
            { reference: reference.reported, other: card.reported, nullLosses: knownLosses.test },
            rules,
          ),
  };
};

/** What a card is compared with, and how. */
interface ComparedWith {
  readonly reference: Picked;
  readonly baseline: Picked;
  readonly rules: VerdictRules;
}

/** Gains are read together: those of all cards over all tasks, and those of all cards on all tasks. */
const gainLevelsOf = ({ cards, tasks }: Experiment): GainLevels => {
  const baselineId = baselineOf(cards)?.id;
  const numGains = cards.filter(({ id }) => id !== baselineId).length;
  return { overall: familyLevel(numGains), perTask: familyLevel(numGains * tasks.length) };
};

/** How many replicas diverged on every task, and how many are still improving on any. */
const replicasOf = (
  { steps, isStillImproving }: ReportedLosses,
  numTasks: number,
): Pick<CardAnswer, 'numDiverged' | 'numStillImproving'> => {
  const ofReplica = <T>(values: readonly T[], replica: number) =>
    values.slice(replica * numTasks, (replica + 1) * numTasks);
  const replicas = Array.from({ length: steps.length / numTasks }, (_, replica) => replica);
  return {
    numDiverged: replicas.filter((replica) => ofReplica(steps, replica).every(Number.isNaN)).length,
    numStillImproving: replicas.filter((replica) => ofReplica(isStillImproving, replica).includes(true))
      .length,
  };
};
