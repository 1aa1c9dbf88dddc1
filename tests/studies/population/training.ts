/**
 * Trains the contestants of a set-up at their best: in each repetition, by its own validation rows, first the size at one learning rate,
 * then the learning rate at that size.
 */
import type { CommandRunner } from '../../../src/cli/trainRun.ts';
import { budgetOf } from '../../../src/experiment/derived/budget.ts';
import { sizeFactors, withScaledWidths } from '../../../src/experiment/derived/sizes.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { reportedLossesIn } from '../../../src/run/reportable.ts';
import type { BestNetwork } from '../../../src/studies/map/recordedMap.ts';
import type { OtherWay } from '../../../src/studies/map/sentences.ts';
import { mapPopulation } from './population.ts';

/** The first is that at which sizes are compared. */
const learningRates: readonly number[] = [0.003, 0.001, 0.01, 0.03];

/** Rates beyond an edge of the list, tried while the last one is the best. */
const ratesBelow = [0.0003, 0.0001];
const ratesAbove = [0.1, 0.3];

interface Trained extends BestNetwork {
  /** Validation losses relative to those of the best constant, mean over tasks; NaN if it diverged. */
  readonly score: number;
}

/** What all contestants choose from, one after the other. */
interface Choices {
  readonly sizes: readonly number[];
  /** Sizes are compared at the first. */
  readonly rates: readonly number[];
  /** Whether rates beyond an edge are tried. */
  readonly isWidened: boolean;
  readonly decays: readonly number[];
}

interface Variation {
  /** Number of set-ups, the first of the population. */
  readonly size: number;
  readonly budget: Experiment['comparison']['budget'];
  readonly choices: Choices;
}

const tuned = { rates: learningRates, isWidened: true };

/** The map, and how else the same set-ups are compared, to see whether that changes what is found. */
export const variations = {
  bestSize: {
    size: mapPopulation.size,
    budget: 'bestSize',
    choices: { ...tuned, sizes: sizeFactors, decays: [] },
  },
  equalParameters: { size: 40, budget: 'equalParameters', choices: { ...tuned, sizes: [1], decays: [] } },
  equalExperts: { size: 24, budget: 'equalExperts', choices: { ...tuned, sizes: [1], decays: [] } },
  weightDecay: {
    size: 24,
    budget: 'bestSize',
    choices: { ...tuned, sizes: sizeFactors, decays: [0.1, 1, 10] },
  },
} as const satisfies Readonly<Record<OtherWay | 'bestSize', Variation>>;

export type VariationName = keyof typeof variations;

/** The best network of each card in each repetition, `[card][R]`. */
export async function trainSetUp(
  experiment: Experiment,
  { train }: Pick<CommandRunner, 'train'>,
  choices: Choices = variations.bestSize.choices,
): Promise<readonly (readonly BestNetwork[])[]> {
  const cards = budgetOf(experiment).cards.map(({ card }) => card);
  const found: BestNetwork[][] = [];
  for (const card of cards) {
    const ofCard: BestNetwork[] = [];
    for (let replica = 0; replica < experiment.training.numReplicas; replica++) {
      const trainOne = trainerOf(experiment, card, replica, train);
      ofCard.push(withoutScore(await bestNetwork(trainOne, choices)));
    }
    found.push(ofCard);
  }
  return found;
}

type TrainOne = (size: number, rate: number, decay: number) => Promise<Trained>;

async function bestNetwork(
  trainOne: TrainOne,
  { sizes, rates, isWidened, decays }: Choices,
): Promise<Trained> {
  const [firstRate = 0.003, ...otherRates] = rates;
  let best: Trained | null = null;
  const tryOne = async (size: number, rate: number, decay = 0): Promise<void> => {
    const one = await trainOne(size, rate, decay);
    if (best === null || Number.isNaN(best.score) || one.score < best.score) best = one;
  };
  for (const size of sizes) await tryOne(size, firstRate);
  const { size } = known(best);
  for (const rate of otherRates) await tryOne(size, rate);
  const edges = [
    { edge: Math.min(...rates), beyond: ratesBelow },
    { edge: Math.max(...rates), beyond: ratesAbove },
  ];
  for (const { edge, beyond } of isWidened ? edges : []) {
    let last = edge;
    for (const rate of beyond) {
      if (known(best).rate !== last) break;
      await tryOne(size, rate);
      last = rate;
    }
  }
  const { rate } = known(best);
  for (const decay of decays) await tryOne(size, rate, decay);
  return known(best);
}

function known(best: Trained | null): Trained {
  if (best === null) throw new RangeError('There is no size to choose from.');
  return best;
}

/** Every repetition is a run of its own, so that it stops by itself. */
const trainerOf =
  (experiment: Experiment, card: CardConfig, replica: number, train: CommandRunner['train']): TrainOne =>
  async (size, learningRate, weightDecay) => {
    const alone: Experiment = {
      ...experiment,
      cards: [withScaledWidths(card, size)],
      comparison: { ...experiment.comparison, budget: 'asConfigured', isTuned: false },
      training: { ...experiment.training, learningRate, weightDecay, firstReplica: replica, numReplicas: 1 },
    };
    const { networks } = await train(alone, true);
    const { losses, scores } = reportedLossesIn(alone, networks)(card.id);
    const chosen = { size, rate: learningRate, ...(weightDecay > 0 && { decay: weightDecay }) };
    return { ...chosen, losses, score: scores[0] ?? Number.NaN };
  };

const withoutScore = ({ score: _, ...best }: Trained): BestNetwork => best;
