/** Form for the targets: a column per task, how it is read, and which rows are labelled. */
import { useMemo, useState } from 'react';
import { withToggled } from '../../src/core/lists.ts';
import { limits, tableLimits } from '../../src/core/schema/limits.ts';
import type { LabelShift } from '../../src/data/table/notes/shift.ts';
import {
  aboveMedianRule,
  type ColumnSummary,
  nextProposedTarget,
  positiveValuesRule,
  proposedTargetOf,
  type SummarisedColumn,
} from '../../src/data/table/summary.ts';
import type { PositiveRule, TargetSetup } from '../../src/data/table/tableSetup.ts';
import { formatNumber, formatShare } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { ownerColor } from '../charts/base/palette.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { useImportController } from './importController.ts';
import {
  columnsOfDraft,
  draftWithAfter,
  draftWithName,
  draftWithoutTask,
  draftWithTarget,
  draftWithTask,
  type ReadyState,
  reportOfDraft,
} from './importState.ts';
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
        // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
        <TargetForm key={task} state={state} task={task} target={target} columns={columns} />
      ))}
      <Button
        icon="add"
        disabled={targets.length >= limits.tasks}
        onClick={() => controller.edit(draftWithTask(draft, nextProposedTarget(columns, targets)))}
      >
        {words.add}
      </Button>
    </section>
  );
}

interface TargetFormProps {
  readonly state: ReadyState;
  readonly task: number;
  readonly target: TargetSetup | null;
  readonly columns: readonly SummarisedColumn[];
}

function TargetForm({ state, task, target, columns }: TargetFormProps) {
  const controller = useImportController();
  const { draft } = state;
  const name = draft.names[task] ?? '';
  const targetIn = (column: string | null) => {
    const chosen = columns.find((one) => one.name === column);
    return chosen === undefined ? null : proposedTargetOf(chosen);
  };
  const set = (next: TargetSetup | null) => controller.edit(draftWithTarget(draft, task, next));
  return (
    <fieldset className={styles['target']}>
      <legend className="visuallyHidden">{text.experiment.taskName(task + 1)}</legend>
      <span className="mark" style={{ background: ownerColor(task) }} />
      <input
        type="text"
        aria-label={words.name(task + 1)}
        maxLength={limits.nameLength}
        value={name}
        onChange={(event) => controller.edit(draftWithName(draft, task, event.target.value))}
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
        onClick={() => controller.edit(draftWithoutTask(draft, task))}
      />
      <TargetLabelCounts state={state} task={task} target={target} />
      <Parent state={state} task={task} />
    </fieldset>
  );
}

/** A task that it seems to come after, for one press. */
function Parent({ state, task }: Pick<TargetFormProps, 'state' | 'task'>) {
  const controller = useImportController();
  const { draft } = state;
  const parent = reportOfDraft(state)?.parents[task] ?? null;
  if (parent === null) return null;
  const { after, numRows, isBlank } = parent;
  const isSet = draft.after?.get(task) === after;
  const [name = '', first = ''] = [draft.names[task], draft.names[after]];
  return (
    <p className={styles['labels']}>
      {isSet ? words.comesAfter(name, first) : words.seemsAfter(name, first, numRows, isBlank)}{' '}
      <Button look="link" onClick={() => controller.edit(draftWithAfter(draft, task, isSet ? null : after))}>
        {isSet ? text.app.ui.undo : words.putAfter}
      </Button>
    </p>
  );
}

function labelShiftText(shift: LabelShift | null): string {
  if (shift === null) return '';
  const { means, isBinary, isShifted } = shift;
  const [validation, test] = [means.validation, means.test].map(isBinary ? formatShare : formatNumber);
  return words.elsewhere(validation ?? '', test ?? '', isShifted);
}

function TargetLabelCounts({ state, task, target }: Omit<TargetFormProps, 'columns'>) {
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
      {labelShiftText(report.shifts?.labels[task] ?? null)}
    </p>
  );
}

