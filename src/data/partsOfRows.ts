/** Parts of a row that networks treat apart: prior features, which say who or where it is of, for gates; and ids, which have vectors. */
import { rowDimOf } from './table/rowSizes.ts';
import { columnsWith } from './table/tableSetup.ts';
import { unusedSettingsOf } from './sources/sources.ts';
import { tableInfo } from './sources/tableInfo.ts';
import type { DataSetup } from './types.ts';

/** How many inputs of a row are its prior: the last ones. */
export const numPriorsOf = (setup: DataSetup): number => {
  const { data } = setup;
  if (data.source === tableInfo.id) return Math.min(data.table?.numPriors ?? 0, data.inputDim);
  return unusedSettingsOf(setup).includes('numGroups') ? 0 : data.numGroups;
};

/** The columns of ids: vectors of each, those of the prior last; their length; and the inputs after them, which are prior as well. */
export function idsOf(setup: DataSetup) {
  const { source, table } = setup.data;
  if (source !== tableInfo.id || table === null) return { numVectors: [], dim: 1, numAfter: 0 };
  const { numVectors, embeddingDim: dim } = table;
  const numOfPrior = columnsWith(table, 'priorId').length * dim;
  return { numVectors, dim, numAfter: Math.max(0, numPriorsOf(setup) - numOfPrior) };
}

/** N: numbers of a row as data has them, where an id is one. */
export const rowDimOfData = ({ data: { source, table, inputDim } }: Pick<DataSetup, 'data'>): number =>
  source !== tableInfo.id || table === null ? inputDim : rowDimOf(table, inputDim);
