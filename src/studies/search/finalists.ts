/** Finalists of a search: learning rate, test loss against the best constant, and cost. */
import { MIN_REPLICAS, ofTask } from '../../analysis/pairs.ts';
import { familyLevel, type Interval, tInterval } from '../../analysis/statistics.ts';
import { mean, ofReplicas } from '../../core/lists.ts';
import { costOfRow } from '../../experiment/costs/work.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import { trainedExperimentOf } from '../../experiment/derived/trained.ts';
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import { multiplyAddCountsOf, numEmbeddingParamsOf, paramCountsOf } from '../../models/counts.ts';
import type { CardSummary, RunSummary } from '../../run/summary.ts';

export interface Finalist {
  readonly cardId: string;
  readonly learningRate: number;
  /** Test loss / best constant's, mean over tasks, with a family interval. */
  readonly share: Interval;
  /** The interval is below 1. */
  readonly isBetterThanConstant: boolean;
  /** Tasks whose interval is not below 1. */
  readonly openTasks: readonly number[];
  readonly cost: FinalistCost;
}

/** Without vectors of ids. */
export interface FinalistCost {
  readonly numParams: number;
  readonly numEmbeddingParams: number;
  readonly multiplyAdds: number;
  /** Multiply-adds that take the time of a pass with gates, mixes and narrow layers. */
  readonly work: number;
}

/** Each card once, at its trained widths. */
export const asTrained = (finals: Experiment): Experiment =>
  trainedExperimentOf({ ...finals, comparison: { ...finals.comparison, isTuned: false } });

export function finalistsIn(
  finals: Experiment,
  { cards, rules }: RunSummary,
  nullLosses: readonly number[],
): readonly Finalist[] {
  const { tasks, training } = finals;
  const trained = asTrained(finals);
  return cards.map((card): Finalist => {
    const shares = sharesOf(card, nullLosses);
    const ofReplica = ofReplicas(shares, tasks.length).map((some) => mean(some.filter(isKnown)));
    const share = tInterval(ofReplica, familyLevel(cards.length), rules.overlap);
    const level = familyLevel(cards.length * tasks.length);
    const onTask = (task: number) => tInterval(ofTask(shares, task, tasks.length), level, rules.overlap);
    return {
      cardId: card.cardId,
      learningRate: card.learningRate ?? training.learningRate,
      share,
      isBetterThanConstant: isBelowOne(share),
      openTasks: tasks.flatMap((_, task) => (isBelowOne(onTask(task)) ? [] : [task])),
      cost: costIn(trained, card.cardId),
    };
  });
}

/** `[R * T]`; infinite where a constant has no loss. */
const sharesOf = ({ reported }: CardSummary, nullLosses: readonly number[]): readonly number[] =>
  reported.losses.map((loss, index) => loss / (nullLosses[index] ?? Number.NaN));

/** Keeps NaN of diverged replicas. */
const isKnown = (share: number): boolean => share !== Number.POSITIVE_INFINITY;

const isBelowOne = ({ high, n }: Interval): boolean => n >= MIN_REPLICAS && high < 1;

function costIn(trained: Experiment, cardId: string): FinalistCost {
  const card: CardConfig | undefined = trained.cards.find(({ id }) => id === cardId);
  const topology = card === undefined ? null : topologyOfCard(card, trained);
  if (topology === null) throw new Error(`The finals cannot build card '${cardId}'.`);
  return {
    numParams: paramCountsOf(topology).total,
    numEmbeddingParams: numEmbeddingParamsOf(topology),
    multiplyAdds: multiplyAddCountsOf(topology).total,
    work: costOfRow(topology),
  };
}
