/** Draws any field of the schema: label, unit, help, control, and error. */
import { useId } from 'react';
import type { Field, Fields, ValuesOf } from '../../../src/core/schema/field.ts';
import { limits } from '../../../src/core/schema/limits.ts';
import { text } from '../../../src/text/text.ts';
import { Button } from '../Button.tsx';
import { Help } from '../Popover.tsx';
import { Select } from '../Select.tsx';
import { DraftInput, useDraft } from './DraftInput.tsx';
import styles from './FieldControl.module.css';

interface FieldControlProps<V> {
  readonly field: Field<V>;
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly isExplained?: boolean;
}

interface ControlProps<V> extends FieldControlProps<V> {
  readonly id: string;
}

export function FieldControl<V>({ field, value, onChange, isExplained = false }: FieldControlProps<V>) {
  const id = useId();
  const Control = controlsByShape[field.kind];
  return (
    <div className={styles['row']}>
      <span className={styles['words']}>
        <label htmlFor={id} className={styles['label']}>
          {field.label}
          {field.unit !== null && !field.label.toLowerCase().includes(field.unit) && (
            <span className="muted"> {field.unit}</span>
          )}
        </label>
        {!isExplained && <Help about={field.label}>{field.help}</Help>}
      </span>
      <Control id={id} field={field} value={value} onChange={onChange} />
    </div>
  );
}

function TextControl<V>({ id, field, value, onChange }: ControlProps<V>) {
  const draft = useDraft(field, value, onChange);
  return (
    <>
      <DraftInput
        id={id}
        draft={draft}
        aria-describedby={draft.problem === null ? undefined : `${id}-problem`}
        className={styles[controlShapeOf(field)]}
      />
      {draft.problem !== null && (
        <p id={`${id}-problem`} className={styles['problem']}>
          {draft.problem}
        </p>
      )}
    </>
  );
}

function controlShapeOf({ kind }: Pick<Field<unknown>, 'kind'>): 'number' | 'numbers' | 'text' {
  if (kind === 'integer' || kind === 'number') return 'number';
  return kind === 'text' ? 'text' : 'numbers';
}

function SwitchControl<V>({ id, field, value, onChange }: ControlProps<V>) {
  return (
    <input
      id={id}
      type="checkbox"
      className={styles['switch']}
      checked={Boolean(value)}
      onChange={(event) => onChange(field.read(event.target.checked))}
    />
  );
}

function ChoiceControl<V>({ id, field, value, onChange }: ControlProps<V>) {
  const chosen = field.toText(value);
  return (
    <Select
      id={id}
      className={styles['choice']}
      options={(field.choices ?? []).filter((one) => one.isRetired !== true || one.value === chosen)}
      value={chosen}
      onChange={(written) => onChange(field.read(field.fromText(written)))}
    />
  );
}

const controlsByShape = {
  integer: TextControl,
  number: TextControl,
  text: TextControl,
  perTask: TextControl,
  dims: TextControl,
  sizes: TextControl,
  levelDims: LevelsControl,
  boolean: SwitchControl,
  choice: ChoiceControl,
} as const;

interface FieldListProps<F extends Fields> {
  readonly fields: F;
  readonly values: ValuesOf<F>;
  readonly onChange: (values: ValuesOf<F>, key: keyof F & string) => void;
  readonly keys?: readonly (keyof F & string)[];
}

export function FieldList<F extends Fields>({ fields, values, onChange, keys }: FieldListProps<F>) {
  return (keys ?? Object.keys(fields)).map((key) => {
    const field = fields[key];
    if (field === undefined) return null;
    return (
      <FieldControl
        key={key}
        field={field}
        value={values[key]}
        onChange={(value) => onChange({ ...values, [key]: value }, key)}
      />
    );
  });
}

interface FieldGroupsProps<F extends Fields> extends Omit<FieldListProps<F>, 'keys'> {
  readonly groups: readonly { readonly label: string; readonly keys: readonly (keyof F & string)[] }[];
}

export function FieldGroups<F extends Fields>({ groups, ...list }: FieldGroupsProps<F>) {
  return groups.map((group) => (
    <fieldset key={group.label} className={styles['group']}>
      <legend className="muted">{group.label}</legend>
      <FieldList {...list} keys={group.keys} />
    </fieldset>
  ));
}

const words = text.app.ui;

type LevelValues = readonly unknown[];

const levelValuesOf = (value: unknown): LevelValues => (Array.isArray(value) ? value : []);

interface LevelsControlProps<V> {
  readonly id: string;
  readonly field: Field<V>;
  readonly value: V;
  readonly onChange: (value: V) => void;
}

function LevelsControl<V>({ id, field, value, onChange }: LevelsControlProps<V>) {
  const levels = levelValuesOf(value);
  const change = (next: LevelValues): void => onChange(field.read(next));
  return (
    <>
      <Button
        id={id}
        icon="add"
        className={styles['small']}
        title={words.addLevel}
        disabled={levels.length >= limits.levels}
        onClick={() => change([...levels, levels.at(-1)])}
      />
      {levels.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
        <div key={index} className={styles['level']}>
          <LevelInput field={field} value={value} onChange={onChange} index={index} />
          <Button
            look="quiet"
            icon="close"
            className={styles['small']}
            title={words.removeLevel(index + 1)}
            disabled={levels.length === 1}
            onClick={() => change(levels.toSpliced(index, 1))}
          />
        </div>
      ))}
    </>
  );
}

interface LevelInputProps<V> extends Omit<LevelsControlProps<V>, 'id'> {
  readonly index: number;
}

function LevelInput<V>({ field, value, onChange, index }: LevelInputProps<V>) {
  const ofLevel = fieldOfLevel(field, value, index);
  const draft = useDraft(ofLevel, value, onChange);
  return (
    <>
      <span className={styles['levelName']}>{words.level(index + 1)}</span>
      <DraftInput
        draft={draft}
        aria-label={text.punctuation.list([field.label, words.level(index + 1)])}
        className={styles['number']}
      />
      {draft.problem !== null && (
        <p role="alert" className={styles['problem']}>
          {draft.problem}
        </p>
      )}
    </>
  );
}

function fieldOfLevel<V>(field: Field<V>, value: V, index: number): Field<V> {
  const textOf = (levels: LevelValues): string => field.toText(field.read(levels));
  return {
    ...field,
    toText: (whole) => textOf(levelValuesOf(whole).slice(index, index + 1)),
    fromText: (written) => {
      const typed = field.fromText(written);
      return Array.isArray(typed) ? levelValuesOf(value).toSpliced(index, 1, ...levelValuesOf(typed)) : typed;
    },
  };
}
