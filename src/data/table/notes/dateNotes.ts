/** Notes on columns of dates, or of the times that rows are split by, whose cells leave open which date they mean. */
import { text } from '../../../text/text.ts';
import { datesOfColumn } from '../dates.ts';
import type { Table } from '../table.ts';
import { columnOfName, columnRoles, splitMethodOf, type TableSetup, timeColumnOf } from '../tableSetup.ts';

const words = text.dealing;

export function dateNotes(table: Table, setup: TableSetup) {
  const time = splitMethodOf(setup) === 'time' ? timeColumnOf(setup) : null;
  return setup.columns.flatMap(({ name, role }) => {
    const column = columnOfName(table, setup, name);
    if (column === undefined || (columnRoles[role].isTime !== true && name !== time)) return [];
    const { form, isAmbiguous, orders } = datesOfColumn(column);
    const isDayFirst = form === 'dayFirst';
    if (isAmbiguous) return [{ column: name, message: words.ambiguous(name, isDayFirst) }];
    const isMixed = Math.min(orders.dayFirst.count, orders.monthFirst.count) > 0;
    return isMixed
      ? [{ column: name, message: words.mixedOrders(name, orders, isDayFirst), isAlarm: true }]
      : [];
  });
}
