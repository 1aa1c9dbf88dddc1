/** A file that was read: what is predicted, what each column is for, what speaks against it, and the button that uses it. */
import { recipeOf } from '../../src/table/recipes.ts';
import { rowsThatFit } from '../../src/table/rowSizes.ts';
import { csvFormOf } from '../../src/table/table.ts';
import { idColumnsOf, tableFields } from '../../src/table/tableSetup.ts';
import { text } from '../../src/text/text.ts';
import { LabelPicture } from '../config/correlation/CorrelationPicture.tsx';
import { FieldList } from '../fields/FieldList.tsx';
import { usePlayground } from '../state/playground.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Columns } from './Columns.tsx';
import { chooseTable } from './chooseTable.ts';
import { DraftFoot } from './DraftFoot.tsx';
import styles from './ImportDialog.module.css';
import type { ReadyState } from './importState.ts';
import { SplitForm } from './SplitForm.tsx';
import { Targets } from './Targets.tsx';
import { useImportController } from './useImportController.ts';

const words = text.ownData;

interface Props {
  readonly state: ReadyState;
}

export function FileDraft({ state }: Props) {
  return (
    <>
      <div className={styles['body']}>
        <FileLine state={state} />
        <Targets state={state} />
        <Correlation state={state} />
        <Columns state={state} />
        <Ids state={state} />
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

/** Offers as many rows as fit where the set-up says fewer, as links do that were made when no more could be used. */
function MoreRows({ state: { file, draft } }: Props) {
  const controller = useImportController();
  const { numRows, numRowsInFile, columns } = file.facts;
  const maxRows = rowsThatFit(columns.length);
  const numUsable = Math.min(numRowsInFile, maxRows);
  if (numUsable <= numRows) return null;
  const readAll = () => controller.readAs({ ...csvFormOf(draft.setup), maxRows });
  return <Button onClick={readAll}>{words.useRows(numUsable)}</Button>;
}

/** It is another file than was expected, or one that is known. */
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

/** Where an experiment of made-up tasks has the correlation that was asked for. */
function Correlation({ state: { draft, known } }: Props) {
  const matrix = known?.report.correlation ?? null;
  const { targets } = draft.setup;
  if (matrix === null || targets.length < 2 || matrix.length !== targets.length) return null;
  return (
    <section>
      <h3>{words.correlation}</h3>
      <p className="note">{words.correlationNote}</p>
      <LabelPicture matrix={matrix} taskNames={draft.names} />
    </section>
  );
}

const idKeys = ['embeddingDim', 'minIdRows'] as const;

function Ids({ state: { draft } }: Props) {
  const controller = useImportController();
  if (idColumnsOf(draft.setup).length === 0) return null;
  return (
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
  );
}
