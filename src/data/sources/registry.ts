/** Registers data sources with the code that makes rows; a new one needs a line here and in `sources.ts`. */
import { UserError } from '../../core/errors.ts';
import { text } from '../../text/text.ts';
import type { DataSetup, DataSource, DrawnTasks, LazyDataSource } from '../types.ts';
import { sharedFeatures } from './sharedFeatures.ts';
import { synthetic } from './synthetic.ts';
import { tableInfo } from './tableInfo.ts';

export const dataSources: readonly (DataSource | LazyDataSource)[] = [
  synthetic,
  sharedFeatures,
  { ...tableInfo, load: async () => (await import('./table.ts')).table },
];

/** Null if the true functions are unknown. */
export function drawnTasksOf(setup: DataSetup, replica: number): DrawnTasks | null {
  const source = dataSources.find((candidate) => candidate.id === setup.data.source);
  return source !== undefined && 'truth' in source ? (source.truth?.(setup, replica) ?? null) : null;
}

/** Rejects with a `UserError` that lists the known sources. */
export async function dataSourceOf(id: string): Promise<DataSource> {
  const source = dataSources.find((candidate) => candidate.id === id);
  if (source === undefined) {
    throw new UserError(
      text.data.unknownSource(
        id,
        dataSources.map((known) => known.id),
      ),
    );
  }
  return 'load' in source ? source.load() : source;
}
