/** Prior features: inputs that say who or where a row is of, for gates that read them apart. */
import { unusedSettingsOf } from './sources/sources.ts';
import { tableInfo } from './sources/tableInfo.ts';
import type { DataSetup } from './types.ts';

/** How many inputs of a row are its prior: the last ones. */
export const numPriorsOf = (setup: DataSetup): number => {
  const { data } = setup;
  if (data.source === tableInfo.id) return Math.min(data.table?.numPriors ?? 0, data.inputDim);
  return unusedSettingsOf(setup).includes('numGroups') ? 0 : data.numGroups;
};
