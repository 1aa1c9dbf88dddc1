/** Test results of every architecture by task, and its gain over single-task. */
import { useId, useMemo, useState } from 'react';
import { type Interval, LEVEL } from '../../../src/analysis/statistics.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import {
  type CardOutcome,
  differingAtOwnSteps,
  gainFamiliesOf,
  type MetricName,
  metricIntervalOf,
  outcomeNumbers,
  outcomesOf,
  outlyingInEither,
  reportedSteps,
  sizeText,
  transferDirectionOf,
} from '../../../src/run/report/outcomes.ts';
import { networkOf } from '../../../src/run/run.ts';
import { baselineOf, type CardSummary, type RunSummary } from '../../../src/run/summary.ts';
import {
  capitalised,
  formatCount,
  formatGain,
  formatLevel,
  formatPair,
  formatValue,
} from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { barLimit } from '../../charts/base/IntervalBar.tsx';
import { SaveMenu } from '../../charts/figure/SaveMenu.tsx';
import { useNetworks } from '../../state/playground.ts';
import { Help } from '../../ui/Popover.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useCursorStep } from '../../view/moments.ts';
import { resultElementId } from '../../view/places.ts';
import type { ShownRun } from '../../view/useCards.ts';
import { Effect, replicaDotsOf } from './Effect.tsx';
import { CardName, CopyButtons, ResultTable } from './ResultTable.tsx';
import styles from './verdict.module.css';

const words = text.verdict.outcomes;

export function Outcomes({ experiment, summary }: ShownRun) {
  const titleId = useId();
  const [metric, setMetric] = useState<MetricName>('normalised');
  const numbers = { title: words.title, csvRows: () => outcomeNumbers(experiment, summary) };
  return (
    <section aria-labelledby={titleId}>
      <header className={styles['head']}>
        <h2 id={titleId} className={styles['title']}>
          {words.title}
        </h2>
        <Help about={words.helpAbout}>{words.help}</Help>
        <WholeRunNote experiment={experiment} />
        <CopyButtons numbers={numbers}>
          <SaveMenu numbers={numbers} />
        </CopyButtons>
        <Segmented label={words.metric} names={metricsOf(summary)} value={metric} onChange={setMetric} />
      </header>
      <OutcomeTable experiment={experiment} summary={summary} metric={metric} />
      {summary.numReplicas > 1 && (
        <p className={styles['facts']}>
          {[words.note(formatLevel(LEVEL)), ...gainFamiliesOf(summary)].join(' · ')}
        </p>
      )}
    </section>
  );
}

function metricsOf({ cards }: RunSummary): Partial<Record<MetricName, string>> {
  const { grouped: _, ...others } = words.metrics;
  return cards[0]?.tasks.some(({ gauc }) => gauc !== null) ? words.metrics : others;
}

export function WholeRunNote({ experiment }: { readonly experiment: Experiment }) {
  const step = useCursorStep(experiment);
  if (step === null) return null;
  return <span className={styles['state']}>{text.verdict.wholeRun(formatCount(step))}</span>;
}

function OutcomeTable({ experiment, summary, metric }: ShownRun & { readonly metric: MetricName }) {
  const outcomes = outcomesOf(experiment, summary);
  const limit = barLimit(outcomes.flatMap(outcomeGainsOf));
  const measures = summary.cards[0]?.tasks.map((report) => metricIntervalOf(report, metric).name) ?? [];
  return (
    <ResultTable
      name={words.title}
      corner={text.app.ui.architecture}
      cellIdOf={(cardId, column) => resultElementId(cardId, typeof column === 'number' ? column : null)}
      columns={[
        ...experiment.tasks.map(({ name }, task) => ({ key: task, label: name, note: measures[task] })),
        { key: 'overall', label: capitalised(text.answer.overall), note: words.gain },
      ]}
      rows={outcomes.map((outcome) => ({
        key: outcome.summary.cardId,
        header: <OutcomeHeader experiment={experiment} outcome={outcome} numReplicas={summary.numReplicas} />,
        cells: [
          ...outcome.summary.tasks.map((_, task) => (
            <OutcomeCell
              // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
              key={task}
              of={outcome.summary}
              summary={summary}
              task={task}
              metric={metric}
              limit={limit}
            />
          )),
          outcome.summary.baselineId === outcome.summary.cardId ? (
            <span key="overall" className={styles['detail']}>
              {words.baseline}
            </span>
          ) : (
            <OutcomeGain key="overall" of={outcome.summary} summary={summary} task={null} limit={limit} />
          ),
        ],
      }))}
    />
  );
}

