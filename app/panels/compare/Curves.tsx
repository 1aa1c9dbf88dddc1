/** A small chart per task: losses, or the gain of each rival over the reference. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { valuesOfTask } from '../../../src/analysis/pairs.ts';
import type { LossPoint } from '../../../src/analysis/produced/evaluation.ts';
import { mean } from '../../../src/core/lists.ts';
import { resplitOverlapOf } from '../../../src/data/rows.ts';
import { referenceOf } from '../../../src/experiment/comparison.ts';
import { trainingWorkOf } from '../../../src/experiment/costs/work.ts';
import { trainedCardOf } from '../../../src/experiment/derived/trainedCard.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { reportedSteps } from '../../../src/run/report/outcomes.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import { CAPTION_HEIGHT } from '../../charts/figure/Figure.tsx';
import { sharedAxis } from '../../charts/lines/axis.ts';
import type { ReportedSteps } from '../../charts/lines/LineMarks.tsx';
import { LossChart } from '../../charts/lines/LossChart.tsx';
import { differenceRowsOf, type LossSeries, type StepWork } from '../../charts/lines/series.ts';
import { useQueued, useRunStatus, useView } from '../../state/playground.ts';
import type { CurveReading, OverlaidRun } from '../../state/stores/viewStore.ts';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Popover } from '../../ui/Popover.tsx';
import { ShownLegend } from '../../view/Choices.tsx';
import { ViewChoice } from '../../view/ViewChoice.tsx';
import styles from './ComparePanel.module.css';

const words = text.panels.compare;
const { metricNames } = text.verdict.outcomes;

const overlaysPart = lazyPart(() => import('./Overlays.tsx'));

export interface CurvesProps {
  readonly experiment: Experiment;
  readonly series: readonly LossSeries[];
  readonly summary: RunSummary | null;
  readonly cursorStep: number | null;
}

export function Curves({ experiment, series, summary, cursorStep }: CurvesProps) {
  const { tasks, training } = experiment;
  const reading = useCurveReading(experiment, series);
  const isChosen = useView((view) => view.curves !== null);
  const hasOverlays = useView(({ overlays }) => overlays.length > 0);
  const [drawnReading, noteDrawn] = useDrawnReading(reading, tasks.length);
  const split = useView((view) => view.split);
  const drawn = useDrawnCurves({ experiment, series, summary, reading });
  return (
    <>
      <CurveControls series={series} reading={isChosen ? reading : drawnReading} />
      {hasOverlays && (
        <Lazy part={overlaysPart}>{({ Overlays }) => <Overlays isDrawn={reading === 'loss'} />}</Lazy>
      )}
      <div className={styles['charts']} data-count={tasks.length}>
        {tasks.map((_, task) => (
          <TaskChart
            // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
            key={task}
            experiment={experiment}
            task={task}
            drawn={drawn}
            cursorStep={cursorStep}
            onDrawn={noteDrawn}
          />
        ))}
      </div>
      <p className={styles['note']}>
        {words.curvesNote(drawnReading, {
          split: words.splitWords[split],
          numReplicas: training.numReplicas,
          isOverWork: drawn.work !== null,
        })}
        {drawn.reported.some(({ gains }) => gains?.some((gain) => gain !== null)) && words.curveMarks}
      </p>
    </>
  );
}

// Charts draw late, so words wait until each has drawn the reading.
function useDrawnReading(first: CurveReading, numTasks: number) {
  const [shown, setShown] = useState<readonly CurveReading[]>(() => new Array(numTasks).fill(first));
  const noteDrawn = useCallback(
    (task: number, reading: CurveReading) =>
      setShown((before) =>
        before[task] === reading ? before : Object.assign([...before], { [task]: reading }),
      ),
    [],
  );
  return [shown.slice(0, numTasks).includes('loss') ? 'loss' : 'difference', noteDrawn] as const;
}

const chartHeightFor = (numTasks: number): number => (numTasks === 1 ? 250 : numTasks === 2 ? 150 : 130);

interface TaskChartProps {
  readonly experiment: Experiment;
  readonly task: number;
  readonly drawn: ReturnType<typeof useDrawnCurves>;
  readonly cursorStep: number | null;
  readonly onDrawn: (task: number, reading: CurveReading) => void;
}

function TaskChart({ experiment, task, drawn: newest, cursorStep, onDrawn }: TaskChartProps) {
  const { tasks, training } = experiment;
  const drawn = useQueued(newest);
  const reading = drawn && (drawn.reference === null ? 'loss' : 'difference');
  useEffect(() => {
    if (reading !== null) onDrawn(task, reading);
  }, [onDrawn, task, reading]);
  const height = chartHeightFor(tasks.length);
  if (drawn === null) return <div style={{ height: CAPTION_HEIGHT + height }} />;
  const { name = '', kind = 'regression' } = tasks[task] ?? {};
  const { floors, ...shared } = drawn;
  return (
    <LossChart
      {...shared}
      title={name}
      task={task}
      measure={words.measure(words.splitWords[drawn.split], metricNames.loss[kind])}
      floor={floors[task] ?? null}
      numSteps={training.numSteps}
      learningRateChanges={training.learningRateChanges}
      cursorStep={cursorStep}
      height={height}
    />
  );
}

const MIN_CURVE_POINTS = 3;

/** Default: differences, as soon as they make a curve. */
function useCurveReading(experiment: Experiment, series: readonly LossSeries[]): CurveReading {
  const chosen = useView((view) => view.curves);
  const reference = series.find(({ id }) => id === referenceOf(experiment)?.id);
  const canCompare = series.length > 1 && reference !== undefined;
  if (!canCompare) return 'loss';
  return chosen ?? (reference.points.length >= MIN_CURVE_POINTS ? 'difference' : 'loss');
}

