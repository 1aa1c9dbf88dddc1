/**
 * Form for reading a task's column: as a number, as yes for some values or above a limit, and which rows
 * count.
 */
import { useState } from 'react';
import { toggled } from '../../src/core/lists.ts';
import { tableLimits } from '../../src/core/schema/limits.ts';
import {
  aboveRule,
  type ColumnSummary,
  type SummarisedColumn,
  valuesRule,
} from '../../src/data/table/summary.ts';
import type { PositiveRule, TargetSetup } from '../../src/data/table/tableSetup.ts';
import { text } from '../../src/text/text.ts';
import { Select } from '../ui/Select.tsx';
import styles from './Targets.module.css';

const words = text.ownData.tasks;

interface Props {
  readonly task: number;
  readonly target: TargetSetup;
  readonly summary: ColumnSummary | null;
  readonly columns: readonly SummarisedColumn[];
  readonly onChange: (target: TargetSetup) => void;
}

export function TargetRule(props: Props) {
  const { task, target, summary, onChange, columns } = props;
  const { positive } = target;
  const setRule = (rule: PositiveRule | null) => onChange({ ...target, positive: rule });
  const choose = (kind: 'values' | 'number' | 'above'): void => {
    if (kind === 'number') setRule(null);
    else setRule(kind === 'above' ? aboveRule(summary) : valuesRule(summary));
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
        <Threshold
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
        <Values task={task} values={positive.values} summary={summary} onChange={setRule} />
      )}
    </>
  );
}

interface ThresholdProps {
  readonly label: string;
  readonly threshold: number;
  readonly onChange: (threshold: number) => void;
}

// Takes effect as soon as the text is a number.
function Threshold({ label, threshold, onChange }: ThresholdProps) {
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

interface ValuesProps {
  readonly task: number;
  readonly values: readonly string[];
  readonly summary: ColumnSummary | null;
  readonly onChange: (rule: PositiveRule) => void;
}

function Values({ task, values, summary, onChange }: ValuesProps) {
  const listed = (summary?.frequent ?? []).map(({ cell }) => cell);
  // Includes values missing from the file: they may be why nothing is yes.
  const cells = [...listed, ...values.filter((value) => !listed.includes(value))];
  const numMore = (summary?.numDifferent ?? 0) - listed.length;
  const toggle = (cell: string): void =>
    onChange({ kind: 'values', values: [...toggled(new Set(values), cell)].slice(0, tableLimits.positives) });
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
