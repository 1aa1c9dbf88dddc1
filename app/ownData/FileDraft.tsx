/** Set-up of a file that was read: tasks, column roles, problems, and the button that uses it. */

import { useMemo } from 'react';
import type { TableProblem } from '../../src/data/table/notes/problems.ts';
import { recipeOf } from '../../src/data/table/recipes.ts';
import { csvFormOf } from '../../src/data/table/table.ts';
import { idColumnsOf, rowsThatFit, tableFields } from '../../src/data/table/tableSetup.ts';
import { memoryOnDevice } from '../../src/experiment/costs/memory.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { text } from '../../src/text/text.ts';
import { LabelPicture } from '../correlation/CorrelationPicture.tsx';
import { useExperiment, usePlayground } from '../state/playground.ts';
import { Banner, Sentences } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { FieldList } from '../ui/fields/FieldControl.tsx';
import { formatMegabytes } from '../ui/format.ts';
import { Columns } from './Columns.tsx';
import { chooseTable } from './FileDrop.tsx';
import styles from './ImportDialog.module.css';
import { useImportController } from './importController.ts';
import { experimentWith, type ReadyState, reportOfDraft } from './importState.ts';
import { SplitForm } from './SplitForm.tsx';
import { Targets } from './Targets.tsx';

const words = text.ownData;

interface Props {
  readonly state: ReadyState;
}

export function FileDraft({ state }: Props) {
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
              keys={idKeys}
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

const formKeys = ['delimiter', 'characters', 'hasHeader'] as const;

function FileLine({ state }: Props) {
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
      <Notices state={state} />
      {facts.parquet === undefined && (
        <fieldset className={styles['form']}>
          <legend className="visuallyHidden">{words.form}</legend>
          <FieldList
            fields={tableFields}
            keys={formKeys}
            values={state.draft.setup}
            onChange={(setup) => controller.readAs(csvFormOf(setup))}
          />
        </fieldset>
      )}
    </section>
  );
}

// Set-ups from old links may use fewer rows than now fit.
function MoreRows({ state: { file, draft } }: Props) {
  const controller = useImportController();
  const { numRows, numRowsInFile, columns } = file.facts;
  const maxRows = rowsThatFit(columns.length);
  const numUsable = Math.min(numRowsInFile, maxRows);
  if (numUsable <= numRows) return null;
  const readAll = () => controller.readAs({ ...csvFormOf(draft.setup), maxRows });
  return <Button onClick={readAll}>{words.useRows(numUsable)}</Button>;
}

function Notices({ state: { file, expected, draft } }: Props) {
  const controller = useImportController();
  const recipe = recipeOf(file.recipeIds[0] ?? '');
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

const idKeys = ['embeddingDim', 'minIdRows'] as const;

function DraftFoot({ state }: Props) {
  const controller = useImportController();
  const report = reportOfDraft(state);
  const { problems = [], notes = [] } = report ?? {};
  const isReady = report !== null && problems.length === 0;
  const alarms = notes.filter(({ isAlarm }) => isAlarm);
  const others = notes.filter(({ isAlarm }) => !isAlarm);
  return (
    <div className={styles['foot']}>
      <div className={styles['verdict']}>
        <div role="status">
          {report === null && <p className="note">{words.checking}</p>}
          {isReady && <Ready state={state} />}
        </div>
        {problems.length > 0 && (
          <div id="import-problems" role="alert" className={styles['problems']}>
            <strong>{words.problemsTitle}</strong>
            <Sentences of={problems.map(messageOf)} />
          </div>
        )}

        {alarms.length > 0 && (
          <div role="alert" className={styles['alarms']}>
            <Sentences of={alarms.map(messageOf)} />
          </div>
        )}
        {others.length > 0 && (
          <details className={styles['notes']}>
            <summary>{words.notesTitle(others.length)}</summary>
            <Sentences of={others.map(messageOf)} />
          </details>
        )}
      </div>
      <Button
        look="primary"
        disabled={!isReady}
        aria-describedby={problems.length > 0 ? 'import-problems' : undefined}
        onClick={controller.use}
      >
        {words.use}
      </Button>
    </div>
  );
}

const messageOf = ({ message }: TableProblem): string => message;

function Ready({ state }: Props) {
  const current = useExperiment();
  const experiment = useMemo(() => experimentWith(current, state), [current, state]);
  const memory = useMemo(() => experiment && memoryWords(experiment), [experiment]);
  if (experiment === null || memory === null) return null;
  const { numTrainRows, numValidationRows, numTestRows, inputDim } = experiment.data;
  return (
    <p>
      {words.ready(numTrainRows, numValidationRows, numTestRows, inputDim)} {memory}
    </p>
  );
}

export const memoryWords = (experiment: Experiment): string =>
  words.memory(
    formatMegabytes(memoryOnDevice(trainedExperimentOf(experiment), navigator.hardwareConcurrency)),
  );
