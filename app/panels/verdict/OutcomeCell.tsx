/** What one architecture reached on one task, or over all of them: the metric, and below it the gain over single-task. */

import type { Interval } from '../../../src/analysis/statistics.ts';
import type { CardAnswer } from '../../../src/report/answer.ts';
import { type Metric, metricOf, transferOf } from '../../../src/report/outcomes.ts';
import { text } from '../../../src/text/text.ts';
import { formatPair, formatValue } from '../../charts/base/format.ts';
import { Effect } from './Effect.tsx';
import styles from './verdict.module.css';

const words = text.verdict.outcomes;

export interface OutcomeCellProps {
  readonly answer: CardAnswer;
  readonly task: number;
  readonly metric: Metric;
  /** End of the axis of the bar. */
  readonly limit: number;
}

export function OutcomeCell({ answer, task, metric, limit }: OutcomeCellProps) {
  const report = answer.tasks[task];
  if (report === undefined) return null;
  const gain = answer.gains?.perTask[task];
  return (
    <>
      <span className={styles['metric']}>{valueWords(metricOf(report, metric).value)}</span>
      {gain !== undefined && (
        <Gain gain={gain} difference={answer.gains?.differences[task]?.mean ?? null} limit={limit} />
      )}
    </>
  );
}

/** "0.108 ± 0.005", or the value alone when there is no interval. */
function valueWords({ mean, high }: Interval): string {
  return Number.isFinite(high) ? text.charts.plusMinus(...formatPair(mean, high - mean)) : formatValue(mean);
}

export function OverallGain({ answer: { gains }, limit }: Pick<OutcomeCellProps, 'answer' | 'limit'>) {
  if (gains === null) return <span className={styles['detail']}>{words.baseline}</span>;
  return <Gain gain={gains.overall} difference={null} limit={limit} />;
}

interface GainProps {
  readonly gain: Interval;
  readonly difference: number | null;
  readonly limit: number;
}

function Gain({ gain, difference, limit }: GainProps) {
  const transfer = transferOf(gain);
  const tone = transfer === null ? 'neutral' : ({ positive: 'good', negative: 'bad' } as const)[transfer];
  return (
    <Effect gain={gain} tone={tone} limit={limit} difference={difference}>
      {transfer === 'negative' ? text.answer.negativeTransfer : undefined}
    </Effect>
  );
}
