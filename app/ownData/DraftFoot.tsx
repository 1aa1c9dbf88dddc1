/** Foot of a file's set-up: problems, notes, columns left out, and the button that uses the file. */
import { useMemo } from 'react';
import type { TableProblem } from '../../src/data/table/notes/problems.ts';
import { memoryOnDevice } from '../../src/experiment/costs/memory.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment } from '../state/playground.ts';
import { SentenceList } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { formatMegabytes } from '../ui/format.ts';
import styles from './ImportDialog.module.css';
import { useImportController } from './importController.ts';
import { draftWithTreatment, experimentWith, type ReadyState, reportOfDraft } from './importState.ts';

const words = text.ownData;

export interface FileDraftProps {
  readonly state: ReadyState;
}

export function DraftFoot({ state }: FileDraftProps) {
  const controller = useImportController();
  const report = reportOfDraft(state);
  const { problems = [], notes = [] } = report ?? {};
  const isReady = report !== null && problems.length === 0;
  const alarms = notes.filter(({ isAlarm }) => isAlarm);
  const leftOut = notes.filter(({ isLeftOut }) => isLeftOut);
  const others = notes.filter(({ isAlarm, isLeftOut }) => !isAlarm && !isLeftOut);
  return (
    <div className={styles['foot']}>
      <div className={styles['verdict']}>
        <div role="status">
          {report === null && <p className="note">{words.checking}</p>}
          {isReady && <DraftSummary state={state} />}
        </div>
        {problems.length > 0 && (
          <div id="import-problems" role="alert" className={styles['problems']}>
            <strong>{words.problemsTitle}</strong>
            <SentenceList of={problems.map(problemMessageOf)} />
          </div>
        )}

        {alarms.length > 0 && (
          <div role="alert" className={styles['alarms']}>
            <Notes of={alarms} state={state} />
          </div>
        )}
        <NotesFold title={words.notesTitle} of={others} state={state} />
        <NotesFold title={words.leftOutTitle} of={leftOut} state={state} />
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

const problemMessageOf = ({ message }: TableProblem): string => message;

interface NotesProps extends FileDraftProps {
  readonly of: readonly TableProblem[];
}

function NotesFold({ title, ...props }: NotesProps & { readonly title: (count: number) => string }) {
  if (props.of.length === 0) return null;
  return (
    <details className={styles['notes']}>
      <summary>{title(props.of.length)}</summary>
      <Notes {...props} />
    </details>
  );
}

function Notes({ of: notes, state: { draft } }: NotesProps) {
  const controller = useImportController();
  return (
    <ul>
      {notes.map(({ column, message, offer }) => (
        <li key={message}>
          {message}{' '}
          {offer && column !== null && (
            <Button
              look="link"
              onClick={() => controller.edit(draftWithTreatment(draft, column, offer.treatment))}
            >
              {offer.label}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function DraftSummary({ state }: FileDraftProps) {
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
