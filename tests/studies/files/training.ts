/**
 * Trains each model at its best: in each repetition, by its own validation rows, first the size at one learning rate, then the learning
 * rate at that size.
 */
import type { CommandRunner } from '../../../src/cli/trainRun.ts';
import { budgetOf } from '../../../src/experiment/derived/budget.ts';
import { sizeFactors, withScaledWidths } from '../../../src/experiment/derived/sizes.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { reportedLossesIn } from '../../../src/run/reportable.ts';

/** Sizes are compared at the first. */
const firstRate = 0.003;
const otherRates = [0.001, 0.01, 0.03];

/** Rates beyond an edge of the list, tried while the last one is the best. */
const edges = [
  { edge: 0.001, beyond: [0.0003, 0.0001] },
  { edge: 0.03, beyond: [0.1, 0.3] },
];

interface BestNetwork {
  /** Factor of the widths of the common budget. */
  readonly size: number;
  readonly rate: number;
  /** Test losses, `[T]`. */
  readonly losses: readonly number[];
}

interface Trained extends BestNetwork {
  /** Validation losses relative to those of the best constant, mean over tasks; NaN if it diverged. */
  readonly score: number;
}

/** The best network of each card in each repetition, `[card][R]`. */
export async function trainedAtBest(
  experiment: Experiment,
  { train }: Pick<CommandRunner, 'train'>,
): Promise<readonly (readonly BestNetwork[])[]> {
  const cards = budgetOf(experiment).cards.map(({ card }) => card);
  const found: BestNetwork[][] = [];
  for (const card of cards) {
    const ofCard: BestNetwork[] = [];
    for (let replica = 0; replica < experiment.training.numReplicas; replica++) {
      const { size, rate, losses } = await bestNetwork(trainerOf(experiment, card, replica, train));
      ofCard.push({ size, rate, losses });
    }
    found.push(ofCard);
  }
  return found;
}

type TrainOne = (size: number, rate: number) => Promise<Trained>;

async function bestNetwork(trainOne: TrainOne): Promise<Trained> {
  let best: Trained | null = null;
  const tryOne = async (size: number, rate: number): Promise<void> => {
    const one = await trainOne(size, rate);
    if (best === null || Number.isNaN(best.score) || one.score < best.score) best = one;
  };
  for (const size of sizeFactors) await tryOne(size, firstRate);
  const { size } = known(best);
  for (const rate of otherRates) await tryOne(size, rate);
  for (const { edge, beyond } of edges) {
    let last = edge;
    for (const rate of beyond) {
      if (known(best).rate !== last) break;
      await tryOne(size, rate);
      last = rate;
    }
  }
  return known(best);
}

function known(best: Trained | null): Trained {
  if (best === null) throw new RangeError('There is no size to choose from.');
  return best;
}

/** Every repetition is a run of its own, so that it stops by itself. */
const trainerOf =
  (experiment: Experiment, card: CardConfig, replica: number, train: CommandRunner['train']): TrainOne =>
  async (size, learningRate) => {
    const alone: Experiment = {
      ...experiment,
      cards: [withScaledWidths(card, size)],
      comparison: { ...experiment.comparison, budget: 'asConfigured', isTuned: false },
      training: { ...experiment.training, learningRate, firstReplica: replica, numReplicas: 1 },
    };
    const { networks } = await train(alone, true);
    const { losses, scores } = reportedLossesIn(alone, networks)(card.id);
    return { size, rate: learningRate, losses, score: scores[0] ?? Number.NaN };
  };
