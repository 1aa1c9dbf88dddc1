/** In the set-up, what stands in place of the requested correlation when tasks are columns of a file: the measured one. */
import { useStore } from 'zustand';
import { text } from '../../src/text/text.ts';
import { LabelPicture } from '../config/correlation/CorrelationPicture.tsx';
import { openImport } from '../files/chooseCsv.ts';
import { useExperiment, usePlayground, useRunStatus, useShownExperiment } from '../state/playground.ts';
import { knownSetup } from '../state/stores/fileStore.ts';
import { Button } from '../ui/Button.tsx';
import styles from './FileBox.module.css';

const words = text.ownData;

export function TableTasks() {
  const playground = usePlayground();
  const { tasks } = useExperiment();
  const matrix = useLabelCorrelation();
  const taskNames = tasks.map(({ name }) => name);
  return (
    <section className={styles['tasks']} aria-label={words.correlation}>
      <div className={styles['head']}>
        <span>{words.correlation}</span>
        <Button look="link" onClick={() => openImport(playground, null)}>
          {words.section.change}
        </Button>
      </div>
      {tasks.length > 1 && <LabelPicture matrix={matrix ?? []} taskNames={taskNames} />}
      <p className={styles['note']}>{noteOn(tasks.length, matrix !== null)}</p>
    </section>
  );
}

function noteOn(numTasks: number, isKnown: boolean): string {
  if (numTasks < 2) return words.correlationOneTask;
  return isKnown ? words.correlationNote : words.correlationUnknown;
}

/** As a run of this experiment has measured it, or the panel that set up the file; null: neither. */
function useLabelCorrelation() {
  const { data } = useExperiment();
  const ofSetup = useStore(usePlayground().files, (state) => knownSetup(state, data)?.correlation ?? null);
  const ofRun = useRunStatus((status) => status.measuredCorrelation);
  return useShownExperiment().isStale ? ofSetup : (ofRun ?? ofSetup);
}
