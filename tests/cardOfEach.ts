/** A card of every architecture there is, however many: what trains them has no limit, only a form and a link have. */
import { createCard } from '../src/experiment/defaults.ts';
import type { CardConfig } from '../src/experiment/experiment.ts';
import { architectures } from '../src/models/architectures.ts';

/** A, B and so on, beyond the last letter of a link as well. */
export const cardOfEach = (
  ids: readonly string[] = architectures.map(({ id }) => id),
): readonly CardConfig[] =>
  ids.map((architecture, index) => ({
    ...createCard([], architecture),
    id: String.fromCharCode('A'.charCodeAt(0) + index),
    color: index,
  }));
