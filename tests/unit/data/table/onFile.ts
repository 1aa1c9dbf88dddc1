/** Experiments on files, set up as the page guesses. */
import { tableSizesOf } from '../../../../src/data/table/encode.ts';
import { guessTableSetup } from '../../../../src/data/table/guess.ts';
import type { Table } from '../../../../src/data/table/table.ts';
import type { TableSetup } from '../../../../src/data/table/tableSetup.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { setTable } from '../../../../src/experiment/tableEdit.ts';
import { tableOf } from './csvFiles.ts';

export async function experimentOnFile(
  lines: readonly string[],
  targets: readonly string[],
  changes: Partial<TableSetup> = {},
): Promise<{ readonly experiment: Experiment; readonly table: Table }> {
  const table = await tableOf(lines.join('\n'));
  const setup = { ...guessTableSetup(table, undefined, targets), ...changes };
  return { experiment: setTable(defaultExperiment(), setup, tableSizesOf(table, setup), targets), table };
}
