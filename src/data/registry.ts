/** All data sources, with the making of their rows. A new one has a line here and one in `sources.ts`. */
import { UserError } from '../core/errors.ts';
import { text } from '../text/text.ts';
import { sharedFeatures } from './sharedFeatures.ts';
import { synthetic } from './synthetic.ts';
import type { DataSource } from './types.ts';

/** In the order in which a form offers them. */
export const dataSources: readonly DataSource[] = [synthetic, sharedFeatures];

/** The source with that id. Throws a UserError that lists the known ones. */
export function dataSourceOf(id: string): DataSource {
  const source = dataSources.find((candidate) => candidate.id === id);
  if (source === undefined) {
    throw new UserError(
      text.data.unknownSource(
        id,
        dataSources.map((known) => known.id),
      ),
    );
  }
  return source;
}
