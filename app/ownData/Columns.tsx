/** Lists every column of the file: first cells, contents, role and warnings. */
import { type ReactNode, useState } from 'react';
import type { ColumnSummary, SummarisedColumn } from '../../src/data/table/summary.ts';
import { type ColumnRole, columnRoles } from '../../src/data/table/tableSetup.ts';
import { formatShare } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { Button } from '../ui/Button.tsx';
import { ScrollTable } from '../ui/NumbersTable.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './Columns.module.css';
import { useImportController } from './importController.ts';
import { columnsOfDraft, type ReadyState, reportOfDraft, withRole } from './importState.ts';

const words = text.ownData.columns;

// More at once would block the page.
const numShownAtOnce = 50;

const roles = (Object.keys(columnRoles) as readonly ColumnRole[]).map((value) => ({
  value,
  label: words.roles[value],
}));

export function Columns({ state }: { readonly state: ReadyState }) {
  const controller = useImportController();
  const [numShown, setNumShown] = useState(numShownAtOnce);
  const { draft, file } = state;
  const columns = columnsOfDraft(draft.setup, file.facts);
  const { problems = [], notes = [], numFeatures = {} } = reportOfDraft(state) ?? {};
  const numCells = Math.max(0, ...columns.map(({ summary }) => summary?.firstCells.length ?? 0));
  return (
    <section className={styles['columns']}>
      <ScrollTable
        title={words.title}
        note={words.note}
        headings={[
          words.name,
          words.role,
          words.holds,
          ...Array.from({ length: numCells }, (_, row) => words.row(row + 1)),
        ]}
        rows={columns.slice(0, numShown).map((column) =>
          rowOf({
            column,
            numCells,
            problem: problems.find((one) => one.column === column.name)?.message,
            note: notes.find((one) => one.column === column.name)?.message,
            numFeatures: numFeatures[column.name] ?? 0,
            onRole: (role) => controller.edit(withRole(draft, column.name, role)),
          }),
        )}
      />
      {columns.length > numShown && (
        <Button onClick={() => setNumShown(numShown + 2 * numShownAtOnce)}>
          {words.more(columns.length - numShown)}
        </Button>
      )}
    </section>
  );
}

interface RowProps {
  readonly column: SummarisedColumn;
  readonly numCells: number;
  readonly problem: string | undefined;
  readonly note: string | undefined;
  readonly numFeatures: number;
  readonly onRole: (role: ColumnRole) => void;
}

function rowOf({ column, numCells, problem, note, numFeatures, onRole }: RowProps): readonly ReactNode[] {
  const { name, role, summary } = column;
  return [
    <span key="name" className={styles['name']} data-role={role} title={name}>
      {name}
    </span>,
    <Select
      key="role"
      aria-label={words.roleOf(name)}
      aria-invalid={problem !== undefined}
      options={roles}
      value={role}
      onChange={onRole}
    />,
    <div key="holds" className={styles['holds']}>
      {summary !== null && holdsWords(summary)}
      {numFeatures > 1 && ` · ${words.features(numFeatures)}`}
      {problem !== undefined && <span className={styles['problem']}>{problem}</span>}
      {problem === undefined && note !== undefined && <span className={styles['note']}>{note}</span>}
    </div>,
    ...Array.from({ length: numCells }, (_, row) => {
      const cell = summary?.firstCells[row] ?? '';
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
        <span key={row} title={cell} className={styles['cell']} data-role={role} data-blank={cell === ''}>
          {cell === '' ? words.blank : cell}
        </span>
      );
    }),
  ];
}

/** "16 to 90 · 8 % blank" */
function holdsWords(summary: ColumnSummary): string {
  const { numBlank, numRows } = summary;
  const blank = numBlank === 0 ? [] : [words.numBlank(formatShare(numBlank / numRows))];
  return [whatItHolds(summary), ...blank].join(' · ');
}

function whatItHolds({ span, numDifferent, numBlank, numRows }: ColumnSummary): string {
  if (span !== null) return span[0] === span[1] ? words.oneNumber(span[0]) : words.numbers(...span);
  if (numDifferent === 0) return numBlank === numRows ? words.nothing : words.tooManyTexts;
  return words.texts(numDifferent);
}
