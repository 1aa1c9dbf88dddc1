/** Prior features: inputs that say who or where a row is of, for gates that read them apart. */
import { unusedSettingsOf } from './sources/sources.ts';
import type { DataSetup } from './types.ts';

/** How many inputs of a row are its prior: the last ones. */
export const numPriorsOf = (setup: DataSetup): number =>
  unusedSettingsOf(setup).includes('numGroups') ? 0 : setup.data.numGroups;
