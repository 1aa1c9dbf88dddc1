/** Makes the rows that an experiment trains on and is measured on; loads no TensorFlow.js. */

import { measuredCorrelation } from '../../data/labelCorrelation.ts';
import { resamplesTasks } from '../../data/randomisation.ts';
import { resplitDataFor } from '../../data/resplit.ts';
import { rowsKeyOf } from '../../data/rows.ts';
import { dataSourceOf } from '../../data/sources/registry.ts';
import type { Table } from '../../data/table/table.ts';
import type { DataSetup, Matrix, ReplicaData, ReplicaGenerator } from '../../data/types.ts';

export type OpenTable = () => Promise<Table | null>;

export interface RowTools {
  readonly betweenParts: () => Promise<void>;
  readonly table?: Table | null;
}

/** Equal rows are one copy. Rejects as `betweenParts` does, or with a `UserError` if the table misfits. */
export async function replicaDataOf(
  { data, tasks }: DataSetup,
  replicas: readonly number[],
  { betweenParts, table = null }: RowTools,
): Promise<readonly ReplicaData[]> {
  const source = await dataSourceOf(data.source);
  const made = new Map<string, ReplicaData>();
  const ofReplicas: ReplicaData[] = [];
  for (const replica of replicas) {
    const key = rowsKeyOf(data, replica);
    const parts = () => source.replicaInParts({ tasks, data }, replica, table);
    const ofKey = made.get(key) ?? (await wholeReplicaData(parts(), betweenParts));
    made.set(key, ofKey);
    ofReplicas.push(resplitDataFor(data, ofKey, replica));
  }
  return ofReplicas;
}

async function wholeReplicaData(
  parts: ReplicaGenerator,
  betweenParts: () => Promise<void>,
): Promise<ReplicaData> {
  for (;;) {
    const part = parts.next();
    await betweenParts();
    if (part.done) return part.value;
  }
}

/** Correlations `[T, T]`: of every replica if each has tasks of its own, else of the first. */
export function measuredCorrelationsOf(
  { data }: Pick<DataSetup, 'data'>,
  replicas: readonly ReplicaData[],
): readonly Matrix[] {
  const measured = resamplesTasks(data) ? replicas : replicas.slice(0, 1);
  return measured.map(({ train }) => measuredCorrelation(train));
}
