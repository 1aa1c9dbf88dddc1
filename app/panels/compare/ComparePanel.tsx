/** The verdict, below it the curves it is made of, and the numbers behind it. */

import { Fragment, type ReactNode, useCallback, useMemo, useState } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { isFunnel } from '../../../src/data/funnel.ts';
import { resplitOverlapOf } from '../../../src/data/rows.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { type Evidence, type Finding, findingsOf } from '../../../src/run/report/findings/findings.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { SeriesSwatch } from '../../charts/base/SeriesSwatch.tsx';
import { SaveMenu } from '../../charts/figure/SaveMenu.tsx';
import { pointText } from '../../charts/lines/LineFigure.tsx';
import {
  type LossSelection,
  type LossSeries,
  lossCsvRows,
  plotPointOf,
  type Split,
} from '../../charts/lines/series.ts';
import { CompareAllOffer } from '../../config/CompareAll.tsx';
import {
  useIsCovered,
  useNetworks,
  usePlayground,
  useQueued,
  useRunStatus,
  useShownExperiment,
  useView,
} from '../../state/playground.ts';
import type { ViewStore } from '../../state/stores/viewStore.ts';
import { EmptyState } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { withUnbrokenPercent } from '../../ui/format.ts';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import { ScrollTable } from '../../ui/NumbersTable.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { useCursorStep } from '../../view/moments.ts';
import { heatMapIdOf, placeIds, resultElementId } from '../../view/places.ts';
import {
  type BuiltCard,
  type ShownRun,
  useBuiltCards,
  useCardResults,
  useSummary,
} from '../../view/useCards.ts';
import { useLossSeries } from '../../view/useSeries.ts';
import { Outcomes, WholeRunNote } from '../verdict/Outcomes.tsx';
import { VerdictPanel, type VerdictProps } from '../verdict/VerdictPanel.tsx';
import styles from './ComparePanel.module.css';
import { Curves, type CurvesProps } from './Curves.tsx';

const words = text.panels.compare;

const calibrationPart = lazyPart(() => import('../calibration/CalibrationPanel.tsx'));
const funnelPart = lazyPart(() => import('../funnel/FunnelPanel.tsx'));
const lossWeightsPart = lazyPart(() => import('./LossWeights.tsx'));
const remediesPart = lazyPart(() => import('./Remedies.tsx'));

const DETAILS_HEIGHT = 900;

interface ComparePanelProps {
  /** Replaces results if nothing was or is being trained. */
  readonly invitation: ReactNode;
  readonly afterAnswer: ReactNode;
}

export function ComparePanel({ invitation, afterAnswer }: ComparePanelProps) {
  const { shown, isStale } = useShownExperiment();
  const series = useLossSeries(shown);
  const cursorStep = useCursorStep(shown);
  const summary = useSummary(shown);
  const verdict = useVerdict(shown, summary);
  const isCovered = useIsCovered();
  if (isCovered && invitation === null)
    return (
      <div className={panelStyles['panel']}>
        <EmptyState title={text.app.covered} />
        {afterAnswer}
      </div>
    );
  // Nothing is shown before the verdict, which would push down whatever stood below.
  if (verdict === null && invitation === null) return null;
  return (
    <div data-stale={isStale} className={panelStyles['panel']}>
      {invitation ?? (verdict && <VerdictAnswer {...verdict} />)}
      {/* The form keeps its place before and after Play, so that what is open in it stays open. */}
      {afterAnswer}
      {invitation === null && (
        <ComparisonDetails experiment={shown} series={series} cursorStep={cursorStep} summary={summary} />
      )}
    </div>
  );
}

const answerProps = {
  id: placeIds.verdict,
  tabIndex: -1,
  className: `${panelStyles['card']} ${styles['verdict']}`,
};

const VerdictAnswer = (verdict: VerdictProps) => (
  <section {...answerProps}>
    <ErrorBoundary name={words.verdict}>
      <VerdictPanel {...verdict} />
      <CompareAllOffer />
    </ErrorBoundary>
  </section>
);

function ComparisonDetails(results: CurvesProps) {
  const { experiment, summary } = results;
  // Links carry no results on funnels.
  const hasFunnel = useRunStatus(({ knownLosses }) => knownLosses?.funnel !== undefined);
  return (
    <>
      {summary !== null && hasFunnel && isFunnel(experiment.tasks) && (
        <section className={panelStyles['card']} aria-label={text.panels.compare.funnel}>
          <Lazy part={funnelPart} name={text.panels.compare.funnel}>
            {({ FunnelPanel }) => <FunnelPanel experiment={experiment} summary={summary} />}
          </Lazy>
        </section>
      )}
      <section id={placeIds.curves} tabIndex={-1} className={`${panelStyles['card']} ${styles['curves']}`}>
        <Curves {...results} />
      </section>
      {summary !== null && <VerdictInWords experiment={experiment} summary={summary} />}
      <WhenNear height={DETAILS_HEIGHT}>
        <CurvesAndLosses {...results} />
      </WhenNear>
    </>
  );
}

