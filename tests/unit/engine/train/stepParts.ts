/** Steps without a trainer around them, so that those run in one way can be compared with those run in another. */
import type { ReplicaData } from '../../../../src/data/types.ts';
import { readInOneTransfer } from '../../../../src/engine/tf/records.ts';
import { tensor } from '../../../../src/engine/tf/tf.ts';
import { createCardTrainer } from '../../../../src/engine/train/cardTrainer.ts';
import { createDeviceData } from '../../../../src/engine/train/deviceData.ts';
import { createRateTable, type StepParts, type TrainingSteps } from '../../../../src/engine/train/steps.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { madeUpSourceOf, replicaOf } from '../../data/setup.ts';

/** What steps of `experiment` work on; `given`: the rows of a file, which is not made up. */
export function partsOf(experiment: Experiment, given?: readonly ReplicaData[]): StepParts {
  const { data, tasks, training } = experiment;
  const replicas =
    given ??
    Array.from({ length: training.numReplicas }, (_, replica) =>
      replicaOf(madeUpSourceOf(data.source), { tasks, data }, replica),
    );
  const isBinary = tasks.map(({ kind }) => (kind === 'binary' ? 1 : 0));
  const weights = Array.from({ length: training.numReplicas * tasks.length }, () => 1 / tasks.length);
  return {
    cards: experiment.cards.map((card) =>
      createCardTrainer(card, experiment, replicas[0]?.train.isSparse === true),
    ),
    data: createDeviceData(replicas, {
      replicas: replicas.map((_, replica) => replica),
      seed: data.seed,
      batchSize: training.batchSize,
    }),
    loss: { isBinary, taskWeights: tensor(weights) },
    rates: createRateTable(experiment.cards, { ...training, learningRate: 0.01 }),
  };
}

/** Mean losses of every card over each 20 of `numSteps`; frees everything. */
export async function lossesOf(
  { cards, data, loss, rates }: StepParts,
  steps: TrainingSteps,
  numSteps = 200,
): Promise<number[][]> {
  const losses: number[][] = [];
  for (let step = 1; step <= numSteps; step++) {
    steps.take(rates.valuesAt(0.01, step));
    if (step % 20 > 0) continue;
    steps.flush();
    const sums = await readInOneTransfer(() => cards.map((card) => card.state().lossSum));
    losses.push(sums.flatMap((sum) => Array.from(sum, (value) => value / 20)));
    steps.clearLosses();
  }
  steps.dispose();
  for (const card of cards) card.dispose();
  data.dispose();
  loss.taskWeights.dispose();
  return losses;
}
