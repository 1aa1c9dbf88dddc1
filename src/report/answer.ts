/**
 * The answer of a run: what is reported of every card, its gain over single-task, and the verdict on the reference card. The
 * one place where page and command line take it from, so that they say the same. Knows losses, no texts.
 */
import { type Gains, gainsOver, ofTask } from '../analysis/pairs.ts';
import {
  type KeptEvaluations,
  noEvaluations,
  type ReportedLosses,
  reportedOf,
} from '../analysis/reported.ts';
import { type Interval, LEVEL, mean, tInterval } from '../analysis/statistics.ts';
import { type Verdict, verdictOf } from '../analysis/verdict.ts';
import { baselineOf, referenceOf } from '../experiment/comparison.ts';
import type { BudgetMode, Experiment, TaskKind } from '../experiment/experiment.ts';
import { type CardTraining, trainingsOf } from '../experiment/plan/trained.ts';
import { BASELINE_ID } from '../experiment/plan/trainedIds.ts';
import { evaluationSizeOf } from './evaluations.ts';

/** What a run has given so far. */
export interface RunRecord {
  /** By id of the events, see `trainingsOf`; folded by `keepReportable`. */
  readonly networks: ReadonlyMap<string, { readonly kept: KeptEvaluations }>;
  /** As the session's `ready` event says. */
  readonly nullLosses: readonly number[];
  /** Steps done. */
  readonly step: number;
}

/** Reported test metrics of one card on one task: means over replicas with 95 % t intervals. */
export interface TaskReport {
  readonly kind: TaskKind;
  /** Mean squared error or log loss. */
  readonly loss: Interval;
  /** MSE / Var or normalised entropy: the loss as a share of that of the best constant. */
  readonly normalisedLoss: Interval;
  /** 1 - MSE / Var; null for a binary task. */
  readonly r2: Interval | null;
  /** Area under the ROC curve; null for a regression task. */
  readonly auc: Interval | null;
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
  /** Over the baseline; null for the baseline itself. */
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
  readonly reportingRule: Experiment['comparison']['reportingRule'];
  /** The planned steps are not done yet: whatever it says may change. */
  readonly isProvisional: boolean;
  /** In the order of the experiment. */
  readonly cards: readonly CardAnswer[];
  /** The baseline, which may be one of `cards`. */
  readonly baseline: CardAnswer;
}

/** The answer so far; null before every network was evaluated once, and without cards. `experiment` is the user's. */
export const answerOf = (experiment: Experiment, record: RunRecord): Answer | null => {
  const { comparison, cards, training } = experiment;
  const trainings = trainingsOf(experiment);
  const isEvaluated = ({ id }: { readonly id: string }) => record.networks.get(id)?.kept.last != null;
  const isComplete = trainings.every(({ trained }) => trained.every(isEvaluated));
  const referenceId = referenceOf(experiment)?.id;
  const baselineId = baselineOf(cards)?.id ?? BASELINE_ID;
  const picked = new Map(trainings.map((card) => [card.cardId, pickedOf(card, experiment, record.networks)]));
  const [reference, baseline] = [picked.get(referenceId ?? ''), picked.get(baselineId)];
  if (!isComplete || referenceId === undefined || reference === undefined || baseline === undefined)
    return null;
  const answers = [...picked.values()].map((card) =>
    cardAnswer(card, { reference, baseline }, experiment, record),
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
    reportingRule: comparison.reportingRule,
    isProvisional: record.step < training.numSteps,
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
    trainingsOf(experiment).map((card) => [card.cardId, pickedOf(card, experiment, networks).trainedId]),
  );

/** What a card reports, from the network picked for it. */
type Picked = Pick<CardAnswer, 'cardId' | 'trainedId' | 'learningRate' | 'reported'>;

const pickedOf = (
  { cardId, trained }: CardTraining,
  experiment: Experiment,
  networks: RunRecord['networks'],
): Picked => {
  const { reportingRule } = experiment.comparison;
  const candidates = trained.map(({ id, learningRate }) => {
    const kept = networks.get(id)?.kept ?? noEvaluations;
    const reported = reportedOf(kept, evaluationSizeOf(experiment), reportingRule);
    return { cardId, trainedId: id, learningRate, reported };
  });
  const picked = pickCandidate(candidates);
  if (picked === undefined) throw new Error(`No network is trained for card ${cardId}.`);
  return picked;
};

/** An architecture trained with one learning rate, which need not be known here. */
interface Candidate {
  readonly reported: Pick<ReportedLosses, 'validation'>;
}

/**
 * The candidate whose mean validation loss over replicas is lowest, the first of equals. One with fewer diverged
 * replicas always goes first: a mean over the lucky ones would flatter a rate that is too large. Undefined without any.
 */
export function pickCandidate<C extends Candidate>(candidates: readonly C[]): C | undefined {
  return candidates.reduce<C | undefined>(
    (best, candidate) => (best === undefined || isBetter(candidate, best) ? candidate : best),
    undefined,
  );
}

function isBetter(candidate: Candidate, best: Candidate): boolean {
  const ofCandidate = candidate.reported.validation.filter(Number.isFinite);
  const ofBest = best.reported.validation.filter(Number.isFinite);
  if (ofCandidate.length !== ofBest.length) return ofCandidate.length > ofBest.length;
  return mean(ofCandidate) < mean(ofBest);
}

const cardAnswer = (
  card: Picked,
  { reference, baseline }: Readonly<Record<'reference' | 'baseline', Picked>>,
  experiment: Experiment,
  { nullLosses }: RunRecord,
): CardAnswer => {
  const numTasks = experiment.tasks.length;
  const { losses, steps } = card.reported;
  return {
    ...card,
    tasks: experiment.tasks.map(({ kind }, task) =>
      taskReport(card.reported, { kind, task, numTasks }, nullLosses),
    ),
    numDiverged: steps.filter(Number.isNaN).length,
    gains: card === baseline ? null : gainsOver(baseline.reported.losses, losses, numTasks, LEVEL),
    verdict:
      card === reference
        ? null
        : verdictOf({ reference: reference.reported.losses, other: losses, nullLosses, numTasks }),
  };
};

interface TaskPlace {
  readonly kind: TaskKind;
  readonly task: number;
  readonly numTasks: number;
}

const taskReport = (
  { losses, auc }: ReportedLosses,
  { kind, task, numTasks }: TaskPlace,
  nullLosses: readonly number[],
): TaskReport => {
  const intervalOf = (values: readonly number[]) => tInterval(ofTask(values, task, numTasks), LEVEL);
  const normalised = losses.map((loss, index) => loss / (nullLosses[index] ?? Number.NaN));
  const isBinary = kind === 'binary';
  return {
    kind,
    loss: intervalOf(losses),
    normalisedLoss: intervalOf(normalised),
    r2: isBinary ? null : intervalOf(normalised.map((share) => 1 - share)),
    auc: isBinary ? intervalOf(auc) : null,
  };
};
