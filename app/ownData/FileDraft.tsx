/** Set-up of a file that was read: tasks, column roles, problems, and the button that uses it. */

import { type ReactNode, useState } from 'react';
import { shiftSentences } from '../../src/data/table/notes/shiftWords.ts';
import { recipeOfId } from '../../src/data/table/recipes.ts';
import {
  type ColumnSummary,
  isPossibleTimeColumn,
  type SummarisedColumn,
} from '../../src/data/table/summary.ts';
import { csvFormOf } from '../../src/data/table/table.ts';
import {
  type ColumnRole,
  columnRoles,
  columnsWithRole,
  idColumnsOf,
  maxRowsThatFit,
  splitMethodOf,
  type TableSetup,
  tableFields,
  timeColumnOf,
} from '../../src/data/table/tableSetup.ts';
import { formatShare } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { LabelPicture } from '../correlation/CorrelationPicture.tsx';
import { usePlayground } from '../state/playground.ts';
import { Banner, SentenceList } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { FieldControl, FieldList } from '../ui/fields/FieldControl.tsx';
import { ScrollTable } from '../ui/NumbersTable.tsx';
import { Select } from '../ui/Select.tsx';
import columnStyles from './Columns.module.css';
import { DraftFoot, type FileDraftProps } from './DraftFoot.tsx';
import { chooseTable } from './FileDrop.tsx';
import styles from './ImportDialog.module.css';
import { useImportController } from './importController.ts';
import { columnsOfDraft, draftWithRole, type ReadyState, reportOfDraft } from './importState.ts';
import { Targets } from './Targets.tsx';

const splitShareKeys = ['validationShare', 'testShare'] as const;
// Settings that a split by time ignores.
const randomSplitKeys = ['splitSeed', 'resplits'] as const;

const columnWords = text.ownData.columns;

// More at once would block the page.
const numShownAtOnce = 50;

const roleOptions = (Object.keys(columnRoles) as readonly ColumnRole[]).map((value) => ({
  value,
  label: columnWords.roles[value],
}));

const words = text.ownData;

export function FileDraft({ state }: FileDraftProps) {
  const { draft, known } = state;
  const matrix = known?.report.correlation ?? null;
  const { targets } = draft.setup;
  const controller = useImportController();
  return (
    <>
      <div className={styles['body']}>
        <FileLine state={state} />
        <Targets state={state} />
        {matrix !== null && targets.length >= 2 && matrix.length === targets.length && (
          <section>
            <h3>{words.correlation}</h3>
            <p className="note">{words.correlationNote}</p>
            <LabelPicture matrix={matrix} taskNames={draft.names} />
          </section>
        )}
        <Columns state={state} />
        {idColumnsOf(draft.setup).length > 0 && (
          <section>
            <h3>{words.ids}</h3>
            <p className="note">{words.idsNote}</p>
            <FieldList
              fields={tableFields}
              keys={embeddingKeys}
              values={draft.setup}
              onChange={(values) => controller.edit({ ...draft, setup: { ...draft.setup, ...values } })}
            />
          </section>
        )}
        <SplitForm state={state} />
      </div>
      <DraftFoot state={state} />
    </>
  );
}

const csvFormKeys = ['delimiter', 'characters', 'hasHeader'] as const;

function FileLine({ state }: FileDraftProps) {
  const playground = usePlayground();
  const controller = useImportController();
  const { facts } = state.file;
  return (
    <section className={styles['file']}>
      <div className={styles['fileLine']}>
        <strong>{facts.fileName}</strong>
        <span className="note">{words.facts(facts.numRows, facts.numRowsInFile, facts.columns.length)}</span>
        <MoreRows state={state} />
        <Button onClick={() => chooseTable(playground)}>{words.choose.other}</Button>
      </div>
      <FileNotices state={state} />
      {facts.parquet === undefined && (
        <details>
          <summary>{words.form}</summary>
          <div className={styles['form']}>
            <FieldList
              fields={tableFields}
              keys={csvFormKeys}
              values={state.draft.setup}
              onChange={(setup) => controller.readAs(csvFormOf(setup))}
            />
          </div>
        </details>
      )}
    </section>
  );
}

// Offers more rows: set-ups from old links may use fewer than fit today.
function MoreRows({ state: { file, draft } }: FileDraftProps) {
  const controller = useImportController();
  const { numRows, numRowsInFile, columns } = file.facts;
  const maxRows = maxRowsThatFit(columns.length);
  const numUsable = Math.min(numRowsInFile, maxRows);
  if (numUsable <= numRows) return null;
  const readAll = () => controller.readAs({ ...csvFormOf(draft.setup), maxRows });
  return <Button onClick={readAll}>{words.useRows(numUsable)}</Button>;
}

function FileNotices({ state: { file, expected, draft } }: FileDraftProps) {
  const controller = useImportController();
  const recipe = recipeOfId(file.recipeIds[0] ?? '');
  if (expected !== null)
    return <Banner tone="warn">{words.anotherFile(file.facts.fileName, expected)}</Banner>;
  if (recipe === undefined) return null;
  if (draft.base !== null) return <Banner tone="good">{words.recipeUsed}</Banner>;
  return (
    <Banner
      tone="calm"
      actions={
        <Button look="primary" onClick={() => controller.useRecipe(recipe.id)}>
          {words.useRecipe}
        </Button>
      }
    >
      <strong>{words.recipeFits(text.recipes[recipe.id].label)}</strong>{' '}
      {words.recipeOffer(text.recipes[recipe.id].tasks)}
    </Banner>
  );
}

