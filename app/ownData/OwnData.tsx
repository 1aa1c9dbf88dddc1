/** The visitor's own data: the import dialog and the parts of the form about the file, as one download. */

import { useEffect } from 'react';
import { useStore } from 'zustand';
import { type FileRecipe, recipeOfSetup } from '../../src/data/table/recipes.ts';
import { formatFixedPercent } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { LabelPicture } from '../correlation/CorrelationPicture.tsx';
import { useExperiment, useLabelCorrelation, useMissingFile, usePlayground } from '../state/playground.ts';
import { fileFor } from '../state/stores/fileStore.ts';
import { EmptyState } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { memoryWords } from './DraftFoot.tsx';
import { FileDraft } from './FileDraft.tsx';
import { chooseTable, openImport } from './FileDrop.tsx';
import styles from './ImportDialog.module.css';
import { useImportController } from './importController.ts';
import type { ImportState } from './importState.ts';

const words = text.ownData;

export function FileBox() {
  const playground = usePlayground();
  const experiment = useExperiment();
  const { data } = experiment;
  const missing = useMissingFile();
  const file = useStore(playground.files, (state) => fileFor(state, data));
  return (
    <div className={styles['box']}>
      {file !== null && (
        <>
          <p>
            <strong>{file.fileName}</strong>{' '}
            <span className="note">{words.facts(file.numRows, file.numRowsInFile, file.numColumns)}</span>
          </p>
          <p className="note">
            {memoryWords(experiment)} {words.section.memoryOnly}
          </p>
          <Button onClick={() => openImport(playground, null)}>{words.section.change}</Button>
        </>
      )}
      {missing !== null && (
        <>
          <p>{words.section.missing(missing)}</p>
          <Button look="primary" onClick={() => chooseTable(playground)}>
            {text.app.ownData.choose(missing)}
          </Button>
        </>
      )}
      {file === null && missing === null && (
        <>
          <p>{words.section.none}</p>
          <Button look="primary" onClick={() => openImport(playground, null)}>
            {text.app.ownData.menu}
          </Button>
        </>
      )}
    </div>
  );
}

export function TableTasks() {
  const playground = usePlayground();
  const { tasks } = useExperiment();
  const matrix = useLabelCorrelation();
  const taskNames = tasks.map(({ name }) => name);
  return (
    <section className={styles['tasks']} aria-label={words.correlation}>
      <div className="ends">
        <span>{words.correlation}</span>
        <Button look="link" onClick={() => openImport(playground, null)}>
          {words.section.change}
        </Button>
      </div>
      {tasks.length > 1 && <LabelPicture matrix={matrix ?? []} taskNames={taskNames} />}
      <p className="note">{tableTasksNote(tasks.length, matrix !== null)}</p>
    </section>
  );
}

function tableTasksNote(numTasks: number, isKnown: boolean): string {
  if (numTasks < 2) return words.correlationOneTask;
  return isKnown ? words.correlationNote : words.correlationUnknown;
}

/** `request` is a new object per file, which is read at once. */
interface ImportDialogProps {
  readonly request: { readonly file?: File | null };
  readonly onClose: () => void;
}

export function ImportDialog({ request, onClose }: ImportDialogProps) {
  const controller = useImportController();
  const state = useStore(controller.store);
  useEffect(() => {
    if (request.file == null) controller.reopen();
    else controller.read(request.file.name, request.file);
  }, [controller, request]);
  const leave = (): void => {
    controller.leave();
    onClose();
  };
  return (
    <Dialog
      title={text.app.ownData.title}
      intro={words.staysHere}
      className={styles['dialog']}
      phase={state.phase}
      onClose={leave}
    >
      {(close) => <ImportPhase state={state} close={close} />}
    </Dialog>
  );
}

function ImportPhase({ state, close }: { readonly state: ImportState; readonly close: () => void }) {
  useEffect(() => {
    if (state.phase === 'used') close();
  });
  switch (state.phase) {
    case 'choose':
      return <ChooseFile />;
    case 'reading':
      return <FileReadingProgress {...state} />;
    case 'failed':
      return <ImportFailure {...state} />;
    case 'ready':
      return <FileDraft state={state} />;
    case 'used':
      return null;
    default:
      return state satisfies never;
  }
}

function FileReadingProgress({ fileName, size, progress: read }: Extract<ImportState, { phase: 'reading' }>) {
  const controller = useImportController();
  const { numBytes = 0, numRows = 0, maxRows = 0, numRowsInFile } = read ?? {};
  const share = size > 0 ? Math.min(1, numBytes / size) : 0;
  const expected = numRowsInFile ?? (share > 0 ? numRows / share : 0);
  const progress = words.progress(formatFixedPercent(share, 0), numRows);
  return (
    <div className={styles['body']}>
      <h3>{words.reading(fileName)}</h3>
      <ProgressBar
        label={words.reading(fileName)}
        value={numBytes}
        max={Math.max(1, size)}
        valueText={progress}
      />
      <p className="note">{progress}</p>
      {expected > maxRows && (
        <p className="note">{words.willBeSampled(expected, maxRows, numRowsInFile !== undefined)}</p>
      )}
      <Button icon="close" onClick={controller.cancel}>
        {text.app.ui.cancel}
      </Button>
    </div>
  );
}

function ImportFailure({ fileName, problems }: Extract<ImportState, { phase: 'failed' }>) {
  const playground = usePlayground();
  return (
    <div className={styles['body']}>
      <EmptyState title={words.failed(fileName)} tone="bad">
        {problems.map((problem) => (
          <p key={problem}>{problem}</p>
        ))}
        <Button look="primary" onClick={() => chooseTable(playground)}>
          {words.choose.other}
        </Button>
      </EmptyState>
    </div>
  );
}

const chooseWords = text.ownData.choose;

function ChooseFile() {
  const playground = usePlayground();
  const controller = useImportController();
  const awaited = useAwaitedRecipe();
  return (
    <div className={styles['body']}>
      <div className={styles['drop']}>
        {awaited !== undefined && (
          <div className={styles['recipe']}>
            <p>
              <strong>{chooseWords.awaited(text.recipes[awaited.id].label)}</strong>
            </p>
            <RecipeSource recipe={awaited} />
          </div>
        )}
        <p>{chooseWords.detail}</p>
        <Button look="primary" onClick={() => chooseTable(playground)}>
          {chooseWords.button}
        </Button>
      </div>
      <section>
        <h3>{chooseWords.exampleTitle}</h3>
        <p className="note">{chooseWords.exampleDetail}</p>
        <Button onClick={controller.readExample}>{chooseWords.example}</Button>
      </section>
    </div>
  );
}

function useAwaitedRecipe(): FileRecipe | undefined {
  const { table } = useExperiment().data;
  const isMissing = useMissingFile() !== null;
  return table !== null && isMissing ? recipeOfSetup(table) : undefined;
}

function RecipeSource({ recipe }: { readonly recipe: FileRecipe }) {
  const { source, links } = text.recipes[recipe.id];
  return (
    <>
      <p>{source}</p>
      <p className="row">
        {(['file', 'paper'] as const).map((key) => (
          <a key={key} href={links[key]} target="_blank" rel="noreferrer">
            {chooseWords.links[key]}
          </a>
        ))}
      </p>
    </>
  );
}
