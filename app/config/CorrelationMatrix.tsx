/** The correlation of the tasks: what is asked for above the diagonal, what the rows turned out to have below. */
import {
  correlationField,
  defaultCorrelation,
  type MatrixKey,
  oppositeCorrelation,
  repairOf,
  setCorrelation,
  setMatrix,
  text,
} from '../../src/index.ts';
import { formatWeight } from '../charts/format.ts';
import { DraftInput } from '../fields/DraftInput.tsx';
import { useDraft } from '../fields/useDraft.ts';
import { useExperiment, useRunStatus, useShownExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { Button } from '../ui/Button.tsx';
import { Help } from '../ui/Help.tsx';
import styles from './CorrelationMatrix.module.css';

const words = text.app.correlation;

type Matrix = readonly (readonly number[])[];

export function CorrelationMatrix({ matrixKey }: { readonly matrixKey: MatrixKey }) {
  const { tasks, data } = useExperiment();
  const matrix = data[matrixKey];
  const measured = useMeasured();
  if (matrix === null) return null;
  const repair = repairOf(matrix);
  return (
    <div>
      <div className={styles['head']}>
        <span>{words.title[matrixKey]}</span>
        <Help about={correlationField.label}>{correlationField.help}</Help>
        <ResetButton matrixKey={matrixKey} />
      </div>
      <table className={styles['matrix']} data-size={tasks.length > 5 ? 'large' : 'small'}>
        <caption className="visuallyHidden">{words.caption}</caption>
        <ColumnHeads names={tasks.map((task) => task.name)} />
        <tbody>
          {tasks.map((task, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
            <tr key={row}>
              <th scope="row">{task.name}</th>
              {tasks.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column}>
                  <Cell matrixKey={matrixKey} at={[row, column]} measured={measured} used={repair.matrix} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {repair.isRepaired && <p className={styles['repair']}>{words.repaired(repair.changedCells.length)}</p>}
      <p className={styles['note']}>{measured === null ? words.noteBefore : words.note}</p>
    </div>
  );
}

/** What the training targets have; null before a run, and when they are those of another configuration. */
function useMeasured(): Matrix | null {
  const measuredCorrelation = useRunStatus((status) => status.measuredCorrelation);
  return useShownExperiment().isStale ? null : measuredCorrelation;
}

function ResetButton({ matrixKey }: { readonly matrixKey: MatrixKey }) {
  const edit = useEdit();
  const matrixOf = matrixKey === 'correlation' ? defaultCorrelation : oppositeCorrelation;
  const reset = (): void =>
    edit((experiment) => setMatrix(experiment, matrixKey, matrixOf(experiment.tasks.length)), {
      lost: words.wasReset,
    });
  return (
    <Button look="link" className={styles['reset']} onClick={reset}>
      {words.reset}
    </Button>
  );
}

function ColumnHeads({ names }: { readonly names: readonly string[] }) {
  return (
    <thead>
      <tr>
        <td />
        {names.map((name, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
          <th key={column} scope="col">
            <abbr title={name}>{column + 1}</abbr>
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface CellProps {
  readonly matrixKey: MatrixKey;
  readonly at: readonly [row: number, column: number];
  readonly measured: Matrix | null;
  /** The matrix after repair. */
  readonly used: Matrix;
}

function Cell({ matrixKey, at: [row, column], measured, used }: CellProps) {
  if (row === column) return <span className={styles['diagonal']}>1</span>;
  if (row < column) return <RequestedCell matrixKey={matrixKey} at={[row, column]} used={used} />;
  // What was measured belongs to all rows, not to those where the second matrix holds.
  const value = matrixKey === 'correlation' ? measured?.[row]?.[column] : undefined;
  if (value === undefined) return <span className={styles['unknown']}>·</span>;
  return (
    <span className={styles['measured']} style={tint(value)}>
      {formatWeight(value)}
    </span>
  );
}

function RequestedCell({ matrixKey, at: [row, column], used }: Omit<CellProps, 'measured'>) {
  const { tasks, data } = useExperiment();
  const edit = useEdit();
  const value = data[matrixKey]?.[row]?.[column] ?? 0;
  const usedValue = used[row]?.[column] ?? value;
  const change = (next: number): void =>
    edit((experiment) => setCorrelation(experiment, matrixKey, { row, column, value: next }), {
      mergeKey: `${matrixKey} ${row} ${column}`,
    });
  const draft = useDraft(correlationField, value, change);
  const isChanged = Math.abs(usedValue - value) >= 5e-4;
  return (
    <span className={styles['requested']} style={tint(value)} data-repaired={isChanged}>
      <DraftInput
        field={correlationField}
        value={value}
        onChange={change}
        draft={draft}
        label={words.cell(tasks[row]?.name ?? '', tasks[column]?.name ?? '')}
        title={draft.problem ?? (isChanged ? words.used(formatWeight(usedValue, 3)) : undefined)}
        className={styles['input']}
      />
    </span>
  );
}

/** Blue for tasks that agree, orange for tasks that disagree, the stronger the more. */
const tint = (value: number) => ({
  background: `color-mix(in oklab, var(${value < 0 ? '--series-2' : '--series-1'}) ${Math.round(45 * Math.abs(value))}%, var(--sunken))`,
});
