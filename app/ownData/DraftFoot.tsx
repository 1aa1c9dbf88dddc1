/** Problems of a draft, notes on it, and the button that uses it: always in sight. */
import { useMemo } from 'react';
import { memoryOnDevice } from '../../src/experiment/costs/memory.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import type { TableProblem } from '../../src/table/notes/problems.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment } from '../state/playground.ts';
import { Sentences } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { formatMegabytes } from '../ui/format.ts';
import styles from './ImportDialog.module.css';
import { experimentWith, type ReadyState, reportOfDraft } from './importState.ts';
import { useImportController } from './useImportController.ts';

const words = text.ownData;

interface Props {
  readonly state: ReadyState;
}

export function DraftFoot({ state }: Props) {
  const controller = useImportController();
  const report = reportOfDraft(state);
  const { problems = [], notes = [] } = report ?? {};
  const isReady = report !== null && problems.length === 0;
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
        <Notes notes={notes} />
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

/** Alarms in sight, all else for who opens it. */
function Notes({ notes }: { readonly notes: readonly TableProblem[] }) {
  const alarms = notes.filter(({ isAlarm }) => isAlarm);
  const others = notes.filter(({ isAlarm }) => !isAlarm);
  return (
    <>
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
    </>
  );
}

const messageOf = ({ message }: TableProblem): string => message;

/** How many rows and features there will be, and what they take. */
function Ready({ state }: Props) {
  const current = useExperiment();
  const experiment = useMemo(() => experimentWith(current, state), [current, state]);
  const memory = useMemo(
    () =>
      experiment === null
        ? null
        : memoryOnDevice(trainedExperimentOf(experiment), navigator.hardwareConcurrency),
    [experiment],
  );
  if (experiment === null || memory === null) return null;
  const { numTrainRows, numValidationRows, numTestRows, inputDim } = experiment.data;
  return (
    <p>
      {words.ready(numTrainRows, numValidationRows, numTestRows, inputDim)}{' '}
      {words.memory(formatMegabytes(memory))}
    </p>
  );
}
