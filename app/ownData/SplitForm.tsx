/** Form for the split into training, validation and test rows: at random, by time or by groups. */
import { useState } from 'react';
import { shiftSentences } from '../../src/data/table/notes/shiftWords.ts';
import { mayBeTime } from '../../src/data/table/summary.ts';
import {
  columnsWith,
  dealingOf,
  type TableSetup,
  tableFields,
  timeColumnOf,
} from '../../src/data/table/tableSetup.ts';
import { text } from '../../src/text/text.ts';
import { Sentences } from '../ui/Banner.tsx';
import { FieldControl, FieldList } from '../ui/fields/FieldControl.tsx';
import styles from './ImportDialog.module.css';
import { useImportController } from './importController.ts';
import { columnsOfDraft, type ReadyState, reportOfDraft } from './importState.ts';

const words = text.ownData;

const shareKeys = ['validationShare', 'testShare'] as const;
// A split by time ignores these.
const chanceKeys = ['splitSeed', 'resplits'] as const;

interface Props {
  readonly state: ReadyState;
}

export function SplitForm({ state }: Props) {
  const controller = useImportController();
  const { draft } = state;
  const { setup } = draft;
  const dealing = dealingOf(setup);
  // Only the initial draft decides; later folding is the reader's.
  const [isOpen] = useState(dealing === 'time' || dealing === 'group');
  const edit = (values: Partial<TableSetup>) => controller.edit({ ...draft, setup: { ...setup, ...values } });
  const shifts = reportOfDraft(state)?.shifts ?? null;
  return (
    <details className={styles['split']} open={isOpen}>
      <summary>{words.split}</summary>
      {dealing === 'column' ? (
        <p className="note">{words.splitByColumn(columnsWith(setup, 'split')[0] ?? '')}</p>
      ) : (
        <>
          <FieldList fields={tableFields} keys={['dealBy']} values={setup} onChange={edit} />
          {dealing === 'time' && <ColumnChoice state={state} of="timeColumn" onChange={edit} />}
        </>
      )}
      <ColumnChoice state={state} of="group" onChange={edit} />
      <FieldList
        fields={tableFields}
        keys={dealing === 'time' ? shareKeys : [...shareKeys, ...chanceKeys]}
        values={setup}
        onChange={edit}
      />
      <div className={styles['parts']}>
        {shifts !== null && <Sentences of={shiftSentences(shifts, state.draft.names)} />}
      </div>
    </details>
  );
}

interface ColumnChoiceProps extends Props {
  readonly of: 'timeColumn' | 'group';
  readonly onChange: (values: Partial<TableSetup>) => void;
}

// The group column also matters for a random split: results are measured within groups.
function ColumnChoice({ state: { draft, file }, of, onChange }: ColumnChoiceProps) {
  const { setup } = draft;
  const isNeeded = of === 'timeColumn' || dealingOf(setup) === 'group';
  const chosen = of === 'timeColumn' ? (timeColumnOf(setup) ?? '') : setup.group;
  const named = columnsOfDraft(setup, file.facts)
    .filter((column) => column.name === chosen || of === 'group' || mayBeTime(column))
    .map(({ name }) => ({ value: name, label: name }));
  const none = { value: '', label: words.tasks.noColumn };
  const field = { ...tableFields[of], kind: 'choice' as const };
  return (
    <FieldControl
      field={{ ...field, choices: chosen === '' || !isNeeded ? [none, ...named] : named }}
      value={chosen}
      onChange={(name) => onChange({ [of]: name })}
    />
  );
}
