/** A text that is being typed into a field before it counts. Knows no look. */
import { useState } from 'react';
import type { Field } from '../../src/schema/field.ts';

export interface FieldDraft {
  readonly shown: string;
  /** Why the last text was not taken as it was; null once the value is another. */
  readonly problem: string | null;
  readonly type: (written: string) => void;
  /** Reads what was typed and hands it on. */
  readonly commit: () => void;
  /** Forgets what was typed. */
  readonly drop: () => void;
}

export function useDraft<V>(field: Field<V>, value: V, onChange: (value: V) => void): FieldDraft {
  const [written, setWritten] = useState<string | null>(null);
  const [complaint, setComplaint] = useState({ about: '', problem: '' });
  const valueText = field.toText(value);

  const commit = (): void => {
    if (written === null) return;
    let problem = '';
    const read = field.read(field.fromText(written), (sentence) => {
      problem = sentence;
    });
    const readText = field.toText(read);
    setWritten(null);
    setComplaint({ about: readText, problem });
    if (readText !== valueText) onChange(read);
  };

  const isAbout = written === null && complaint.about === valueText && complaint.problem !== '';
  return {
    shown: written ?? valueText,
    problem: isAbout ? complaint.problem : null,
    type: setWritten,
    commit,
    drop: () => setWritten(null),
  };
}