interface TargetRuleProps {
  readonly task: number;
  readonly target: TargetSetup;
  readonly summary: ColumnSummary | null;
  readonly columns: readonly SummarisedColumn[];
  readonly onChange: (target: TargetSetup) => void;
}

function TargetRule(props: TargetRuleProps) {
  const { task, target, summary, onChange, columns } = props;
  const { positive } = target;
  const setRule = (rule: PositiveRule | null) => onChange({ ...target, positive: rule });
  const choose = (kind: 'values' | 'number' | 'above'): void => {
    if (kind === 'number') setRule(null);
    else setRule(kind === 'above' ? aboveMedianRule(summary) : positiveValuesRule(summary));
  };
  const mayBeNumber = summary?.kind === 'number' || positive?.kind !== 'values';
  const ofNumbers = [
    { value: 'number', label: words.asNumber },
    { value: 'above', label: words.aboveThreshold },
  ] as const;
  const candidates = columns.filter(
    (one) => one.name === target.mask || (one.name !== target.column && one.summary?.numDifferent === 2),
  );
  return (
    <>
      <Select
        aria-label={words.kind(task + 1)}
        options={[{ value: 'values', label: words.asAnswer }, ...(mayBeNumber ? ofNumbers : [])]}
        value={positive?.kind ?? 'number'}
        onChange={choose}
      />
      {positive?.kind === 'above' && (
        <ThresholdInput
          label={words.threshold(task + 1)}
          threshold={positive.threshold}
          onChange={(threshold) => setRule({ kind: 'above', threshold })}
        />
      )}
      {candidates.length > 0 && (
        <Select
          aria-label={words.mask(task + 1)}
          options={[
            { value: null, label: words.allLabelled },
            ...candidates.map(({ name }) => ({ value: name, label: words.maskedBy(name) })),
          ]}
          value={target.mask}
          onChange={(mask) => onChange({ ...target, mask })}
        />
      )}
      {positive?.kind === 'values' && (
        <YesValues task={task} values={positive.values} summary={summary} onChange={setRule} />
      )}
    </>
  );
}

interface ThresholdInputProps {
  readonly label: string;
  readonly threshold: number;
  readonly onChange: (threshold: number) => void;
}

function ThresholdInput({ label, threshold, onChange }: ThresholdInputProps) {
  const [typed, setTyped] = useState(String(threshold));
  const isNumber = (written: string) => written.trim() !== '' && Number.isFinite(Number(written));
  return (
    <input
      type="text"
      className={styles['threshold']}
      aria-label={label}
      aria-invalid={!isNumber(typed)}
      value={typed}
      onChange={({ target: { value } }) => {
        setTyped(value);
        if (isNumber(value)) onChange(Number(value));
      }}
    />
  );
}

interface YesValuesProps {
  readonly task: number;
  readonly values: readonly string[];
  readonly summary: ColumnSummary | null;
  readonly onChange: (rule: PositiveRule) => void;
}

function YesValues({ task, values, summary, onChange }: YesValuesProps) {
  const listed = (summary?.frequent ?? []).map(({ cell }) => cell);
  // Includes values missing from the file: they may be why nothing is yes.
  const cells = [...listed, ...values.filter((value) => !listed.includes(value))];
  const numMore = (summary?.numDifferent ?? 0) - listed.length;
  const toggle = (cell: string): void =>
    onChange({
      kind: 'values',
      values: [...withToggled(new Set(values), cell)].slice(0, tableLimits.positives),
    });
  return (
    <fieldset className={styles['values']}>
      <legend className="visuallyHidden">{words.yes(task + 1)}</legend>
      <span aria-hidden="true">{words.yesShort}</span>
      {cells.map((cell) => (
        <label key={cell} className={styles['value']} title={cell}>
          <input type="checkbox" checked={values.includes(cell)} onChange={() => toggle(cell)} />
          <span className="clipped">{cell}</span>
        </label>
      ))}
      {numMore > 0 && <span className="note">{words.moreValues(numMore)}</span>}
    </fieldset>
  );
}
