/** The loss of every architecture and task at the step looked at: mean, half of its interval, and how many repetitions it is made of. */
import { useId } from 'react';
import { type Experiment, panelText } from '../../src/index.ts';
import { formatStep, formatValue } from '../charts/format.ts';
import type { LossSelection, LossSeries } from '../charts/props.ts';
import { SeriesSwatch } from '../charts/SeriesSwatch.tsx';
import { plotPointOf } from '../charts/series.ts';
import { useView } from '../state/playground.ts';
import { useCursorStep } from '../time/useMoments.ts';
import { formatPlusMinus } from '../ui/format.ts';
import styles from './CurrentLosses.module.css';
import { useCardResults } from './useCardResults.ts';

const words = panelText.compare;

export interface CurrentLossesProps {
  readonly experiment: Experiment;
  readonly series: readonly LossSeries[];
}

export function CurrentLosses({ experiment, series: whole }: CurrentLossesProps) {
  const titleId = useId();
  const split = useView((view) => view.split);
  const results = useCardResults(experiment);
  const cursorStep = useCursorStep(experiment);
  const series = whole.map((one) => upTo(one, cursorStep));
  const step = Math.max(0, ...series.map(({ points }) => points.at(-1)?.step ?? 0));
  return (
    <>
      <p className={styles['title']}>
        <strong id={titleId}>{words.tableTitle(words.splitWords[split], formatStep(step))}</strong>
        <span>{words.tableNote}</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables are scrolled with the arrow keys */}
      <section className={styles['scroll']} aria-labelledby={titleId} tabIndex={0}>
        <table className={styles['table']} aria-labelledby={titleId}>
          <thead>
            <tr>
              <th scope="col">{words.architecture}</th>
              {experiment.tasks.map((task, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
                <th key={index} scope="col">
                  {task.name}
                </th>
              ))}
              <th scope="col">{words.repetitions}</th>
            </tr>
          </thead>
          <tbody>
            {series.map((one) => (
              <Row
                key={one.id}
                series={one}
                numDiverged={results.get(one.id)?.diverged.length ?? 0}
                experiment={experiment}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** As it was at `step`; null: as it is. */
function upTo(series: LossSeries, step: number | null): LossSeries {
  return step === null ? series : { ...series, points: series.points.filter((point) => point.step <= step) };
}

interface RowProps {
  readonly series: LossSeries;
  readonly numDiverged: number;
  readonly experiment: Experiment;
}

function Row({ series, numDiverged, experiment: { tasks, training } }: RowProps) {
  const split = useView((view) => view.split);
  return (
    <tr>
      <th scope="row">
        <SeriesSwatch color={series.color} /> {series.name}
      </th>
      {tasks.map((_, task) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
        <td key={task}>{lossWords(series, { split, task, numTasks: tasks.length })}</td>
      ))}
      <td>
        <Repetitions numDiverged={numDiverged} numReplicas={training.numReplicas} />
      </td>
    </tr>
  );
}

function lossWords({ points }: LossSeries, selection: LossSelection): string {
  const last = points.at(-1);
  const point = last === undefined ? null : plotPointOf(last, selection);
  if (point === null) return words.noValue;
  if (point.interval === null) return formatValue(point.mean);
  return formatPlusMinus(point.mean, point.interval[1] - point.mean);
}

interface RepetitionsProps {
  readonly numDiverged: number;
  readonly numReplicas: number;
}

function Repetitions({ numDiverged, numReplicas }: RepetitionsProps) {
  return (
    <>
      {words.numKept(numReplicas - numDiverged, numReplicas)}
      {numDiverged > 0 && <span className={styles['diverged']}> {words.diverged(numDiverged)}</span>}
    </>
  );
}
