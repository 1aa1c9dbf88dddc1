/** What an experiment must know of a file to count and plan without it. */
import { type EncodedTable, encodedOf } from './encode.ts';
import type { Table } from './table.ts';
import type { TableSetup } from './tableSetup.ts';

/** Rows of every part, and features of a row. */
export interface TableSizes {
  readonly inputDim: number;
  readonly numTrainRows: number;
  readonly numValidationRows: number;
  readonly numTestRows: number;
}

/** The sizes of a file without problems. */
export function sizesOf(
  table: Table,
  setup: TableSetup,
  { split, encoding }: EncodedTable = encodedOf(table, setup),
): TableSizes {
  return {
    inputDim: encoding.inputDim,
    numTrainRows: split.train.length,
    numValidationRows: split.validation.length,
    numTestRows: split.test.length,
  };
}
