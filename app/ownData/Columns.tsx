/** Every column of the file: its first cells, what it holds, what it is used as, and what is to be said about it. */
import { memo, useState } from 'react';
import type { SummarisedColumn } from '../../src/table/guess.ts';
import type { ColumnSummary } from '../../src/table/summary.ts';
import { type ColumnRole, columnRoles } from '../../src/table/tableSetup.ts';
import { formatNumber, formatShare } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { Button } from '../ui/Button.tsx';
import { ScrollTable } from '../ui/ScrollTable.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './Columns.module.css';
import { columnsOfDraft, type ReadyState, reportOfDraft, withRole } from './importState.ts';
import { useImportController } from './useImportController.ts';

const words = text.ownData.columns;

/** More at once would keep the page from answering. */
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
  const headers = [
    { key: 'name', content: words.name },
    { key: 'role', content: words.role },
    { key: 'holds', content: words.holds },
    ...Array.from({ length: numCells }, (_, row) => ({ key: row, content: words.row(row + 1) })),
  ];
  return (
    <section className={styles['columns']}>
      <ScrollTable title={words.title} note={words.note} menu={null} headers={headers}>
        {columns.slice(0, numShown).map((column) => (
          <ColumnRow
            key={column.name}
            column={column}
            numCells={numCells}
            problem={problems.find((one) => one.column === column.name)?.message}
            note={notes.find((one) => one.column === column.name)?.message}
            numFeatures={numFeatures[column.name] ?? 0}
            onRole={(role) => controller.edit(withRole(draft, column.name, role))}
          />
        ))}
      </ScrollTable>
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

function ColumnRow({ column, numCells, problem, note, numFeatures, onRole }: RowProps) {
  const { name, role, summary } = column;
  return (
    <tr data-role={role}>
      <th scope="row" title={name}>
        <span className={styles['name']}>{name}</span>
      </th>
      <td>
        <Select
          aria-label={words.roleOf(name)}
          aria-invalid={problem !== undefined}
          options={roles}
          value={role}
          onChange={onRole}
        />
      </td>
      <td className={styles['holds']}>
        {summary !== null && holdsWords(summary)}
        {numFeatures > 1 && ` · ${words.features(numFeatures)}`}
        {problem !== undefined && <span className={styles['problem']}>{problem}</span>}
        {problem === undefined && note !== undefined && <span className={styles['note']}>{note}</span>}
      </td>
      <Cells cells={summary?.firstCells ?? []} numCells={numCells} />
    </tr>
  );
}

const Cells = memo(function Cells(props: { readonly cells: readonly string[]; readonly numCells: number }) {
  return Array.from({ length: props.numCells }, (_, row) => {
    const cell = props.cells[row] ?? '';
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
      <td key={row} title={cell} className={styles['cell']} data-blank={cell === ''}>
        {cell === '' ? words.blank : cell}
      </td>
    );
  });
});

/** "16 to 90 · 8 % blank". */
function holdsWords(summary: ColumnSummary): string {
  const { numBlank, numRows } = summary;
  const blank = numBlank === 0 ? [] : [words.numBlank(formatShare(numBlank / numRows))];
  return [whatItHolds(summary), ...blank].join(' · ');
}

function whatItHolds({ range, numDifferent, numBlank, numRows }: ColumnSummary): string {
  if (numDifferent === 0) return numBlank === numRows ? words.nothing : words.tooManyTexts;
  if (range === null) return words.texts(numDifferent);
  const [min, max] = [formatNumber(range.min), formatNumber(range.max)];
  return min === max ? words.oneNumber(min) : words.numbers(min, max);
}
