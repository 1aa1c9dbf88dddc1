/** The verdict, one loss chart per task with a line per architecture, and the numbers behind the verdict. */
import { useMemo } from 'react';
import { ofTask } from '../../../src/analysis/pairs.ts';
import { mean } from '../../../src/analysis/statistics.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { text } from '../../../src/text/text.ts';
import type { LossSeries, ScaleKind, Split } from '../../charts/base/props.ts';
import { SeriesLegend } from '../../charts/base/SeriesLegend.tsx';
import { LossChart } from '../../charts/lines/LossChart.tsx';
import { usePlayground, useRunStatus, useShownExperiment, useView } from '../../state/playground.ts';
import { toggleHidden } from '../../state/stores/viewStore.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Segmented } from '../../ui/Segmented.tsx';
import { useAnswer } from '../../view/useAnswer.ts';
import { useCursorStep } from '../../view/useMoments.ts';
import { useLossSeries } from '../../view/useSeries.ts';
import { useTurn } from '../../view/useTurn.ts';
import { Draws } from '../draws/Draws.tsx';
import { Outcomes, type OutcomesProps } from '../verdict/Outcomes.tsx';
import { Seesaw } from '../verdict/Seesaw.tsx';
import { Verdict } from '../verdict/Verdict.tsx';
import styles from './ComparePanel.module.css';
import { CurrentLosses } from './CurrentLosses.tsx';

const words = text.panels.compare;

export function ComparePanel() {
  const { shown, isStale } = useShownExperiment();
  const series = useLossSeries(shown);
  const cursorStep = useCursorStep(shown);
  const answer = useAnswer(shown);
  const verdict = useTurn(useMemo(() => ({ experiment: shown, answer }), [shown, answer]));
  // What stands below the verdict would be pushed down by it.
  if (verdict === null) return null;
  return (
    <div data-stale={isStale} className={`${panelStyles['panel']} ${styles['compare']}`}>
      <section className={`${panelStyles['card']} ${styles['verdict']}`}>
        <ErrorBoundary name={words.verdict}>
          <Verdict {...verdict} />
        </ErrorBoundary>
        {answer !== null && (
          <ErrorBoundary name={text.draws.title}>
            <Draws experiment={shown} />
          </ErrorBoundary>
        )}
      </section>
      <Controls series={series} />
      <div className={styles['charts']}>
        {shown.tasks.map((_, task) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
          <section key={task} className={panelStyles['card']}>
            <TaskChart experiment={shown} task={task} series={series} cursorStep={cursorStep} />
          </section>
        ))}
      </div>
      {cursorStep !== null && (
        <section className={panelStyles['card']}>
          <CurrentLosses experiment={shown} series={series} cursorStep={cursorStep} />
        </section>
      )}
      {answer !== null && (
        <ErrorBoundary name={words.outcomes}>
          <OutcomesInTurn experiment={shown} answer={answer} />
        </ErrorBoundary>
      )}
    </div>
  );
}

function OutcomesInTurn({ experiment, answer }: OutcomesProps) {
  const drawn = useTurn(useMemo(() => ({ experiment, answer }), [experiment, answer]));
  if (drawn === null) return null;
  return (
    <>
      <section className={panelStyles['card']}>
        <Outcomes {...drawn} />
      </section>
      {drawn.experiment.tasks.length > 1 && (
        <section className={panelStyles['card']}>
          <Seesaw {...drawn} />
        </section>
      )}
    </>
  );
}

/** Few charts are wide: they may be taller. */
const tallHeight = 280;
const usualHeight = 210;

interface TaskChartProps {
  readonly experiment: Experiment;
  readonly task: number;
  readonly series: readonly LossSeries[];
  readonly cursorStep: number | null;
}

function TaskChart({ experiment: { tasks, training }, task, series, cursorStep }: TaskChartProps) {
  const drawn = useTurn(useChartChoices(series));
  const floor = useFloor(task, tasks.length);
  const height = tasks.length < 3 ? tallHeight : usualHeight;
  if (drawn === null) return <div style={{ height }} />;
  const kind = tasks[task]?.kind ?? 'regression';
  return (
    <LossChart
      {...drawn}
      title={tasks[task]?.name ?? ''}
      measure={words.measure[kind](words.splitWords[drawn.split])}
      task={task}
      numTasks={tasks.length}
      floor={drawn.split === 'test' ? floor : null}
      numSteps={training.numSteps}
      learningRateChanges={training.learningRateChanges}
      cursorStep={cursorStep}
      height={height}
    />
  );
}

/** The mean over repetitions of the loss on test rows that no model can go below; null where nobody knows. */
function useFloor(task: number, numTasks: number): number | null {
  const floors = useRunStatus(({ knownLosses }) => knownLosses?.floor);
  const floor = mean(ofTask(floors ?? [], task, numTasks));
  return Number.isFinite(floor) ? floor : null;
}

/** What all charts share, as one object that is another one when something changed. */
function useChartChoices(series: readonly LossSeries[]) {
  const split = useView((view) => view.split);
  const scale = useView((view) => view.scale);
  const hiddenIds = useView((view) => view.hiddenIds);
  return useMemo(() => ({ series, split, scale, hiddenIds }), [series, split, scale, hiddenIds]);
}

const splits: readonly Split[] = ['test', 'validation', 'train'];
const scales: readonly ScaleKind[] = ['log', 'linear'];

function Controls({ series }: { readonly series: readonly LossSeries[] }) {
  const { view } = usePlayground();
  const { split, scale, hiddenIds } = useView((state) => state);
  return (
    <div className={panelStyles['controls']}>
      <SeriesLegend series={series} hiddenIds={hiddenIds} onToggle={(id) => toggleHidden(view, id)} />
      <div className={panelStyles['controls']}>
        <Segmented
          label={words.split}
          choices={splits.map((value) => ({ value, label: words.splits[value] }))}
          value={split}
          onChange={(value) => view.setState({ split: value })}
        />
        <Segmented
          label={words.scale}
          choices={scales.map((value) => ({ value, label: words.scales[value] }))}
          value={scale}
          onChange={(value) => view.setState({ scale: value })}
        />
      </div>
    </div>
  );
}
