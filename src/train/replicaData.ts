/** Makes the rows that an experiment trains on and is measured on. Loads no TensorFlow.js. */
import { redrawsTasks } from '../data/draws.ts';
import { measuredCorrelation } from '../data/labelCorrelation.ts';
import { dataSourceOf } from '../data/registry.ts';
import type { DataSetup, Matrix, ReplicaData, ReplicaInParts } from '../data/types.ts';

/** The rows of the replicas of these numbers, in that order. `betweenParts` as of `TrainerHooks`; rejects as it does. */
export async function replicaDataOf(
  { data, tasks }: DataSetup,
  replicas: readonly number[],
  betweenParts: () => Promise<void>,
): Promise<readonly ReplicaData[]> {
  const source = dataSourceOf(data.source);
  const made: ReplicaData[] = [];
  for (const replica of replicas)
    made.push(await wholeOf(source.replicaInParts({ tasks, data }, replica), betweenParts));
  return made;
}

async function wholeOf(parts: ReplicaInParts, betweenParts: () => Promise<void>): Promise<ReplicaData> {
  for (;;) {
    const part = parts.next();
    await betweenParts();
    if (part.done) return part.value;
  }
}

/** Label correlations of the training rows, `[T, T]`, of every replica where each draws its own tasks, else of the first. */
export function measuredCorrelationsOf(
  { data }: Pick<DataSetup, 'data'>,
  replicas: readonly ReplicaData[],
): readonly Matrix[] {
  const measured = redrawsTasks(data) ? replicas : replicas.slice(0, 1);
  return measured.map(({ train }) => measuredCorrelation(train));
}
