/** Lists the columns that are neither features nor targets, each with the reason. */
import { tableLimits } from '../../../core/schema/limits.ts';
import { text } from '../../../text/text.ts';
import type { TableEncoding } from '../encode.ts';
import { isRowCounter } from '../numbers.ts';
import { BLANK_CODE, type Column, categoriesOf, hasTooManyTexts, type Table } from '../table.ts';
import {
  type ColumnSetup,
  columnOfName,
  isInputRole,
  splitMethodOf,
  type TableSetup,
  timeColumnOf,
} from '../tableSetup.ts';

const { leftOut: words } = text.tableFile;

export function columnsLeftOut(table: Table, setup: TableSetup, { columns }: TableEncoding) {
  return setup.columns.flatMap((one) => {
    const column = columnOfName(table, setup, one.name);
    const isUsed = one.role === 'target' || columns.some(({ name }) => name === one.name);
    if (column === undefined || isUsed) return [];
    const message = words.column(one.name, words.reasons[reasonFor(one, column, setup)]);
    return [{ column: one.name, message, isLeftOut: true }];
  });
}

function reasonFor(
  { name, role }: ColumnSetup,
  column: Column,
  setup: TableSetup,
): keyof typeof words.reasons {
  if (role === 'mask' || role === 'weight' || role === 'split') return role;
  if (hasTooManyTexts(column)) return 'memory';
  const { categories, codes } = categoriesOf(column);
  if (categories.length === 0) return 'blank';
  if (isInputRole(role) || (categories.length === 1 && !codes.includes(BLANK_CODE))) return 'constant';
  if (splitMethodOf(setup) === 'time' && name === timeColumnOf(setup)) return 'time';
  if (name === setup.group) return 'group';
  if (isRowCounter(column)) return 'counter';
  const isLong = column.kind === 'text' && categories.length > tableLimits.categoriesEncoded;
  return isLong ? 'texts' : 'chosen';
}