// Runs saved before calibration was measured have none.
const isCalibrated = ({ cards }: RunSummary): boolean =>
  cards.some(({ reported }) => reported.calibration?.some((bins) => bins !== null));

// A finished verdict is shown at once.
function useVerdict(experiment: Experiment, summary: RunSummary | null): VerdictProps | null {
  const newest = useMemo(() => ({ experiment, summary }), [experiment, summary]);
  const drawn = useQueued(newest);
  const isOutdated = drawn?.summary?.isProvisional === true && summary?.isProvisional === false;
  return isOutdated ? newest : drawn;
}

function VerdictInWords(props: ShownRun) {
  return (
    <section className={`${panelStyles['card']} ${styles['findings']}`} aria-label={words.inWords}>
      <h2>
        {words.inWords} <WholeRunNote experiment={props.experiment} />
      </h2>
      <WhenNear height={100}>
        <ErrorBoundary name={words.inWords}>
          <Findings {...props} />
        </ErrorBoundary>
      </WhenNear>
    </section>
  );
}

function CurvesAndLosses({ summary, ...results }: CurvesProps) {
  const { experiment, series, cursorStep } = results;
  const isWeighing = series.some(({ points }) => points.at(-1)?.weights !== undefined);
  return (
    <>
      {isWeighing && (
        <section className={panelStyles['card']}>
          <Lazy part={lossWeightsPart} name={words.lossWeights}>
            {({ LossWeights }) => <LossWeights {...results} />}
          </Lazy>
        </section>
      )}
      {cursorStep !== null && (
        <section className={panelStyles['card']}>
          <CurrentLosses {...results} cursorStep={cursorStep} />
        </section>
      )}
      {summary !== null && isCalibrated(summary) && (
        <section className={panelStyles['card']} aria-label={words.calibration}>
          <Lazy part={calibrationPart} name={words.calibration}>
            {({ CalibrationPanel }) => <CalibrationPanel experiment={experiment} summary={summary} />}
          </Lazy>
        </section>
      )}
      {summary !== null && (
        <ErrorBoundary name={text.panels.compare.outcomes}>
          <QueuedOutcomes experiment={experiment} summary={summary} />
        </ErrorBoundary>
      )}
    </>
  );
}

function QueuedOutcomes({ experiment, summary }: ShownRun) {
  const drawn = useQueued(useMemo(() => ({ experiment, summary }), [experiment, summary]));
  if (drawn === null) return null;
  return (
    <section className={panelStyles['card']}>
      <Outcomes {...drawn} />
    </section>
  );
}

const nearMargin = '300px';

interface WhenNearProps {
  readonly height: number;
  readonly children: ReactNode;
}

function WhenNear({ height, children }: WhenNearProps) {
  const [isNear, setNear] = useState(typeof IntersectionObserver === 'undefined');
  const watch = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) setNear(true);
      },
      { rootMargin: nearMargin },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return isNear ? children : <div ref={watch} style={{ minHeight: height }} />;
}

const findingsWords = text.findings;

function Findings({ experiment, summary }: ShownRun) {
  const { view } = usePlayground();
  const built = useBuiltCards(experiment);
  const findings = useFindings(experiment, summary);
  if (findings.length === 0)
    return <p className="muted">{summary.isProvisional ? findingsWords.notYet : findingsWords.nothing}</p>;
  return (
    <ul>
      {findings.map(({ sentence, evidence, offer }) => (
        <li key={sentence}>
          {withUnbrokenPercent(sentence)}{' '}
          <Button look="link" onClick={() => void showEvidence(view, evidence, built)}>
            {findingsWords.show[evidence.kind]}
          </Button>
          {offer && offer.length > 0 && (
            <Lazy part={remediesPart}>
              {({ Remedies }) => <Remedies experiment={experiment} summary={summary} offer={offer} />}
            </Lazy>
          )}
        </li>
      ))}
    </ul>
  );
}

