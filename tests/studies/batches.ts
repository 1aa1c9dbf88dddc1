/** Many repetitions of an experiment, trained in batches that fit into memory, for the studies that count over all of them. */
import type { CommandRunner } from '../../src/cli/trainRun.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { reportedLossesIn } from '../../src/run/reportable.ts';

/** Repetitions trained at once. */
const batchSize = 20;

/** Losses that are reported of many repetitions, all `[N * T]`, replica-major; NaN where one diverged. */
export interface ReplicaLosses {
  /** Losses of each card, in their order. */
  readonly cards: readonly (readonly number[])[];
  /** Losses of the best constant on the test rows. */
  readonly nullLosses: readonly number[];
}

/** The experiment with the first `numReplicas` repetitions, at most `size` of them at once. */
export const batchesOf = (
  experiment: Experiment,
  numReplicas: number,
  size: number,
): readonly { readonly firstReplica: number; readonly numDone: number; readonly batch: Experiment }[] =>
  Array.from({ length: Math.ceil(numReplicas / size) }, (_, index) => {
    const firstReplica = index * size;
    const numDone = Math.min(firstReplica + size, numReplicas);
    const training = { ...experiment.training, firstReplica, numReplicas: numDone - firstReplica };
    return { firstReplica, numDone, batch: { ...experiment, training } };
  });

/**
 * Trains the first `numReplicas` repetitions of all cards, batch by batch. `experiment` is trained as it stands. Calls `onBatch` with the
 * number of repetitions that are done.
 */
export async function lossesOfReplicas(
  experiment: Experiment,
  numReplicas: number,
  runner: CommandRunner,
  onBatch: (done: number) => void,
): Promise<ReplicaLosses> {
  const cards: number[][] = experiment.cards.map(() => []);
  const nullLosses: number[] = [];
  for (const { batch, numDone } of batchesOf(experiment, numReplicas, batchSize)) {
    const { networks, knownLosses } = await runner.train(batch, true);
    const reported = reportedLossesIn(batch, networks);
    for (const [index, { id }] of experiment.cards.entries()) cards[index]?.push(...reported(id).losses);
    nullLosses.push(...knownLosses.test);
    onBatch(numDone);
  }
  return { cards, nullLosses };
}

/** The experiment as it is trained, without a baseline that the user did not ask for. */
export function withoutBaseline(experiment: Experiment): Experiment {
  const trained = trainedExperimentOf(experiment);
  const isOwn = (id: string) => experiment.cards.some((card) => card.id === id);
  return { ...trained, cards: trained.cards.filter(({ id }) => isOwn(id)) };
}

/** Shows on standard error how far a study is. */
export const showProgress = (line: string): void => void process.stderr.write(`${line}\n`);
