/** The name that a visitor gives a run, and a note on it. */
import { type FormEvent, useId, useState } from 'react';
import { limits } from '../../src/schema/limits.ts';
import { text } from '../../src/text/text.ts';
import type { RunRecord } from '../state/history/runRecord.ts';
import { Button } from '../ui/Button.tsx';
import styles from './History.module.css';

const words = text.history;

export type WrittenOn = Pick<RunRecord, 'name' | 'note'>;

interface EditRunProps {
  readonly record: RunRecord;
  readonly onSave: (written: WrittenOn) => void;
  readonly onCancel: () => void;
}

export function EditRun({ record, onSave, onCancel }: EditRunProps) {
  const id = useId();
  const [name, setName] = useState(record.name);
  const [note, setNote] = useState(record.note);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    onSave({ name: name.trim(), note: note.trim() });
  };
  return (
    <form
      className={styles['edit']}
      onSubmit={save}
      onKeyDown={(event) => {
        // The dialog stays open.
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      <label htmlFor={`${id}-name`}>{words.name}</label>
      <input
        ref={focusOnce}
        id={`${id}-name`}
        type="text"
        value={name}
        placeholder={record.title}
        maxLength={limits.runNameLength}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <label htmlFor={`${id}-note`}>{words.note}</label>
      <textarea
        id={`${id}-note`}
        rows={2}
        value={note}
        maxLength={limits.noteLength}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className={styles['editActions']}>
        <Button look="primary" onClick={() => onSave({ name: name.trim(), note: note.trim() })}>
          {words.save}
        </Button>
        <Button onClick={onCancel}>{text.app.ui.cancel}</Button>
      </div>
    </form>
  );
}

/** Gives the focus to the input that was opened to be written in. */
const focusOnce = (input: HTMLInputElement | null): void => input?.focus();
