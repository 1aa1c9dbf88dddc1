/** The finalists of a search one by one: the learning rate picked, the test loss against the best constant, and what each costs. */
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
  /** Test loss as a share of that of the best constant, mean over tasks, with the interval of its family. */
  readonly share: Interval;
  /** All of that interval is below 1. */
  readonly isBetterThanConstant: boolean;
  /** Places of the tasks on which no such interval is below 1. */
  readonly openTasks: readonly number[];
  readonly cost: FinalistCost;
}

/** Sizes of a network, the vectors of ids apart. */
export interface FinalistCost {
  readonly numParams: number;
  readonly numEmbeddingParams: number;
  readonly multiplyAdds: number;
  /** Multiply-adds that take as long as the pass does with gates, mixes and narrow layers. */
  readonly work: number;
}

/** Every card once, at the widths that are trained. */
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

/** `[R * T]`; infinite where a constant is always right. */
const sharesOf = ({ reported }: CardSummary, nullLosses: readonly number[]): readonly number[] =>
  reported.losses.map((loss, index) => loss / (nullLosses[index] ?? Number.NaN));

/** NaN, of what diverged, stays. */
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