const embeddingKeys = ['embeddingDim', 'minIdRows'] as const;

function Columns({ state }: { readonly state: ReadyState }) {
  const controller = useImportController();
  const [numShown, setNumShown] = useState(numShownAtOnce);
  const { draft, file } = state;
  const columns = columnsOfDraft(draft.setup, file.facts);
  const { problems = [], notes = [], numFeatures = {} } = reportOfDraft(state) ?? {};
  const numCells = Math.max(0, ...columns.map(({ summary }) => summary?.firstCells.length ?? 0));
  return (
    <section className={columnStyles['columns']}>
      <ScrollTable
        title={columnWords.title}
        note={columnWords.note}
        headings={[
          columnWords.name,
          columnWords.role,
          columnWords.holds,
          ...Array.from({ length: numCells }, (_, row) => columnWords.row(row + 1)),
        ]}
        rows={columns.slice(0, numShown).map((column) =>
          rowOf({
            column,
            numCells,
            problem: problems.find((one) => one.column === column.name)?.message,
            note: notes.find((one) => one.column === column.name)?.message,
            numFeatures: numFeatures[column.name] ?? 0,
            onRole: (role) => controller.edit(draftWithRole(draft, column.name, role)),
          }),
        )}
      />
      {columns.length > numShown && (
        <Button onClick={() => setNumShown(numShown + 2 * numShownAtOnce)}>
          {columnWords.more(columns.length - numShown)}
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

function rowOf({ column, numCells, problem, note, numFeatures, onRole }: RowProps): readonly ReactNode[] {
  const { name, role, summary } = column;
  return [
    <span key="name" className={columnStyles['name']} data-role={role} title={name}>
      {name}
    </span>,
    <Select
      key="role"
      aria-label={columnWords.roleOf(name)}
      aria-invalid={problem !== undefined}
      options={roleOptions}
      value={role}
      onChange={onRole}
    />,
    <div key="holds" className={columnStyles['holds']}>
      {summary !== null && columnContentsText(summary)}
      {numFeatures > 1 && ` · ${columnWords.features(numFeatures)}`}
      {problem !== undefined && <span className={columnStyles['problem']}>{problem}</span>}
      {problem === undefined && note !== undefined && <span className={columnStyles['note']}>{note}</span>}
    </div>,
    ...Array.from({ length: numCells }, (_, row) => {
      const cell = summary?.firstCells[row] ?? '';
      return (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
          key={row}
          title={cell}
          className={columnStyles['cell']}
          data-role={role}
          data-blank={cell === ''}
        >
          {cell === '' ? columnWords.blank : cell}
        </span>
      );
    }),
  ];
}

function columnContentsText(summary: ColumnSummary): string {
  const { numBlank, numRows } = summary;
  const blank = numBlank === 0 ? [] : [columnWords.numBlank(formatShare(numBlank / numRows))];
  return [columnValuesText(summary), ...blank].join(' · ');
}

function columnValuesText({ span, numDifferent, numBlank, numRows }: ColumnSummary): string {
  if (span !== null)
    return span[0] === span[1] ? columnWords.oneNumber(span[0]) : columnWords.numbers(...span);
  if (numDifferent === 0) return numBlank === numRows ? columnWords.nothing : columnWords.tooManyTexts;
  return columnWords.texts(numDifferent);
}

interface SplitFormProps {
  readonly state: ReadyState;
}

function SplitForm({ state }: SplitFormProps) {
  const controller = useImportController();
  const { draft } = state;
  const { setup } = draft;
  const dealing = splitMethodOf(setup);
  const [isOpen] = useState(dealing === 'time' || dealing === 'group');
  const edit = (values: Partial<TableSetup>) => controller.edit({ ...draft, setup: { ...setup, ...values } });
  const shifts = reportOfDraft(state)?.shifts ?? null;
  return (
    <details className={styles['split']} open={isOpen}>
      <summary>{words.split}</summary>
      {dealing === 'column' ? (
        <p className="note">{words.splitByColumn(columnsWithRole(setup, 'split')[0] ?? '')}</p>
      ) : (
        <>
          <FieldList fields={tableFields} keys={['dealBy']} values={setup} onChange={edit} />
          {dealing === 'time' && <ColumnChoice state={state} of="timeColumn" onChange={edit} />}
        </>
      )}
      <ColumnChoice state={state} of="group" onChange={edit} />
      <FieldList
        fields={tableFields}
        keys={dealing === 'time' ? splitShareKeys : [...splitShareKeys, ...randomSplitKeys]}
        values={setup}
        onChange={edit}
      />
      <div className={styles['parts']}>
        {shifts !== null && <SentenceList of={shiftSentences(shifts, state.draft.names)} />}
      </div>
    </details>
  );
}

interface ColumnChoiceProps extends SplitFormProps {
  readonly of: 'timeColumn' | 'group';
  readonly onChange: (values: Partial<TableSetup>) => void;
}

// The group column also matters for a random split: results are measured within groups.
function ColumnChoice({ state: { draft, file }, of, onChange }: ColumnChoiceProps) {
  const { setup } = draft;
  const isNeeded = of === 'timeColumn' || splitMethodOf(setup) === 'group';
  const chosen = of === 'timeColumn' ? (timeColumnOf(setup) ?? '') : setup.group;
  const named = columnsOfDraft(setup, file.facts)
    .filter((column) => column.name === chosen || of === 'group' || isPossibleTimeColumn(column))
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
