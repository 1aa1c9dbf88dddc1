/** In the set-up, the file that the experiment trains on: which it is, or that it is missing, and the way to change it. */
import { useStore } from 'zustand';
import { trainedExperimentOf } from '../../src/experiment/plan/trained.ts';
import { text } from '../../src/text/text.ts';
import { chooseCsv, openImport } from '../files/chooseCsv.ts';
import { useExperiment, useMissingFile, usePlayground } from '../state/playground.ts';
import { fileFor } from '../state/stores/fileStore.ts';
import { Button } from '../ui/Button.tsx';
import { formatMegabytes } from '../ui/format.ts';
import { memoryHere } from '../view/memoryHere.ts';
import styles from './FileBox.module.css';

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
            <span className={styles['note']}>
              {words.facts(file.numRows, file.numRowsInFile, file.numColumns)}
            </span>
          </p>
          <p className={styles['note']}>
            {words.memory(formatMegabytes(memoryHere(trainedExperimentOf(experiment))))}{' '}
            {words.section.memoryOnly}
          </p>
          <Button onClick={() => openImport(playground, null)}>{words.section.change}</Button>
        </>
      )}
      {missing !== null && (
        <>
          <p>{words.section.missing(missing)}</p>
          <Button look="primary" onClick={() => chooseCsv(playground)}>
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
