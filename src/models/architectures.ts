/** Finds architectures; `registry.ts` lists them. */
import type { Architecture } from './architecture.ts';
import * as listed from './registry.ts';

/** Every architecture the program knows, by label: bundlers do not agree on the order of a module's exports. */
export const architectures: readonly Architecture[] = Object.values<Architecture>(listed).toSorted((a, b) =>
  a.label < b.label ? -1 : 1,
);

/** The architecture of an id as it came from anywhere; undefined when there is none. */
export const architectureOf = (id: string): Architecture | undefined =>
  architectures.find((architecture) => architecture.id === id);
