/** The visitor's own data as one download: the import dialog, and the parts of the form about the file. */
import { useStore } from 'zustand';
import { text } from '../../src/text/text.ts';
import { LabelPicture } from '../correlation/CorrelationPicture.tsx';
import { useExperiment, useLabelCorrelation, useMissingFile, usePlayground } from '../state/playground.ts';
import { fileFor } from '../state/stores/fileStore.ts';
import { Button } from '../ui/Button.tsx';
import { chooseTable, openImport } from './chooseTable.ts';
import { memoryWords } from './FileDraft.tsx';
import styles from './ImportDialog.module.css';

const words = text.ownData;

export { ImportDialog } from './ImportDialog.tsx';

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
      <p className="note">{noteOn(tasks.length, matrix !== null)}</p>
    </section>
  );
}

function noteOn(numTasks: number, isKnown: boolean): string {
  if (numTasks < 2) return words.correlationOneTask;
  return isKnown ? words.correlationNote : words.correlationUnknown;
}
