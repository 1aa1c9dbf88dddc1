/** What every architecture reached on test rows, task by task, and its gain over single-task. */
import { useId, useState } from 'react';
import { LEVEL } from '../../../src/analysis/statistics.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Answer } from '../../../src/report/answer.ts';
import {
  type Metric,
  metricOf,
  type Outcome,
  outcomeNumbers,
  outcomesOf,
} from '../../../src/report/outcomes.ts';
import { text } from '../../../src/text/text.ts';
import { barLimit } from '../../charts/base/IntervalBar.tsx';
import { capitalised } from '../../charts/base/names.ts';
import { Help } from '../../ui/Help.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { AnswerTable } from './AnswerTable.tsx';
import { CopyButtons } from './CopyButtons.tsx';
import { OutcomeCell, OverallGain } from './OutcomeCell.tsx';
import { OutcomeHeader } from './OutcomeHeader.tsx';
import styles from './verdict.module.css';

const words = text.verdict.outcomes;
const metrics: readonly Metric[] = ['normalised', 'loss', 'score'];
/** "+12.3 % to +45.6 %" in two lines. */
const cellWidth = 82;

export interface OutcomesProps {
  readonly experiment: Experiment;
  readonly answer: Answer;
}

export function Outcomes({ experiment, answer }: OutcomesProps) {
  const titleId = useId();
  const [metric, setMetric] = useState<Metric>('normalised');
  return (
    <section aria-labelledby={titleId}>
      <header className={styles['head']}>
        <h2 id={titleId} className={styles['title']}>
          {words.title}
        </h2>
        <Help about={words.helpAbout}>{words.help}</Help>
        <CopyButtons title={words.title} numbers={() => outcomeNumbers(experiment, answer)} />
        <Segmented
          label={words.metric}
          choices={metrics.map((value) => ({ value, label: words.metrics[value] }))}
          value={metric}
          onChange={setMetric}
        />
      </header>
      <OutcomeTable experiment={experiment} answer={answer} metric={metric} />
      {answer.numReplicas > 1 && <p className={styles['facts']}>{words.note(text.answer.level(LEVEL))}</p>}
    </section>
  );
}

function OutcomeTable({ experiment, answer, metric }: OutcomesProps & { readonly metric: Metric }) {
  const outcomes = outcomesOf(experiment, answer);
  const limit = barLimit(outcomes.flatMap(gainsOf));
  const measures = answer.baseline.tasks.map((report) => metricOf(report, metric).name);
  return (
    <AnswerTable
      name={words.title}
      corner={words.architecture}
      columns={[
        ...experiment.tasks.map(({ name }, task) => ({ key: task, label: name, note: measures[task] })),
        { key: 'overall', label: capitalised(text.answer.overall), note: words.gain },
      ]}
      cellWidth={cellWidth}
      rows={outcomes.map((outcome) => ({
        key: outcome.answer.cardId,
        header: <OutcomeHeader outcome={outcome} numReplicas={answer.numReplicas} />,
        cells: [
          ...outcome.answer.tasks.map((_, task) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
            <OutcomeCell key={task} answer={outcome.answer} task={task} metric={metric} limit={limit} />
          )),
          <OverallGain key="overall" answer={outcome.answer} limit={limit} />,
        ],
      }))}
    />
  );
}

function gainsOf({ answer: { gains } }: Outcome) {
  return gains === null ? [] : [...gains.perTask, gains.overall];
}
