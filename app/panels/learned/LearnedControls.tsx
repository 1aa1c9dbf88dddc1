/** Controls of the learned functions shown: architectures, tasks, plane, colours, repetition. */

import { tableInfo } from '../../../src/data/sources/tableInfo.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { text } from '../../../src/text/text.ts';
import type { Learned } from '../../charts/plane/learned.ts';
import styles from '../../ui/Panel.module.css';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select, type SelectProps } from '../../ui/Select.tsx';
import { ReplicaSelect, ShownLegend } from '../../view/Choices.tsx';
import { styleOfCard, useTaskNames } from '../../view/useSeries.ts';
import { useLearnedChoice } from './useLearned.ts';

const words = text.learned;

interface LearnedControlsProps {
  readonly experiment: Experiment;
  readonly learned: Learned | null;
  /** Needs networks of all repetitions. */
  readonly hasMean: boolean;
}

export function LearnedControls({ experiment, learned, hasMean }: LearnedControlsProps) {
  const { choice, choose } = useLearnedChoice(experiment);
  const taskNames = useTaskNames(experiment);
  // Null: the tasks span the plane.
  const axes = learned?.axes ?? null;
  const hasSwitch = experiment.data.secondCorrelation !== null && axes === null;
  const hasTruth = learned === null ? experiment.data.source !== tableInfo.id : learned.truth !== null;
  return (
    <div className={styles['controls']}>
      <ShownLegend series={experiment.cards.map(styleOfCard)} />
      <div className={styles['controls']}>
        {experiment.tasks.length > 1 && (
          <PairChoice
            labels={[words.firstTask, words.secondTask]}
            options={taskNames.map((label, value) => ({ value, label }))}
            pair={choice.tasks}
            onChange={(tasks) => choose({ tasks })}
          />
        )}
        {axes !== null && (
          <PairChoice
            labels={[words.columnX, words.columnY]}
            options={(learned?.columns ?? []).map((name) => ({ value: name, label: name }))}
            pair={axes}
            onChange={(columns) => choose({ columns })}
          />
        )}
        {hasSwitch && (
          <Segmented
            label={words.plane}
            names={words.planes}
            value={choice.plane}
            onChange={(plane) => choose({ plane })}
          />
        )}
        {hasTruth && (
          <Segmented
            label={words.view}
            names={words.views}
            value={choice.view}
            onChange={(view) => choose({ view })}
          />
        )}
        <ReplicaSelect hasMean={hasMean} />
      </div>
    </div>
  );
}

interface PairChoiceProps<V extends string | number> extends Pick<SelectProps<V>, 'options'> {
  readonly labels: readonly [string, string];
  readonly pair: readonly [V, V];
  readonly onChange: (pair: readonly [V, V]) => void;
}

/** Two different options; choosing the other one's swaps them. */
function PairChoice<V extends string | number>({ labels, options, pair, onChange }: PairChoiceProps<V>) {
  const [first, second] = pair;
  return (
    <>
      <Select
        className={styles['select']}
        aria-label={labels[0]}
        options={options}
        value={first}
        onChange={(next) => onChange([next, next === second ? first : second])}
      />
      <Select
        className={styles['select']}
        aria-label={labels[1]}
        options={options}
        value={second}
        onChange={(next) => onChange([next === first ? second : first, next])}
      />
    </>
  );
}
