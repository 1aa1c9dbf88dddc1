/** A file of the visitor, as the page keeps it. */
import { readFields } from '../../../../src/core/schema/readFields.ts';
import { tableFields } from '../../../../src/data/table/tableSetup.ts';

const form = {
  ...{ fileName: 'own.csv', hash: 'a'.repeat(64), maxRows: 200_000 },
  ...({ characters: 'unicode', delimiter: 'comma', hasHeader: true } as const),
};
const packed = new Blob(['cells']);

export const ownFile = {
  packed,
  kept: { ...form, numRows: 1, numRowsInFile: 1, numColumns: 1, packed, source: new Blob() },
  table: { ...readFields(tableFields, form), columns: [], targets: [] },
};
