/** Parts of a row that networks treat apart: prior features, which say who or where it is of, for gates; and ids, which have vectors. */
import { unusedSettingsOf } from './sources/sources.ts';
import { tableInfo } from './sources/tableInfo.ts';
import type { DataSetup } from './types.ts';

/** How many inputs of a row are its prior: the last ones. */
export const numPriorsOf = (setup: DataSetup): number => {
  const { data } = setup;
  if (data.source === tableInfo.id) return Math.min(data.table?.numPriors ?? 0, data.inputDim);
  return unusedSettingsOf(setup).includes('numGroups') ? 0 : data.numGroups;
};

/** The columns of ids: vectors of each, and their length. */
export function idsOf({ data }: Pick<DataSetup, 'data'>): {
  readonly numVectors: readonly number[];
  readonly dim: number;
} {
  const { table } = data;
  if (data.source !== tableInfo.id || table === null) return { numVectors: [], dim: 1 };
  return { numVectors: table.numVectors, dim: table.embeddingDim };
}

/** N: numbers of a row as data has them, where an id is one. */
export function rowDimOfData(setup: Pick<DataSetup, 'data'>): number {
  const { numVectors, dim } = idsOf(setup);
  return setup.data.inputDim - numVectors.length * (dim - 1);
}