function useFindings(experiment: Experiment, summary: RunSummary): readonly Finding[] {
  const networks = useNetworks();
  const measuredCorrelation = useRunStatus((status) => status.measuredCorrelation);
  const knownLosses = useRunStatus((status) => status.knownLosses);
  return useMemo(
    () =>
      findingsOf({
        experiment,
        summary,
        run: { networks, measuredCorrelation, ...(knownLosses && { knownLosses }) },
      }),
    [experiment, summary, networks, measuredCorrelation, knownLosses],
  );
}

async function showEvidence(view: ViewStore, evidence: Evidence, built: readonly BuiltCard[]): Promise<void> {
  if (evidence.kind === 'curves') view.setState({ curves: 'loss' });
  if (evidence.kind === 'gates') showWeight(view, evidence, built);
  const element = await waitForElement(evidenceElementId(evidence));
  element?.scrollIntoView({ block: 'center' });
  element?.focus({ preventScroll: true });
}

function evidenceElementId(evidence: Evidence): string {
  if (evidence.kind === 'gates') return heatMapIdOf(evidence.cardId, evidence.level);
  return evidence.kind === 'results'
    ? resultElementId(evidence.cardId, evidence.task)
    : placeIds[evidence.kind];
}

function showWeight(
  view: ViewStore,
  { cardId, level, task, source }: Extract<Evidence, { kind: 'gates' }>,
  built: readonly BuiltCard[],
): void {
  const spec = built.find(({ card }) => card.id === cardId)?.topology.levels[level];
  const unit = spec?.units.findIndex(({ owner }) => owner === task) ?? -1;
  const expert = spec?.experts.findIndex(({ owner }) => owner === source) ?? -1;
  view.setState(({ hiddenIds }) => ({
    tab: 'gates',
    gateView: 'tasks',
    reading: 'contribution',
    replica: 'mean',
    // The finding is about the last evaluation, so the newest step is shown.
    scrubStep: null,
    hiddenIds: new Set([...hiddenIds].filter((id) => id !== cardId)),
    cell: unit < 0 || expert < 0 ? null : { cardId, level, unit, expert },
  }));
}

const MAX_ELEMENT_WAIT_MS = 5000;

/** Null if it does not appear in time. */
async function waitForElement(id: string): Promise<HTMLElement | null> {
  const endMs = performance.now() + MAX_ELEMENT_WAIT_MS;
  for (;;) {
    const element = document.getElementById(id);
    if (element !== null || performance.now() > endMs) return element;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

interface CurrentLossesProps extends Pick<CurvesProps, 'experiment' | 'series'> {
  readonly cursorStep: number;
}

function CurrentLosses({ experiment, series: whole, cursorStep }: CurrentLossesProps) {
  const split = useView((view) => view.split);
  const results = useCardResults(experiment);
  const series = whole.map((one) => ({
    ...one,
    points: one.points.filter((point) => point.step <= cursorStep),
  }));
  const step = Math.max(0, ...series.map(({ points }) => points.at(-1)?.step ?? 0));
  const numTasks = experiment.tasks.length;
  const title = words.tableTitle(words.splitWords[split], formatCount(step));
  const csvRows = () => rowsOf(series, experiment, split);
  return (
    <ScrollTable
      title={title}
      menu={<SaveMenu numbers={{ title, csvRows }} />}
      note={words.tableNote}
      headings={[text.app.ui.architecture, ...experiment.tasks.map(({ name }) => name), words.replicas]}
      rows={series.map((one) => {
        const numDiverged = (results.get(one.id)?.diverged ?? []).filter((at) => at.step <= step).length;
        return [
          <>
            <SeriesSwatch color={one.color} /> {one.name}
          </>,
          ...experiment.tasks.map((_, task) =>
            lossWords(one, { split, task, numTasks, overlap: resplitOverlapOf(experiment.data) }),
          ),
          <Fragment key="replicas">
            {words.numKept(experiment.training.numReplicas - numDiverged, experiment.training.numReplicas)}
            {numDiverged > 0 && <span className={styles['diverged']}> {words.diverged(numDiverged)}</span>}
          </Fragment>,
        ];
      })}
    />
  );
}

const rowsOf = (series: readonly LossSeries[], { tasks }: Experiment, split: Split): readonly CsvRow[] =>
  tasks.flatMap(({ name }, task) =>
    lossCsvRows(
      series.map((one) => ({ ...one, points: one.points.slice(-1) })),
      { split, task, numTasks: tasks.length },
      name,
    ).slice(task === 0 ? 0 : 1),
  );

function lossWords({ points }: LossSeries, selection: LossSelection): string {
  const last = points.at(-1);
  const point = last && plotPointOf(last, selection);
  return point ? pointText(point) : text.app.ui.noValue;
}