function outcomeGainsOf({ summary: { gains } }: CardOutcome) {
  return gains === null ? [] : [...gains.tasks, gains.overall].map(({ gain }) => gain);
}

interface OutcomeHeaderProps {
  readonly experiment: Experiment;
  readonly outcome: CardOutcome;
  readonly numReplicas: number;
}

function OutcomeHeader({ experiment, outcome, numReplicas }: OutcomeHeaderProps) {
  const { summary, name, card } = outcome;
  const size = useMemo(() => sizeText(experiment, summary), [experiment, summary]);
  const steps = reportedSteps(summary);
  return (
    <>
      <CardName color={card?.color ?? null} name={name} />
      {summary.learningRate !== null && (
        <span className={styles['detail']}>{words.learningRate(String(summary.learningRate))}</span>
      )}
      {size !== null && <span className={styles['detail']}>{size}</span>}
      {steps !== null && (
        <span className={styles['detail']}>{words.steps(formatCount(steps[0]), formatCount(steps[1]))}</span>
      )}
      <DivergedCount summary={summary} numReplicas={numReplicas} />
    </>
  );
}

function DivergedCount({
  summary,
  numReplicas,
}: {
  readonly summary: CardSummary;
  readonly numReplicas: number;
}) {
  const { diverged } = networkOf({ networks: useNetworks() }, summary.trainedId);
  if (summary.numDiverged === 0) return null;
  const steps = [...new Set(diverged.map(({ step }) => step))].toSorted((a, b) => a - b);
  return (
    <span className={styles['leftOut']}>
      {text.answer.diverged(summary.numDiverged, numReplicas, steps.map(formatCount).join(', '))}
    </span>
  );
}

interface OutcomeGainProps {
  readonly of: CardSummary;
  readonly summary: RunSummary;
  /** Null: all tasks. */
  readonly task: number | null;
  readonly limit: number;
}

function OutcomeCell(props: OutcomeGainProps & { readonly task: number; readonly metric: MetricName }) {
  const { of, summary, task, metric } = props;
  const report = of.tasks[task];
  if (report === undefined) return null;
  return (
    <>
      <span className={styles['metric']}>{outcomeText(metricIntervalOf(report, metric).value)}</span>
      {report.hasLearnedNothing && !summary.isProvisional && (
        <span className={styles['leftOut']}>{words.learnedNothing}</span>
      )}
      {report.isMiscalibrated && !summary.isProvisional && (
        <span className={styles['leftOut']}>{words.miscalibrated}</span>
      )}
      <OutcomeGain {...props} />
    </>
  );
}

function outcomeText({ mean, high }: Interval): string {
  return Number.isFinite(high) ? text.charts.plusMinus(...formatPair(mean, high - mean)) : formatValue(mean);
}

function OutcomeGain({ of, summary, task, limit }: OutcomeGainProps) {
  const found = task === null ? of.gains?.overall : of.gains?.tasks[task];
  if (found === undefined) return null;
  const { gain, perReplica } = found;
  const atOwnSteps = task === null ? of.ownGains?.overall : of.ownGains?.tasks[task];
  const own = summary.isProvisional
    ? null
    : differingAtOwnSteps(gain, atOwnSteps?.gain, summary.rules.margin);
  // Provisional results allow no judgement.
  const transfer = summary.isProvisional ? null : transferDirectionOf(gain);
  const tone = transfer === null ? 'neutral' : ({ positive: 'good', negative: 'bad' } as const)[transfer];
  return (
    <>
      <Effect
        gain={gain}
        interval={text.answer.interval(gain.low, gain.high)}
        tone={tone}
        dots={replicaDotsOf(perReplica, outlyingInEither(of, baselineOf(summary, of), task))}
        limit={limit}
      />
      {transfer === 'negative' && <span className="visuallyHidden">{text.answer.negativeTransfer}</span>}
      {own !== null && (
        <span className={styles['detail']} title={text.answer.interval(own.low, own.high)}>
          {words.atOwnSteps(formatGain(own.mean))}
        </span>
      )}
    </>
  );
}
