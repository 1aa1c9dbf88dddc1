/** The tasks: how many, how alike, and what each one is. */

import type { ReactNode } from 'react';
import { unusedSettingsOf } from '../../src/data/sources/sources.ts';
import { correlationPatterns } from '../../src/experiment/correlationPatterns.ts';
import {
  type MatrixKey,
  setMatrix,
  setNumTasks,
  setSampleDependence,
  setTask,
} from '../../src/experiment/edit.ts';
import type { DataConfig, TaskConfig } from '../../src/experiment/experiment.ts';
import { numTasksField, shownTaskFields, taskGroups } from '../../src/experiment/fields.ts';
import { text } from '../../src/text/text.ts';
import { ownerColor } from '../charts/base/palette.ts';
import { CorrelationEditor } from '../correlation/CorrelationEditor.tsx';
import { FormPart, useFormGate } from '../lesson/FormPart.tsx';
import { openImport } from '../ownData/FileDrop.tsx';
import { useExperiment, usePlayground } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { Button } from '../ui/Button.tsx';
import { useIsNarrow } from '../ui/browser.ts';
import { FieldControl, FieldGroups } from '../ui/fields/FieldControl.tsx';
import { Lazy, lazyPart } from '../ui/Lazy.tsx';
import { Popover, PopoverChoice } from '../ui/Popover.tsx';
import { Fold } from '../view/Fold.tsx';
import { placeIds } from '../view/places.ts';
import { Disclosure } from './Disclosure.tsx';
import styles from './Section.module.css';

const words = text.app.tasks;

export const ownDataPart = lazyPart(() => import('../ownData/OwnData.tsx'));

export function TasksSection() {
  const playground = usePlayground();
  const { tasks, data } = useExperiment();
  const isNarrow = useIsNarrow();
  const isMadeUp = data.source !== 'table';
  const isMatrixShown = useFormGate('correlation') !== 'hidden' && isMadeUp;
  const areTasksHidden = useFormGate('tasks') === 'hidden';
  if (areTasksHidden && !isMatrixShown) return null;
  const numTasks = (
    <FormPart part="tasks">
      <NumTasks />
    </FormPart>
  );
  const eachTask = (
    <FormPart part="tasks" isQuiet={isMadeUp}>
      <TaskRows />
    </FormPart>
  );
  return (
    <section id={placeIds.tasks} tabIndex={-1} className={styles['plain']} aria-label={words.title}>
      {isMadeUp ? (
        !isNarrow && numTasks
      ) : (
        <Lazy part={ownDataPart} name={text.app.ownData.title}>
          {({ TableTasks }) => <TableTasks />}
        </Lazy>
      )}
      {isMatrixShown && tasks.length > 1 ? (
        <CorrelationMatrix matrixKey="correlation" more={eachTask} />
      ) : (
        !areTasksHidden && (
          <Fold part="tasks" className={styles['each']}>
            <summary>{text.correlation.details}</summary>
            {eachTask}
          </Fold>
        )
      )}
      {isMatrixShown && data.secondCorrelation && <CorrelationMatrix matrixKey="secondCorrelation" />}
      {/* The matrix comes first where it shares the view with the stage. */}
      {isMadeUp && isNarrow && numTasks}
      {isMadeUp && (
        <FormPart part="tasks" isQuiet>
          <Button look="link" onClick={() => openImport(playground, null)}>
            {text.app.ownData.instead}
          </Button>
        </FormPart>
      )}
    </section>
  );
}

function TaskRows() {
  const { tasks, data } = useExperiment();
  return (
    <>
      {tasks.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
        <TaskRow key={index} tasks={tasks} index={index} data={data} />
      ))}
      {data.source !== 'table' && tasks.length > 1 && (
        <SampleDependence isOn={data.secondCorrelation !== null} />
      )}
    </>
  );
}

function NumTasks() {
  const experiment = useExperiment();
  const edit = useEdit();
  const onChange = (count: number): void => {
    const changed = setNumTasks(experiment, count);
    const gone = experiment.tasks.slice(count).map((task) => task.name);
    const { numFeatures } = changed.data;
    const isRaised =
      numFeatures > experiment.data.numFeatures && !unusedSettingsOf(changed).includes('numFeatures');
    const raised = isRaised ? { lost: words.moreFeatures(numFeatures) } : {};
    edit((before) => setNumTasks(before, count), gone.length > 0 ? { lost: words.removed(gone) } : raised);
  };
  return (
    <FieldControl field={numTasksField} value={experiment.tasks.length} onChange={onChange} isExplained />
  );
}

