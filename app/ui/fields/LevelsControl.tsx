/** Edits widths level by level, a line for each. */
import type { Field } from '../../../src/core/schema/field.ts';
import { limits } from '../../../src/core/schema/limits.ts';
import { text } from '../../../src/text/text.ts';
import { Button } from '../Button.tsx';
import { DraftInput, useDraft } from './DraftInput.tsx';
import styles from './FieldControl.module.css';

const words = text.app.ui;

type Levels = readonly unknown[];

const levelsOf = (value: unknown): Levels => (Array.isArray(value) ? value : []);

interface LevelsControlProps<V> {
  readonly id: string;
  readonly field: Field<V>;
  readonly value: V;
  readonly onChange: (value: V) => void;
}

export function LevelsControl<V>({ id, field, value, onChange }: LevelsControlProps<V>) {
  const levels = levelsOf(value);
  const change = (next: Levels): void => onChange(field.read(next));
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
        // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place
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

/** Reads and shows one of the field's levels alone. */
function fieldOfLevel<V>(field: Field<V>, value: V, index: number): Field<V> {
  const textOf = (levels: Levels): string => field.toText(field.read(levels));
  return {
    ...field,
    toText: (whole) => textOf(levelsOf(whole).slice(index, index + 1)),
    fromText: (written) => {
      const typed = field.fromText(written);
      return Array.isArray(typed) ? levelsOf(value).toSpliced(index, 1, ...levelsOf(typed)) : typed;
    },
  };
}
