/** What every architecture reached on test rows, task by task, and its gain over single-task. */

import { useId, useState } from 'react';
import { type Interval, LEVEL } from '../../../src/analysis/statistics.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Answer, CardAnswer } from '../../../src/report/answer.ts';
import {
  farInEither,
  gainFamiliesOf,
  type Metric,
  metricOf,
  type Outcome,
  outcomeNumbers,
  outcomesOf,
  reportedSteps,
  transferOf,
} from '../../../src/report/outcomes.ts';
import { formatCount, formatLevel, formatPair, formatValue } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { barLimit, type ReplicaDot } from '../../charts/base/IntervalBar.tsx';
import { capitalised } from '../../charts/base/names.ts';
import { SaveMenu } from '../../charts/figure/SaveMenu.tsx';
import { useResults } from '../../state/playground.ts';
import { resultsOf } from '../../state/run/runResults.ts';
import { Help } from '../../ui/Help.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { resultIdOf } from '../../view/places.ts';
import { AnswerTable, CardName } from './AnswerTable.tsx';
import { CopyButtons } from './CopyButtons.tsx';
import { Effect } from './Effect.tsx';
import { dotsOf } from './marks.ts';
import styles from './verdict.module.css';

const words = text.verdict.outcomes;
const metrics: readonly Metric[] = ['normalised', 'loss', 'score', 'excess'];

export interface OutcomesProps {
  readonly experiment: Experiment;
  readonly answer: Answer;
}

export function Outcomes({ experiment, answer }: OutcomesProps) {
  const titleId = useId();
  const [metric, setMetric] = useState<Metric>('normalised');
  const numbers = { title: words.title, csvRows: () => outcomeNumbers(experiment, answer) };
  return (
    <section aria-labelledby={titleId}>
      <header className={styles['head']}>
        <h2 id={titleId} className={styles['title']}>
          {words.title}
        </h2>
        <Help about={words.helpAbout}>{words.help}</Help>
        <CopyButtons numbers={numbers}>
          <SaveMenu numbers={numbers} />
        </CopyButtons>
        <Segmented
          label={words.metric}
          choices={metrics.map((value) => ({ value, label: words.metrics[value] }))}
          value={metric}
          onChange={setMetric}
        />
      </header>
      <OutcomeTable experiment={experiment} answer={answer} metric={metric} />
      {answer.numReplicas > 1 && (
        <p className={styles['facts']}>
          {[words.note(formatLevel(LEVEL)), ...gainFamiliesOf(answer)].join(' · ')}
        </p>
      )}
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
      cellIdOf={(cardId, column) => resultIdOf(cardId, typeof column === 'number' ? column : null)}
      columns={[
        ...experiment.tasks.map(({ name }, task) => ({ key: task, label: name, note: measures[task] })),
        { key: 'overall', label: capitalised(text.answer.overall), note: words.gain },
      ]}
      rows={outcomes.map((outcome) => ({
        key: outcome.answer.cardId,
        header: <OutcomeHeader outcome={outcome} numReplicas={answer.numReplicas} />,
        cells: [
          ...outcome.answer.tasks.map((_, task) => (
            <OutcomeCell
              // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
              key={task}
              of={outcome.answer}
              answer={answer}
              task={task}
              metric={metric}
              limit={limit}
            />
          )),
          <OverallGain key="overall" of={outcome.answer} answer={answer} limit={limit} />,
        ],
      }))}
    />
  );
}

function gainsOf({ answer: { gains } }: Outcome) {
  return gains === null ? [] : [...gains.perTask, gains.overall];
}

interface OutcomeHeaderProps {
  readonly outcome: Outcome;
  readonly numReplicas: number;
}

/** Head of a row: an architecture, the learning rate picked for it, when its losses were taken, what diverged. */
function OutcomeHeader({ outcome: { answer, name, card }, numReplicas }: OutcomeHeaderProps) {
  const steps = reportedSteps(answer);
  return (
    <>
      <CardName color={card?.color ?? null} name={name} />
      {answer.learningRate !== null && (
        <span className={styles['detail']}>{words.learningRate(String(answer.learningRate))}</span>
      )}
      {steps !== null && (
        <span className={styles['detail']}>{words.steps(formatCount(steps[0]), formatCount(steps[1]))}</span>
      )}
      <Diverged networkId={answer.trainedId} count={answer.numDiverged} numReplicas={numReplicas} />
    </>
  );
}

interface DivergedProps {
  readonly networkId: string;
  readonly count: number;
  readonly numReplicas: number;
}

function Diverged({ networkId, count, numReplicas }: DivergedProps) {
  const { diverged } = resultsOf(useResults(), networkId);
  if (count === 0) return null;
  const steps = [...new Set(diverged.map(({ step }) => step))].toSorted((a, b) => a - b);
  return (
    <span className={styles['leftOut']}>
      {text.answer.diverged(count, numReplicas, steps.map(formatCount).join(', '))}
    </span>
  );
}

interface OutcomeCellProps {
  /** The architecture of the row. */
  readonly of: CardAnswer;
  readonly answer: Answer;
  readonly task: number;
  readonly metric: Metric;
  /** End of the axis of the bar. */
  readonly limit: number;
}

/** What one architecture reached on one task, or over all of them: the metric, and below it the gain over single-task. */
function OutcomeCell({ of, answer, task, metric, limit }: OutcomeCellProps) {
  const report = of.tasks[task];
  if (report === undefined) return null;
  const gain = of.gains?.perTask[task];
  return (
    <>
      <span className={styles['metric']}>{valueWords(metricOf(report, metric).value)}</span>
      {report.hasLearnedNothing && !answer.isProvisional && (
        <span className={styles['leftOut']}>{words.learnedNothing}</span>
      )}
      {gain !== undefined && (
        <Gain
          gain={gain}
          isProvisional={answer.isProvisional}
          dots={dotsOf(of.gains?.perReplica[task] ?? [], farInEither(of, answer.baseline, task))}
          difference={of.gains?.differences[task]?.mean ?? null}
          limit={limit}
        />
      )}
    </>
  );
}

/** "0.108 ± 0.005", or the value alone when there is no interval. */
function valueWords({ mean, high }: Interval): string {
  return Number.isFinite(high) ? text.charts.plusMinus(...formatPair(mean, high - mean)) : formatValue(mean);
}

function OverallGain({ of, answer, limit }: Pick<OutcomeCellProps, 'of' | 'answer' | 'limit'>) {
  if (of.gains === null) return <span className={styles['detail']}>{words.baseline}</span>;
  return (
    <Gain
      gain={of.gains.overall}
      isProvisional={answer.isProvisional}
      dots={dotsOf(of.gains.overallPerReplica, farInEither(of, answer.baseline, null))}
      difference={null}
      limit={limit}
    />
  );
}

interface GainProps {
  readonly gain: Interval;
  /** Nothing is sure yet. */
  readonly isProvisional: boolean;
  readonly dots: readonly ReplicaDot[];
  readonly difference: number | null;
  readonly limit: number;
}

function Gain({ gain, isProvisional, dots, difference, limit }: GainProps) {
  const transfer = isProvisional ? null : transferOf(gain);
  const tone = transfer === null ? 'neutral' : ({ positive: 'good', negative: 'bad' } as const)[transfer];
  return (
    <Effect gain={gain} tone={tone} dots={dots} limit={limit} difference={difference}>
      {transfer === 'negative' ? text.answer.negativeTransfer : undefined}
    </Effect>
  );
}
