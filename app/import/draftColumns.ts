/** The columns of a draft beside what the file holds in them. */
import type { FileFacts } from '../../src/import/messages.ts';
import type { ColumnSummary } from '../../src/import/summary.ts';
import type { ColumnSetup, TableSetup } from '../../src/table/tableSetup.ts';

export interface DraftColumn extends ColumnSetup {
  /** Null: the file has no such column. */
  readonly summary: ColumnSummary | null;
}

/** A file without names has those of the draft, in its order. */
export const draftColumns = (
  { columns, hasHeader }: TableSetup,
  facts: Pick<FileFacts, 'columns'>,
): readonly DraftColumn[] =>
  columns.map((column, index) => ({
    ...column,
    summary:
      (hasHeader ? facts.columns.find(({ name }) => name === column.name) : facts.columns[index]) ?? null,
  }));