function SampleDependence({ isOn }: { readonly isOn: boolean }) {
  const edit = useEdit();
  const toggle = (isWanted: boolean): void => {
    const options = isWanted ? {} : { lost: words.secondRemoved };
    edit((experiment) => setSampleDependence(experiment, isWanted), options);
  };
  return (
    <label className={styles['switch']}>
      <input type="checkbox" checked={isOn} onChange={(event) => toggle(event.target.checked)} />
      {words.sampleDependence}
    </label>
  );
}

function usedFieldGroups(task: TaskConfig, { after }: TaskFields, data: DataConfig): typeof taskGroups {
  const unused: readonly string[] = unusedSettingsOf({ tasks: [task], data });
  const isBinary = task.kind === 'binary';
  const canFollow = task.after !== null || (isBinary && after.choices.length > 1);
  const isUsed = (key: keyof TaskConfig) =>
    !unused.includes(key) && (key !== 'positiveRate' || isBinary) && (key !== 'after' || canFollow);
  return taskGroups
    .map((group) => ({ ...group, keys: group.keys.filter(isUsed) }))
    .filter(({ keys }) => keys.length > 0);
}

function taskRowSummary(task: TaskConfig, { source, noiseUnit, table }: DataConfig, index: number): string {
  if (source !== 'table') return words.summary(task, noiseUnit);
  const target = table?.targets[index] ?? null;
  return words.ofFile(task, target?.column ?? null);
}

type TaskFields = ReturnType<typeof shownTaskFields>;

interface TaskRowProps {
  readonly tasks: readonly TaskConfig[];
  readonly index: number;
  readonly data: DataConfig;
}

function TaskRow({ tasks, index, data }: TaskRowProps) {
  const edit = useEdit();
  const task = tasks[index];
  if (task === undefined) return null;
  const fields = shownTaskFields(index, data, tasks);
  return (
    <Disclosure
      part={`task ${index}`}
      mark={<span className="mark" style={{ background: ownerColor(index) }} />}
      title={task.name}
      note={taskRowSummary(task, data, index)}
    >
      <FieldGroups
        fields={fields}
        groups={usedFieldGroups(task, fields, data)}
        values={task}
        onChange={(values, key) =>
          edit((experiment) => setTask(experiment, index, values), { mergeKey: `task ${index} ${key}` })
        }
      />
    </Disclosure>
  );
}

const matrixWords = text.app.correlation;
const { patterns } = text.correlation;

interface CorrelationMatrixProps {
  readonly matrixKey: MatrixKey;
  readonly more?: ReactNode;
}

function CorrelationMatrix({ matrixKey, more = null }: CorrelationMatrixProps) {
  const matrix = useExperiment().data[matrixKey];
  const isNarrow = useIsNarrow();
  const isLocked = useFormGate('correlation') === 'locked';
  if (matrix === null) return null;
  const title = matrixWords.title[matrixKey];
  const isFirst = matrixKey === 'correlation';
  const invitation = isFirst && isNarrow ? matrixWords.narrow : title;
  return (
    <section aria-label={title}>
      <div className={styles['matrixHead']}>
        <span>{isFirst && isLocked ? matrixWords.locked : invitation}</span>
        <FormPart part="correlation" isQuiet>
          <PatternMenu matrixKey={matrixKey} />
        </FormPart>
      </div>
      <CorrelationEditor matrixKey={matrixKey} more={more} />
    </section>
  );
}

function PatternMenu({ matrixKey }: { readonly matrixKey: MatrixKey }) {
  const numTasks = useExperiment().tasks.length;
  const edit = useEdit();
  const choices = correlationPatterns
    .filter(({ minTasks }) => numTasks >= minTasks)
    .map(({ id, label, detail, matrixOf }) => (
      <PopoverChoice
        key={id}
        title={label}
        detail={detail}
        onChoose={() =>
          edit((experiment) => setMatrix(experiment, matrixKey, matrixOf(numTasks)), {
            lost: patterns.replaced(label),
          })
        }
      />
    ));
  return (
    <Popover look="link" className={styles['patterns']} title={patterns.menu} content={choices}>
      {patterns.menu}
    </Popover>
  );
}
