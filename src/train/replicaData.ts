/** Makes the rows that an experiment trains on and is measured on. Loads no TensorFlow.js. */
import { dataSourceOf } from '../data/registry.ts';
import type { DataSetup, ReplicaData, ReplicaInParts } from '../data/types.ts';

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
