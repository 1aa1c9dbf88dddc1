/** All data sources, with the making of their rows. A new one has a line here and one in `sources.ts`. */
import { UserError } from '../../core/errors.ts';
import { text } from '../../text/text.ts';
import type { DataSetup, DataSource, DrawnTasks, LazyDataSource } from '../types.ts';
import { sharedFeatures } from './sharedFeatures.ts';
import { synthetic } from './synthetic.ts';
import { tableInfo } from './tableInfo.ts';

/** All sources, in the order in which a form offers them. */
export const dataSources: readonly (DataSource | LazyDataSource)[] = [
  synthetic,
  sharedFeatures,
  { ...tableInfo, load: async () => (await import('./table.ts')).table },
];

/** The tasks of a replica; null for a source that was not made to order. */
export function drawnTasksOf(setup: DataSetup, replica: number): DrawnTasks | null {
  const source = dataSources.find((candidate) => candidate.id === setup.data.source);
  return source !== undefined && 'truth' in source ? (source.truth?.(setup, replica) ?? null) : null;
}

/** The source with that id. Rejects with a UserError that lists the known ones. */
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
