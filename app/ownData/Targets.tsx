/** Form for the targets: a column per task, how it is read, and which rows are labelled. */
import { useMemo } from 'react';
import { limits } from '../../src/core/schema/limits.ts';
import type { LabelShift } from '../../src/data/table/notes/shift.ts';
import { nextTarget, type SummarisedColumn, targetOf } from '../../src/data/table/summary.ts';
import type { TargetSetup } from '../../src/data/table/tableSetup.ts';
import { formatNumber, formatShare } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { ownerColor } from '../charts/base/palette.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { useImportController } from './importController.ts';
import {
  columnsOfDraft,
  type ReadyState,
  reportOfDraft,
  withName,
  withoutTask,
  withTarget,
  withTask,
} from './importState.ts';
import { TargetRule } from './TargetRule.tsx';
import styles from './Targets.module.css';

const words = text.ownData.tasks;

export function Targets({ state }: { readonly state: ReadyState }) {
  const controller = useImportController();
  const { draft, file } = state;
  const columns = useMemo(() => columnsOfDraft(draft.setup, file.facts), [draft.setup, file.facts]);
  const { targets } = draft.setup;
  return (
    <section className={styles['targets']}>
      <h3>{words.title}</h3>
      <p className="note">{targets.length === 1 ? words.addAnother : words.note}</p>
      {targets.map((target, task) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
        <Target key={task} state={state} task={task} target={target} columns={columns} />
      ))}
      <Button
        icon="add"
        disabled={targets.length >= limits.tasks}
        onClick={() => controller.edit(withTask(draft, nextTarget(columns, targets)))}
      >
        {words.add}
      </Button>
    </section>
  );
}

interface TargetProps {
  readonly state: ReadyState;
  readonly task: number;
  readonly target: TargetSetup | null;
  readonly columns: readonly SummarisedColumn[];
}

function Target({ state, task, target, columns }: TargetProps) {
  const controller = useImportController();
  const { draft } = state;
  const name = draft.names[task] ?? '';
  const targetIn = (column: string | null) => {
    const chosen = columns.find((one) => one.name === column);
    return chosen === undefined ? null : targetOf(chosen);
  };
  const set = (next: TargetSetup | null) => controller.edit(withTarget(draft, task, next));
  return (
    <fieldset className={styles['target']}>
      <legend className="visuallyHidden">{text.experiment.taskName(task + 1)}</legend>
      <span className="mark" style={{ background: ownerColor(task) }} />
      <input
        type="text"
        aria-label={words.name(task + 1)}
        maxLength={limits.nameLength}
        value={name}
        onChange={(event) => controller.edit(withName(draft, task, event.target.value))}
      />
      <span aria-hidden="true" className="note">
        {words.predicts}
      </span>
      <Select
        aria-label={words.column(task + 1)}
        options={[
          { value: null, label: words.noColumn },
          ...columns.map((column) => ({ value: column.name, label: column.name })),
        ]}
        value={target?.column ?? null}
        onChange={(column) => set(targetIn(column))}
      />
      {target !== null && (
        <TargetRule
          task={task}
          target={target}
          summary={columns.find((column) => column.name === target.column)?.summary ?? null}
          columns={columns}
          onChange={set}
        />
      )}
      <Button
        look="quiet"
        icon="close"
        className={styles['remove']}
        title={words.remove(name)}
        disabled={draft.setup.targets.length === 1}
        onClick={() => controller.edit(withoutTask(draft, task))}
      />
      <Labels state={state} task={task} target={target} />
    </fieldset>
  );
}

function elsewhere(shift: LabelShift | null): string {
  if (shift === null) return '';
  const { means, isBinary, isShifted } = shift;
  const [validation, test] = [means.validation, means.test].map(isBinary ? formatShare : formatNumber);
  return words.elsewhere(validation ?? '', test ?? '', isShifted);
}

function Labels({ state, task, target }: Omit<TargetProps, 'columns'>) {
  const report = reportOfDraft(state);
  if (target === null) return <p className={styles['problem']}>{words.needsColumn}</p>;
  if (report === null) return <p className={styles['labels']} />;
  const problem = report.problems.find(({ column }) => column === target.column);
  const labels = report.labels[task];
  if (problem !== undefined) return <p className={styles['problem']}>{problem.message}</p>;
  if (!labels) return null;
  const { mean, deviation, numLabels } = labels;
  return (
    <p className={styles['labels']}>
      {target.positive === null
        ? words.numbers(formatNumber(mean), formatNumber(deviation), numLabels)
        : words.answers(formatShare(mean), numLabels)}
      {elsewhere(report.shifts?.labels[task] ?? null)}
    </p>
  );
}
