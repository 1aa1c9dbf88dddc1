/** How the rows of a file are dealt, as far as its set-up says. */
import { columnsWith, type TableSetup } from './tableSetup.ts';

/** A column that names the parts speaks louder than all else. */
export const dealingOf = (setup: TableSetup): TableSetup['dealBy'] | 'column' =>
  columnsWith(setup, 'split').length > 0 ? 'column' : setup.dealBy;

/** The name of the column that says when rows happened: the one that is named, else the first one of dates. Null: there is none. */
export const timeColumnOf = (setup: TableSetup): string | null =>
  setup.timeColumn || (columnsWith(setup, 'date')[0] ?? null);
