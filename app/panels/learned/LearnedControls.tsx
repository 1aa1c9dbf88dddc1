/** Controls of the learned functions looked at: architectures, tasks, plane, colours, repetition. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { PlaneKind } from '../../../src/run/produced/learned.ts';
import { text } from '../../../src/text/text.ts';
import styles from '../../ui/Panel.module.css';
import { Segmented } from '../../ui/Segmented.tsx';
import { ReplicaSelect } from '../../view/ReplicaSelect.tsx';
import { ShownLegend } from '../../view/ShownLegend.tsx';
import { styleOfCard, useTaskNames } from '../../view/useSeries.ts';
import type { LearnedChoice } from './useLearned.ts';

const words = text.learned;

const kinds: readonly PlaneKind[] = ['switch', 'tasks', 'tasksNegative'];
const views = ['prediction', 'error'] as const;

interface LearnedControlsProps {
  readonly experiment: Experiment;
  readonly choice: LearnedChoice;
  readonly choose: (change: Partial<LearnedChoice>) => void;
  /** Columns of a file that can be axes, and those that are; empty: the tasks span the plane. */
  readonly columns: readonly string[];
  readonly axes: readonly [string, string] | null;
  readonly hasTruth: boolean;
}

export function LearnedControls({
  experiment,
  choice,
  choose,
  columns,
  axes,
  hasTruth,
}: LearnedControlsProps) {
  const hasSwitch = experiment.data.secondCorrelation !== null && axes === null;
  return (
    <div className={styles['controls']}>
      <ShownLegend series={experiment.cards.map(styleOfCard)} />
      <div className={styles['controls']}>
        {experiment.tasks.length > 1 && (
          <TaskChoice experiment={experiment} choice={choice} choose={choose} />
        )}
        {axes !== null && <ColumnChoice columns={columns} axes={axes} choose={choose} />}
        {hasSwitch && (
          <Segmented
            label={words.plane}
            choices={kinds.map((value) => ({ value, label: words.planes[value] }))}
            value={choice.plane}
            onChange={(plane) => choose({ plane })}
          />
        )}
        {hasTruth && (
          <Segmented
            label={words.view}
            choices={views.map((value) => ({ value, label: words.views[value] }))}
            value={choice.view}
            onChange={(value) => choose({ view: value })}
          />
        )}
        <ReplicaSelect />
      </div>
    </div>
  );
}

type Choosing = Pick<LearnedControlsProps, 'choose'>;

/** The task chosen is not offered as the other one, with which it changes places. */
function TaskChoice({
  experiment,
  choice,
  choose,
}: Choosing & Pick<LearnedControlsProps, 'experiment' | 'choice'>) {
  const options = useTaskNames(experiment).map((name, task) => ({ value: String(task), label: name }));
  const [first, second] = choice.tasks;
  return (
    <>
      <Choice
        label={words.firstTask}
        options={options}
        value={String(first)}
        onChange={(value) => choose({ tasks: swapped(Number(value), second, first) })}
      />
      <Choice
        label={words.secondTask}
        options={options}
        value={String(second)}
        onChange={(value) => choose({ tasks: swapped(first, Number(value), second) })}
      />
    </>
  );
}

/** Two different tasks: where both would be the same, the other gets the one that is left. */
const swapped = (first: number, second: number, left: number): readonly [number, number] => {
  if (first !== second) return [first, second];
  return left === first ? [first, second] : first === second ? [first, left] : [first, second];
};

function ColumnChoice({
  columns,
  axes,
  choose,
}: Choosing & { readonly columns: readonly string[]; readonly axes: readonly [string, string] }) {
  const options = columns.map((name) => ({ value: name, label: name }));
  const [x, y] = axes;
  const pick = (nextX: string, nextY: string) => choose({ columns: [nextX, nextY] });
  return (
    <>
      <Choice
        label={words.columnX}
        options={options}
        value={x}
        onChange={(value) => pick(value, value === y ? x : y)}
      />
      <Choice
        label={words.columnY}
        options={options}
        value={y}
        onChange={(value) => pick(value === x ? y : x, value)}
      />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Choice({ label, options, value, onChange }: ChoiceProps) {
  return (
    <label className={styles['select']}>
      <span className="visuallyHidden">{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
