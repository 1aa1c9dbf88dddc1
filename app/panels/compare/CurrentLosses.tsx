/** Mean, half interval and number of replicas of every loss at an earlier step. */
import { Fragment } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { overlapOf } from '../../../src/data/rows.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
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
import { useView } from '../../state/playground.ts';
import { ScrollTable } from '../../ui/NumbersTable.tsx';
import { useCardResults } from '../../view/useCards.ts';
import styles from './ComparePanel.module.css';
import type { CurvesProps } from './Curves.tsx';

const words = text.panels.compare;

interface CurrentLossesProps extends Pick<CurvesProps, 'experiment' | 'series'> {
  readonly cursorStep: number;
}

export function CurrentLosses({ experiment, series: whole, cursorStep }: CurrentLossesProps) {
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
            lossWords(one, { split, task, numTasks, overlap: overlapOf(experiment.data) }),
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