interface DrawnCurvesInput extends Pick<CurvesProps, 'experiment' | 'series' | 'summary'> {
  readonly reading: CurveReading;
}

function useDrawnCurves({ experiment, series: all, summary, reading }: DrawnCurvesInput) {
  const split = useView((view) => view.split);
  const scale = useView((view) => view.scale);
  const abscissa = useView((view) => view.abscissa);
  const hidden = useView((view) => view.hiddenIds);
  const overlays = useView((view) => view.overlays);
  const knownFloors = useRunStatus(({ knownLosses }) => knownLosses?.floor);
  return useMemo(() => {
    const numTasks = experiment.tasks.length;
    const referenceId = referenceOf(experiment)?.id;
    const reference = reading === 'difference' ? (all.find(({ id }) => id === referenceId) ?? null) : null;
    // Differences compare equal steps.
    const work = abscissa === 'work' && reference === null ? workOfCards(experiment, summary) : null;
    const others = reference === null && work === null ? overlaidSeries(overlays, experiment.tasks) : [];
    const choices = {
      series: reference === null ? [...all, ...others] : all.filter(({ id }) => id !== referenceId),
      reference,
      hiddenIds: others.length === 0 ? hidden : withOverlaidSeries(hidden, others),
      scale,
      split,
      numTasks,
      overlap: resplitOverlapOf(experiment.data),
      work,
      floors: split === 'test' && reference === null ? floorsOf(knownFloors ?? [], numTasks) : [],
    };
    return {
      ...choices,
      axis: sharedAxis(choices),
      reported: reportedStepsOf(all, summary, split === 'test' ? reference : null),
    };
  }, [experiment, all, summary, reading, split, scale, abscissa, hidden, overlays, knownFloors]);
}

const workOfCards = (experiment: Experiment, summary: RunSummary | null): StepWork =>
  new Map(
    experiment.cards.flatMap(({ id }) => {
      const summaryOfCard = summary?.cards.find(({ cardId }) => cardId === id);
      const card = trainedCardOf(experiment, id, summaryOfCard?.sizeFactor ?? null)?.card;
      return card === undefined ? [] : [[id, trainingWorkOf(card, experiment) / 1e6]];
    }),
  );

