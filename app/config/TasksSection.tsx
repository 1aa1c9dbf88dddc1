/** The tasks: how many, how alike, and what each one is. */

import { setNumTasks, setSampleDependence, setTask } from '../../src/experiment/edit.ts';
import type { DataConfig, TaskConfig } from '../../src/experiment/experiment.ts';
import { numTasksField, shownTaskFields, taskGroups } from '../../src/experiment/fields.ts';
import { text } from '../../src/text/text.ts';
import { ownerColor } from '../charts/base/palette.ts';
import { FieldControl } from '../fields/FieldControl.tsx';
import { FieldGroups } from '../fields/FieldList.tsx';
import { useExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { CorrelationMatrix } from './CorrelationMatrix.tsx';
import { Disclosure } from './Disclosure.tsx';
import { Section } from './Section.tsx';
import styles from './TasksSection.module.css';

const words = text.app.tasks;

export function TasksSection() {
  const { tasks, data } = useExperiment();
  return (
    <Section title={words.title} note={words.note(tasks.length)}>
      <NumTasks />
      {tasks.length > 1 && <CorrelationMatrix matrixKey="correlation" />}
      {tasks.length > 1 && <SampleDependence isOn={data.secondCorrelation !== null} />}
      <div className={styles['tasks']}>
        {tasks.map((task, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
          <TaskRow key={index} task={task} index={index} data={data} />
        ))}
      </div>
    </Section>
  );
}

function NumTasks() {
  const experiment = useExperiment();
  const edit = useEdit();
  const onChange = (count: number): void => {
    const gone = experiment.tasks.slice(count).map((task) => task.name);
    const options = gone.length === 0 ? {} : { lost: words.removed(gone) };
    edit((before) => setNumTasks(before, count), options);
  };
  return <FieldControl field={numTasksField} value={experiment.tasks.length} onChange={onChange} />;
}

function SampleDependence({ isOn }: { readonly isOn: boolean }) {
  const edit = useEdit();
  const toggle = (isWanted: boolean): void => {
    const options = isWanted ? {} : { lost: words.secondRemoved };
    edit((experiment) => setSampleDependence(experiment, isWanted), options);
  };
  return (
    <>
      <label className={styles['switch']}>
        <input type="checkbox" checked={isOn} onChange={(event) => toggle(event.target.checked)} />
        {words.sampleDependence}
      </label>
      {isOn && <CorrelationMatrix matrixKey="secondCorrelation" />}
    </>
  );
}

/** Keys of a task's fields that mean something for its kind. */
const usedKeys = (task: TaskConfig, keys: readonly (keyof TaskConfig)[]): readonly (keyof TaskConfig)[] =>
  keys.filter((key) => key !== 'positiveRate' || task.kind === 'binary');

interface TaskRowProps {
  readonly task: TaskConfig;
  readonly index: number;
  readonly data: DataConfig;
}

function TaskRow({ task, index, data }: TaskRowProps) {
  const edit = useEdit();
  return (
    <Disclosure
      mark={<span className={styles['mark']} style={{ background: ownerColor(index) }} />}
      title={task.name}
      note={words.summary(task, data.noiseUnit)}
    >
      <FieldGroups
        fields={shownTaskFields(index, data)}
        groups={taskGroups.map((group) => ({ ...group, keys: usedKeys(task, group.keys) }))}
        values={task}
        onChange={(values, key) =>
          edit((experiment) => setTask(experiment, index, values), { mergeKey: `task ${index} ${key}` })
        }
      />
    </Disclosure>
  );
}
