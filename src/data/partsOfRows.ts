/** Splits rows into what networks treat differently: prior features for gates, and ids with learned vectors. */

import { unusedSettingsOf } from './sources/sources.ts';
import { tableInfo } from './sources/tableInfo.ts';
import { columnsOfSection, rowDimOf } from './table/tableSetup.ts';
import type { DataSetup } from './types.ts';

/** Prior inputs are the last ones. */
export const numPriorsOf = (setup: DataSetup): number => {
  const { data } = setup;
  if (data.source === tableInfo.id) return Math.min(data.table?.numPriors ?? 0, data.inputDim);
  return unusedSettingsOf(setup).includes('numGroups') ? 0 : data.numGroups;
};

/** Prior ids come last, then `numAfter` other prior inputs. */
export function idsOf(setup: DataSetup) {
  const { source, table } = setup.data;
  if (source !== tableInfo.id || table === null) return { numVectors: [], dim: 1, numAfter: 0 };
  const { numVectors, embeddingDim: dim } = table;
  const numOfPrior = columnsOfSection(table, 'priorIds').length * dim;
  return { numVectors, dim, numAfter: Math.max(0, numPriorsOf(setup) - numOfPrior) };
}

/** N: stored numbers of a row, one per id. */
export const rowDimOfData = ({ data: { source, table, inputDim } }: Pick<DataSetup, 'data'>): number =>
  source !== tableInfo.id || table === null ? inputDim : rowDimOf(table, inputDim);