/** Irreducible test loss by task; null if unknown. */
const floorsOf = (known: readonly number[], numTasks: number): readonly (number | null)[] =>
  Array.from({ length: numTasks }, (_, task) => {
    const floor = mean(valuesOfTask(known, task, numTasks));
    return Number.isFinite(floor) ? floor : null;
  });

/** With the verdict's gains over `reference` of a finished run, unless null. */
export const reportedStepsOf = (
  series: readonly LossSeries[],
  summary: RunSummary | null,
  reference: LossSeries | null,
): readonly ReportedSteps[] =>
  series.flatMap((one) => {
    const { id, name, color } = one;
    const card = summary?.cards.find(({ cardId }) => cardId === id);
    const steps = card === undefined ? null : reportedSteps(card);
    if (summary === null || steps === null) return [];
    const { numTasks, margin } = summary.rules;
    const tasks = reference === null || summary.isProvisional ? [] : (card?.verdict?.tasks ?? []);
    const gains = tasks.map(({ gain: { mean: gain } }, task) => {
      const rows = reference && differenceRowsOf(reference, [one], { split: 'test', task, numTasks }, 2);
      return Math.abs((rows?.at(-1)?.points[0]?.mean ?? Number.NaN) / 100 - gain) > margin ? gain : null;
    });
    return [{ id, name, color, steps, gains }];
  });

interface CurveControlsProps {
  readonly series: readonly LossSeries[];
  readonly reading: CurveReading;
}

function CurveControls({ series, reading }: CurveControlsProps) {
  const split = useView((state) => state.split);
  return (
    <div className={panelStyles['controls']}>
      <ShownLegend isShort series={series} />
      <div className={styles['readings']}>
        <ViewChoice of="curves" label={words.reading} names={words.readings} value={reading} />
        <Popover
          look="quiet"
          icon="chevron"
          className={styles['more']}
          title={words.axes}
          content={
            <div className={styles['axes']}>
              <ViewChoice of="split" label={words.split} names={words.splits} />
              <ViewChoice
                of="abscissa"
                label={words.abscissa}
                names={words.abscissas}
                also={{ curves: 'loss' }}
              />
              <ViewChoice of="scale" label={words.scale} names={words.scales} />
            </div>
          }
        >
          {words.splits[split]}
        </Popover>
      </div>
    </div>
  );
}

/** Omits tasks that a run lacks, or has with another kind. */
export const overlaidSeries = (
  overlays: readonly OverlaidRun[],
  tasks: Experiment['tasks'],
): readonly LossSeries[] =>
  overlays.flatMap(({ name: ofRun, kinds, series }, index) =>
    series.map(({ id, name, color, points }) => ({
      id: `${id}${RUN_NUMBERS.charAt(index)}`,
      name: `${name} (${ofRun})`,
      color,
      isOverlay: true,
      points: points.map((point) => lossPointWithTasks(point, kinds, tasks)),
    })),
  );

// Number of an overlaid run, printed behind the letter of its card.
const RUN_NUMBERS = '¹²³⁴';

function lossPointWithTasks(
  point: LossPoint,
  kinds: OverlaidRun['kinds'],
  tasks: Experiment['tasks'],
): LossPoint {
  const relaid = (values: readonly number[]): readonly number[] =>
    Array.from({ length: values.length / kinds.length }, (_, replica) =>
      tasks.map(({ kind }, task) =>
        kinds[task] === kind ? (values[replica * kinds.length + task] ?? Number.NaN) : Number.NaN,
      ),
    ).flat();
  const { step, train, validation, test, auc } = point;
  return { step, train: relaid(train), validation: relaid(validation), test: relaid(test), auc: relaid(auc) };
}

export const withOverlaidSeries = (
  hidden: ReadonlySet<string>,
  others: readonly LossSeries[],
): ReadonlySet<string> =>
  new Set([...hidden, ...others.flatMap(({ id }) => (hidden.has(id.slice(0, 1)) ? [id] : []))]);
