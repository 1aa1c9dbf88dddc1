/** The columns that a set-up speaks of: by what they are for, and in a file that was read. */
import type { Column, Table } from './table.ts';
import type { ColumnRole, TableSetup } from './tableSetup.ts';

type NamedColumns = Pick<TableSetup, 'columns' | 'hasHeader'>;

/** The column that `setup` calls `name`: by its name in the file, or by its place where the file has no names. */
export function columnIn(
  table: Table,
  { columns, hasHeader }: NamedColumns,
  name: string,
): Column | undefined {
  if (hasHeader) return table.columns.find((column) => column.name === name);
  return table.columns[columns.findIndex((column) => column.name === name)];
}

/** Names of columns that `setup` has and the file has not; of a file without names, those beyond its last column. */
export const missingColumns = (table: Table, setup: NamedColumns): readonly string[] =>
  setup.columns.filter(({ name }) => columnIn(table, setup, name) === undefined).map(({ name }) => name);

/** The names of the columns with that role. */
export const columnsWith = ({ columns }: Pick<TableSetup, 'columns'>, role: ColumnRole): readonly string[] =>
  columns.filter((column) => column.role === role).map(({ name }) => name);
